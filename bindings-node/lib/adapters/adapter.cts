import type { Observation } from "../generated/failure.cjs";

/** What one link of a chain says, without its place in the chain. */
export type Said = Omit<Observation, "link" | "depth">;

/** What a library's errors say: one file for each library. */
export interface Adapter {
  /** What this one link says; `undefined` where it is none of the library's. */
  read(link: object): Said | undefined;
  /** What the library keeps elsewhere than under `cause`, of why it threw this. */
  reasons?(link: object): unknown[];
}

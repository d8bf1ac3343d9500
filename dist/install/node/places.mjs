import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../..");
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** The own platform's part checks what `make node` built. */
export const own = process.argv.includes("--own");
/** Only what runs on this system as it is. */
export const here = process.argv.includes("--here");
export const dist = join(target, own ? "dist/node-own" : "dist/node");
/** What the check itself needs is installed here, once. */
export const equipment = join(target, "install/node");

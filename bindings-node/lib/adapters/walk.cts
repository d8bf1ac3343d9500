import type { Observation } from "../generated/failure.cjs";
import { originalOf } from "../cause.cjs";
import { isObject, members, peek } from "../peek.cjs";
import { LIBRARIES } from "./libraries.cjs";

const MOST_LINKS = 32;

/** A link of a chain of errors: what was thrown, how it hangs together with the one above, how deep. */
export interface ChainLink extends Pick<Observation, "link" | "depth"> {
  readonly thrown: unknown;
}

/** The links of a chain, outermost first, depth first; safe from cycles. */
export function walk(error: unknown, depth = 0): ChainLink[] {
  const links: ChainLink[] = [];
  const seen = new Set<unknown>();
  const waiting: ChainLink[] = [{ thrown: error, link: "cause", depth }];
  for (let next; links.length < MOST_LINKS && (next = waiting.pop());) {
    const thrown = originalOf(next.thrown);
    if (seen.has(thrown) || (links.length > 0 && !isObject(thrown))) continue;
    seen.add(thrown);
    links.push({ ...next, thrown });
    if (isObject(thrown))
      waiting.push(...beneath(thrown, next.depth + 1).toReversed());
  }
  return links;
}

/** Causes first, then members, then bystanders. */
function beneath(link: object, depth: number): ChainLink[] {
  const causes = [
    peek(link, "cause"),
    // Of an event, and of a `SuppressedError`.
    peek(link, "error"),
    ...LIBRARIES.flatMap(({ reasons }) => reasons?.(link) ?? []),
  ];
  const place = (kind: ChainLink["link"]) => (thrown: unknown) =>
    ({ thrown, link: kind, depth }) as const;
  return [
    ...causes.map(place("cause")),
    ...members(peek(link, "errors"), MOST_LINKS).map(place("member")),
    place("bystander")(peek(link, "suppressed")),
  ];
}

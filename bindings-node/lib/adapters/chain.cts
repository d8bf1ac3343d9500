import { abortReason } from "./axios.cjs";
import { isObject, members, peek } from "./peek.cjs";

const LIMIT = 32;

/** An error and the errors beneath it, the outermost first; safe from cycles. */
export function chain(error: unknown): object[] {
  return follow(error, (link) => [
    ...straight(link),
    ...members(peek(link, "errors"), LIMIT),
  ]);
}

/** The same without the members of an `AggregateError`, which tell of several failures. */
export function causes(error: unknown): object[] {
  return follow(error, straight);
}

/** An event and a `SuppressedError` hold what was thrown as `error`. */
function straight(link: object): unknown[] {
  return [peek(link, "cause"), peek(link, "error"), abortReason(link)];
}

function follow(
  error: unknown,
  beneath: (link: object) => unknown[],
): object[] {
  const links = new Set<object>();
  const waiting = [error];
  while (waiting.length > 0 && links.size < LIMIT) {
    const link = waiting.shift();
    if (!isObject(link) || links.has(link)) continue;
    links.add(link);
    waiting.unshift(...beneath(link));
  }
  return [...links];
}

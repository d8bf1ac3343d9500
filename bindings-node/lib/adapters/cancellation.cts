import { causes, chain } from "./chain.cjs";
import { members, peek, text } from "./peek.cjs";
import { isTimeout } from "./transport.cjs";
import { isOwnClose } from "./ws.cjs";

const NAMES = new Set(["AbortError", "CancelError"]);

/** In turn of Node, axios, undici and got. */
const CODES = new Set([
  "ABORT_ERR",
  "ERR_CANCELED",
  "UND_ERR_ABORTED",
  "ERR_ABORTED",
]);

/** Whether the caller itself ended the work, and not because it took too long. */
export function isCancellation(error: unknown): boolean {
  return isEnded(error, 0) && !chain(error).some(isTimeout);
}

function isEnded(error: unknown, depth: number): boolean {
  return causes(error).some((link) => {
    if (isMarked(link) || isOwnClose(link)) return true;
    const each = members(peek(link, "errors"), 32);
    return (
      depth < 4 &&
      each.length > 0 &&
      each.every((member) => isEnded(member, depth + 1))
    );
  });
}

function isMarked(link: object): boolean {
  return (
    NAMES.has(text(link, "name")) ||
    CODES.has(text(link, "code")) ||
    peek(link, "__CANCEL__") === true
  );
}

import { peek, text } from "../peek.cjs";
import type { Adapter } from "./adapter.cjs";
import { isTimeout, transportOf } from "./transport.cjs";

/** `node:http`, `node:https`, `node:net`, `node:tls`, and time-outs and cancellations of any library. */
export const node: Adapter = {
  read(link) {
    if (isAbort(link)) return { noFailure: true };
    const transport = transportOf(link);
    return transport && { transport };
  },
};

/** That of a signal which only tells of a time-out leaves the word to its cause. */
function isAbort(link: object): boolean {
  return (
    (text(link, "name") === "AbortError" ||
      ["ABORT_ERR", "ERR_ABORTED"].includes(text(link, "code"))) &&
    !isTimeout(peek(link, "cause"))
  );
}

import type { Transport } from "../generated/words.cjs";
import { peek, text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";
import { responseFacts } from "./response.cjs";
import { isTimeout, transportOf } from "./transport.cjs";

/** `AxiosError`, and `CanceledError`. */
export const axios: Adapter = {
  read(link) {
    if (isCancelled(link))
      return isTimeout(abortReason(link)) ? {} : { noFailure: true };
    if (peek(link, "isAxiosError") !== true) return undefined;
    const response = responseFacts(peek(link, "response"));
    switch (text(link, "code")) {
      case "ERR_FR_TOO_MANY_REDIRECTS":
        return { protocol: "other" };
      case "ERR_BAD_RESPONSE":
        return { ...response, ...badResponse(link) };
      default:
        return { ...response, transport: transport(link) };
    }
  },
  /** Why a request was given up: a `CanceledError` says so nowhere else. */
  reasons: (link) => (isCancelled(link) ? [abortReason(link)] : []),
};

function isCancelled(link: object): boolean {
  return (
    text(link, "code") === "ERR_CANCELED" || peek(link, "__CANCEL__") === true
  );
}

function abortReason(link: object): unknown {
  return peek(link, "config", "signal", "reason");
}

function transport(link: object): Transport | undefined {
  switch (text(link, "code")) {
    case "ERR_NETWORK":
      return "other";
    case "ECONNABORTED":
      // Its own word for a time-out; a connection that the system aborts is a failed call.
      if (!hasSyscall(link)) return "timeout";
  }
  return transportOf(link);
}

function badResponse(link: object): Said {
  // A status of 5xx has this code too, and then there is a body, if an empty one.
  if (text(link, "name") === "SyntaxError") return { protocol: "undecodable" };
  return peek(link, "response", "data") === undefined
    ? { transport: "other" }
    : {};
}

function hasSyscall(link: object): boolean {
  return [link, peek(link, "cause")].some((each) => text(each, "syscall"));
}

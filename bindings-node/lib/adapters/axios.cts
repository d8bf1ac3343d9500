import type { Facts } from "../facts.cjs";
import { peek, text } from "./peek.cjs";
import { responseFacts } from "./response.cjs";

/** `AxiosError`. */
export function axios(link: object): Facts | undefined {
  if (peek(link, "isAxiosError") !== true) return undefined;
  const response = responseFacts(peek(link, "response"));
  switch (text(link, "code")) {
    case "ECONNABORTED":
      // Its own word for a time-out; a connection that the system aborts is a failed call.
      return hasSyscall(link)
        ? response
        : { ...response, transport: "timeout" };
    case "ERR_FR_TOO_MANY_REDIRECTS":
      return { protocol: "other" };
    case "ERR_NETWORK":
      return { ...response, transport: "other" };
    case "ERR_BAD_RESPONSE":
      return { ...response, ...badResponse(link) };
    default:
      return response;
  }
}

/** Why a request was given up: a `CanceledError` says so nowhere else. */
export function abortReason(link: object): unknown {
  return text(link, "code") === "ERR_CANCELED"
    ? peek(link, "config", "signal", "reason")
    : undefined;
}

function badResponse(link: object): Facts {
  // A status of 5xx has this code too, and then there is a body, if an empty one.
  if (text(link, "name") === "SyntaxError") return { protocol: "undecodable" };
  return peek(link, "response", "data") === undefined
    ? { transport: "other" }
    : {};
}

function hasSyscall(link: object): boolean {
  return [link, peek(link, "cause")].some((each) => text(each, "syscall"));
}

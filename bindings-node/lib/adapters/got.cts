import { isObject, peek, text } from "../peek.cjs";
import type { Adapter } from "./adapter.cjs";
import { responseFacts } from "./response.cjs";
import { transportOf } from "./transport.cjs";

/** `RequestError` and what extends it: each has the request's `options`. */
export const got: Adapter = {
  read(link) {
    if (text(link, "name") === "CancelError") return { noFailure: true };
    if (!isObject(peek(link, "options"))) return undefined;
    const response = responseFacts(peek(link, "response"));
    switch (text(link, "name")) {
      case "AbortError":
        return { noFailure: true };
      case "MaxRedirectsError":
        return { protocol: "other" };
      case "ParseError":
        return { ...response, protocol: "undecodable" };
      case "ReadError":
        return { ...response, transport: transportOf(link) ?? "other" };
      default:
        return { ...response, transport: transportOf(link) };
    }
  },
};

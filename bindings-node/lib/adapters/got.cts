import type { Facts } from "../facts.cjs";
import { isObject, peek, text } from "./peek.cjs";
import { responseFacts } from "./response.cjs";

/** `RequestError` and what extends it: each has the request's `options`. */
export function got(link: object): Facts | undefined {
  if (!isObject(peek(link, "options"))) return undefined;
  const response = responseFacts(peek(link, "response"));
  switch (text(link, "name")) {
    case "MaxRedirectsError":
      return { protocol: "other" };
    case "ParseError":
      return { ...response, protocol: "undecodable" };
    case "ReadError":
      return { ...response, transport: "other" };
    default:
      return response;
  }
}

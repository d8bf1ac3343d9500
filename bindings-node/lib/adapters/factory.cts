import { isObject, number, peek, text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";
import { isPlain, responseFacts } from "./response.cjs";

/** The name that Node or a framework gives its own errors: no word of the service's. */
const LIBRARYS = /^(?:ERR|FST|UND)_|^E[A-Z0-9]+$/;

/** What a program throws by itself, as h3, http-errors and Fastify make it: a status, and what came with it. */
export const factory: Adapter = {
  read(link) {
    const body = peek(link, "body") ?? peek(link, "data");
    const { httpStatus, headers, ...rest } = responseFacts(link, body);
    const isStatus =
      httpStatus !== undefined && httpStatus >= 100 && httpStatus <= 599;
    if (!isStatus && !isPlain(link)) return undefined;
    // A wrapper's own status, which is often 500, says less than what is beneath.
    if (rest.body === undefined && isObject(peek(link, "cause")))
      return undefined;
    const code = codeOf(link);
    return isStatus || code !== undefined
      ? { httpStatus, headers, ...rest, serverCode: code }
      : undefined;
  },
};

function codeOf(link: object): Said["serverCode"] {
  const code = number(link, "code") ?? text(link, "code");
  return code === "" || LIBRARYS.test(String(code)) ? undefined : code;
}

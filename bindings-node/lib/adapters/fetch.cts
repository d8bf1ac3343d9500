import { peek, text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";
import { responseFacts } from "./response.cjs";

const TIMEOUTS = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** Mistakes of the caller, before anything was sent. */
const REFUSED = new Set([
  "UND_ERR_INVALID_ARG",
  "UND_ERR_NOT_SUPPORTED",
  "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
]);

/** Global `fetch`, and undici, which is beneath it. */
export const fetch: Adapter = {
  read(link) {
    // That fetch was redirected too often stands in its text alone.
    if (text(link, "message") === "redirect count exceeded")
      return { protocol: "other" };
    // Of a garbled answer, which need not have a code.
    if (text(link, "name") === "HTTPParserError") return { transport: "other" };
    const ofProxy = proxyRefused(link);
    if (ofProxy) return ofProxy;
    const code = text(link, "code");
    if (!code.startsWith("UND_ERR_") || REFUSED.has(code)) return undefined;
    if (code === "UND_ERR_ABORTED") return { noFailure: true };
    if (TIMEOUTS.has(code)) return { transport: "timeout" };
    if (code === "UND_ERR_PRX_TLS") return { transport: "tls" };
    if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return { protocol: "other" };
    if (code.startsWith("UND_ERR_WS_")) return { protocol: "other" };
    // Of `throwOnError` and the interceptor `responseError`.
    if (code.startsWith("UND_ERR_RESPONSE"))
      return responseFacts(link, peek(link, "body"));
    return { transport: "other" };
  },
};

const WANTS_CREDENTIALS = 407;

/**
 * What a proxy answered when it was asked for a tunnel: undici has the code of a cancellation for it, and the
 * status in its text alone. The service has said nothing then.
 */
function proxyRefused(link: object): Said | undefined {
  const refused = /^Proxy response \((\d+)\) !== 200/;
  const status = refused.exec(text(link, "message"))?.[1];
  if (!status) return undefined;
  return Number(status) === WANTS_CREDENTIALS
    ? { httpStatus: WANTS_CREDENTIALS }
    : { transport: "other" };
}

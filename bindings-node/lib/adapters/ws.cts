import type { Facts } from "../facts.cjs";
import { text } from "./peek.cjs";

const SWITCHING_PROTOCOLS = 101;

/** The package `ws`: a frame against the rules, or an upgrade that failed. */
export function ws(link: object): Facts | undefined {
  if (text(link, "code").startsWith("WS_ERR_")) return { protocol: "other" };
  // What ws finds wrong with an upgrade has no code: the text is all there is.
  const message = text(link, "message");
  if (message === "Opening handshake has timed out")
    return { transport: "timeout" };
  const [, status] =
    /^Unexpected server response: (\d{3})$/.exec(message) ?? [];
  return status ? refused(Number(status)) : undefined;
}

/** An upgrade that was answered otherwise; a 101 that is none breaks the protocol. */
export function refused(httpStatus: number): Facts {
  return httpStatus === SWITCHING_PROTOCOLS
    ? { protocol: "other" }
    : { httpStatus };
}

/** Whether the caller closed a socket of ws that was still connecting. */
export function isOwnClose(link: object): boolean {
  return (
    text(link, "message") ===
    "WebSocket was closed before the connection was established"
  );
}

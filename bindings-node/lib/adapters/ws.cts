import { text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";

const SWITCHING_PROTOCOLS = 101;

/** What ws finds wrong with an upgrade has no code: the text is all there is. */
const NO_UPGRADE =
  /^(Invalid (Upgrade|Sec-WebSocket-\w+) header$|Server (sent|indicated) |Maximum redirects exceeded$)/;

/** The package `ws`: a frame against the rules, or an upgrade that failed. */
export const ws: Adapter = {
  read(link) {
    if (isFrame(link)) return { protocol: "other" };
    const message = text(link, "message");
    if (message === "Opening handshake has timed out")
      return { transport: "timeout" };
    // The caller closed a socket that was still connecting.
    if (
      message === "WebSocket was closed before the connection was established"
    )
      return { noFailure: true };
    const [, status] =
      /^Unexpected server response: (\d{3})$/.exec(message) ?? [];
    if (status) return refused(Number(status));
    return NO_UPGRADE.test(message) ? { protocol: "other" } : undefined;
  },
};

/** An upgrade that was answered otherwise; a 101 that is none breaks the protocol. */
export function refused(httpStatus: number): Said {
  return httpStatus === SWITCHING_PROTOCOLS
    ? { protocol: "other" }
    : { httpStatus };
}

/** Whether a frame broke the rules; what zlib found wrong with one has no code of ws, but its mark. */
function isFrame(link: object): boolean {
  if (text(link, "code").startsWith("WS_ERR_")) return true;
  try {
    return Object.getOwnPropertySymbols(link).some(
      ({ description }) => description === "status-code",
    );
  } catch {
    return false;
  }
}

import { isObject, number, peek, text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";

const NAMES = new Set(["AvatarSDKError", "SessionTokenError"]);

/** The service's public SDKs: what an error of theirs has seen, not their reading of it. */
export const sdk: Adapter = {
  read(link) {
    if (!NAMES.has(text(link, "name")) || text(link, "code") === "")
      return undefined;
    const known: Said = {
      phase: text(link, "phase"),
      connectionId: text(link, "connectionId"),
      reqId: text(link, "reqId"),
    };
    // What the library threw says more.
    if (isObject(peek(link, "cause"))) return known;
    const body = text(link, "rawBody");
    return {
      ...known,
      httpStatus: number(link, "httpStatus"),
      closeCode: number(link, "closeCode"),
      closeReason: text(link, "closeReason"),
      // What the SDK took from the body, where it did not keep that.
      ...(body ? { body } : server(link)),
    };
  },
};

function server(link: object): Said {
  return {
    serverCode: number(link, "serverCode") ?? text(link, "serverCode"),
    serverTitle: text(link, "serverTitle"),
    serverDetail: text(link, "serverDetail"),
  };
}

import { readBytes } from "../bytes.cjs";
import { members, number, peek, text } from "../peek.cjs";
import type { Adapter, Said } from "./adapter.cjs";

/** A `CloseEvent`, the arguments of the event `close` of ws as an array, or an error event. */
export const websocket: Adapter = {
  read(link) {
    if (text(link, "name") === "WebSocketError") return ofStream(link);
    const [code, reason] = members(link, 2);
    if (typeof code === "number") return close(code, reason);
    switch (text(link, "type")) {
      case "close": {
        const given = number(link, "code");
        return given === undefined
          ? undefined
          : close(given, peek(link, "reason"));
      }
      case "error":
        // Its error says more, if anything does.
        return isSocket(peek(link, "target"))
          ? { transport: "other" }
          : undefined;
      default:
        return undefined;
    }
  },
};

/** What a `WebSocketStream` rejects with; it has no code where there was no close. */
function ofStream(link: object): Said {
  const code = number(link, "closeCode");
  return code === undefined
    ? { transport: "other" }
    : close(code, peek(link, "reason"));
}

/** A close as a socket tells it; the core knows which codes stand for none. */
export function close(closeCode: number, reason: unknown): Said {
  return { closeCode, closeReason: reasonText(reason) };
}

export function isEmitter(socket: unknown): boolean {
  return typeof peek(socket, "on") === "function";
}

export function isSocket(value: unknown): boolean {
  return number(value, "readyState") !== undefined;
}

function reasonText(reason: unknown): string | undefined {
  if (typeof reason === "string") return reason;
  const bytes = readBytes(reason);
  return bytes && new TextDecoder().decode(bytes);
}

import { readBytes } from "../bytes.cjs";
import type { Facts } from "../facts.cjs";
import { members, number, peek, text } from "./peek.cjs";

/** A `CloseEvent`, or the arguments of the event `close` of ws as an array. */
export function websocket(link: object): Facts | undefined {
  const [code, reason] = members(link, 2);
  if (typeof code === "number") return closeFacts(code, reason);
  const given = number(link, "code");
  return given !== undefined && text(link, "type") === "close"
    ? closeFacts(given, peek(link, "reason"))
    : undefined;
}

/** What a close frame says; 1006 and 1015 stand for none. */
export function closeFacts(code: number, reason: unknown): Facts {
  if (code === 1006) return { transport: "other" };
  if (code === 1015) return { transport: "tls" };
  return { closeCode: code, closeReason: reasonText(reason) };
}

/** An error event whose error says nothing. */
export function silentError(event: unknown): Facts {
  const socket = peek(event, "target");
  return peek(event, "type") === "error" && isSocket(socket)
    ? silenceOf(socket)
    : {};
}

/** Of ws, an error without a code is an upgrade that was no good; the global one tells nothing. */
export function silenceOf(socket: unknown): Facts {
  return isEmitter(socket) ? { protocol: "other" } : { transport: "other" };
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

import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";

import type { Facts } from "../facts.cjs";
import { overlay } from "./context.cjs";
import { find, nativeText } from "./find.cjs";
import { readResponse } from "./read-response.cjs";
import { closeFacts, isEmitter, isSocket, silenceOf } from "./websocket.cjs";
import { refused } from "./ws.cjs";

/** A WebSocket of the package `ws`, or one of the browsers' kind, as Node's global one is. */
export interface SocketLike {
  readonly readyState: number;
  close(code?: number, reason?: string): void;
}

/** How a socket ended; `error` is the native error, where there was one. */
export interface End {
  facts: Facts;
  error?: unknown;
}

const CLOSED = 3;

/** Waits for the end of a socket. */
export function watch(socket: unknown): Promise<End> {
  return new Promise((resolve) => {
    if (!isSocket(socket)) return resolve({ facts: {} });
    if ((socket as SocketLike).readyState === CLOSED)
      return resolve({ facts: { transport: "other" } });
    try {
      if (isEmitter(socket)) watchEmitter(socket as Emitter, resolve);
      else watchTarget(socket as EventTarget, resolve);
    } catch (error) {
      resolve({ facts: {}, error });
    }
  });
}

type Emitter = EventEmitter & { terminate?(): void };

function watchEmitter(socket: Emitter, ended: (end: End) => void): void {
  let error: unknown;
  let broken: unknown;
  let answered = false;
  socket.on("upgrade", ({ socket: beneath }: IncomingMessage) => {
    // ws keeps to itself what broke the connection.
    beneath.on("error", (why) => (broken ??= why));
  });
  socket.on("error", (why) => (error ??= why));
  socket.on("unexpected-response", (_, response: IncomingMessage) => {
    answered = true;
    const told = readResponse(response).then(({ facts, broken }) => {
      const { protocol } = refused(response.statusCode ?? 0);
      if (protocol) ended({ facts: { protocol } });
      else ended(broken === undefined ? { facts } : { facts, error: broken });
      socket.terminate?.();
    });
    told.catch((error) => ended({ facts: {}, error }));
  });
  socket.on("close", (code: number, reason: unknown) => {
    if (answered) return;
    const known = error ?? broken;
    ended(
      known === undefined || code !== 1006
        ? { facts: closeFacts(code, reason) }
        : { facts: failed(socket, known), error: known },
    );
  });
}

function watchTarget(socket: EventTarget, ended: (end: End) => void): void {
  let opened = false;
  let error: unknown;
  socket.addEventListener("open", () => (opened = true));
  socket.addEventListener("error", (event) => {
    error = (event as ErrorEvent).error;
    // Where no connection came about, there need not be a close event.
    if (!opened) ended({ facts: failed(socket, error), error });
  });
  socket.addEventListener("close", (event) => {
    const { code, reason } = event as CloseEvent;
    const facts = closeFacts(code, reason);
    if (error === undefined || code !== 1006) return ended({ facts });
    ended({ facts: { ...facts, message: nativeText(error) }, error });
  });
}

type ErrorEvent = Event & { error?: unknown };
type CloseEvent = Event & { code: number; reason: string };

function failed(socket: unknown, error: unknown): Facts {
  const found = find(error);
  const message = nativeText(error);
  const silent = Object.keys(found).length === 0 ? silenceOf(socket) : {};
  return overlay({ message }, silent, found);
}

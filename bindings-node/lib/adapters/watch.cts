import type { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";

import type { Said } from "./adapter.cjs";
import { beneath } from "./evidence.cjs";
import { readResponse, type Told } from "./read-response.cjs";
import { close, isEmitter, isSocket } from "./websocket.cjs";
import { refused } from "./ws.cjs";

/** A WebSocket of the package `ws`, or one of the browsers' kind, as Node's global one is. */
export interface SocketLike {
  readonly readyState: number;
  close(code?: number, reason?: string): void;
}

const CLOSED = 3;

/** Waits for the end of a socket. */
export function watch(socket: unknown): Promise<Told> {
  return new Promise((resolve) => {
    if (!isSocket(socket)) return resolve({ evidence: [] });
    if ((socket as SocketLike).readyState === CLOSED)
      return resolve(told({ transport: "other" }));
    try {
      if (isEmitter(socket)) watchEmitter(socket as Emitter, resolve);
      else watchTarget(socket as EventTarget, resolve);
    } catch (error) {
      resolve({ evidence: [], error });
    }
  });
}

type Emitter = EventEmitter & { terminate?(): void };

function watchEmitter(socket: Emitter, ended: (end: Told) => void): void {
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
    const read = readResponse(response).then((answer) => {
      const { protocol } = refused(response.statusCode ?? 0);
      ended(protocol ? told({ protocol }) : answer);
      socket.terminate?.();
    });
    read.catch((error) => ended({ evidence: [], error }));
  });
  socket.on("close", (code: number, reason: unknown) => {
    if (!answered) ended(told(close(code, reason), error ?? broken));
  });
}

function watchTarget(socket: EventTarget, ended: (end: Told) => void): void {
  let opened = false;
  let error: unknown;
  socket.addEventListener("open", () => (opened = true));
  socket.addEventListener("error", (event) => {
    error = (event as ErrorEvent).error;
    // Where no connection came about, there need not be a close event.
    if (!opened) ended(told({ transport: "other" }, error));
  });
  socket.addEventListener("close", (event) => {
    const { code, reason } = event as CloseEvent;
    ended(told(close(code, reason), error));
  });
}

type ErrorEvent = Event & { error?: unknown };
type CloseEvent = Event & { code: number; reason: string };

/** What the socket says, with the error beneath it. */
function told(said: Said, error?: unknown): Told {
  return { evidence: beneath(said, error), error };
}

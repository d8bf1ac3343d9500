import type { Facts } from "../facts.cjs";
import { peek } from "./peek.cjs";
import { responseFacts } from "./response.cjs";

/** What the caller knows besides the error; what it gives wins over what is found. */
export interface Context extends Facts {
  /**
   * The response that it is about, of `fetch`, axios, got, undici or `node:http`: its status and
   * headers, and its body where that is there already.
   */
  response?: unknown;
}

const NAMES = Object.keys({
  phase: 0,
  httpStatus: 0,
  headers: 0,
  body: 0,
  serverCode: 0,
  serverTitle: 0,
  serverDetail: 0,
  frame: 0,
  closeCode: 0,
  closeReason: 0,
  transport: 0,
  protocol: 0,
  invalidArgument: 0,
  message: 0,
  connectionId: 0,
  reqId: 0,
  nowMs: 0,
} satisfies Record<keyof Facts, 0>) as (keyof Facts)[];

/** The facts of all, those given later winning. */
export function overlay(...layers: unknown[]): Facts {
  const facts: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const name of NAMES) {
      const value = peek(layer, name);
      if (value !== undefined && value !== null) facts[name] = value;
    }
  }
  return facts;
}

/** Found facts with what the context has above them. */
export function within(context: unknown, ...found: unknown[]): Facts {
  const response = responseFacts(peek(context, "response"));
  return overlay(...found, response, context);
}

import type { Facts } from "../facts.cjs";
import { transportOf } from "./transport.cjs";

/** `node:http`, `node:https`, `node:net`, `node:tls`, and time-outs of any library. */
export function node(link: object): Facts | undefined {
  const transport = transportOf(link);
  return transport && { transport };
}

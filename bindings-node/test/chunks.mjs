import { Buffer } from "node:buffer";
import process from "node:process";

const LINE_FEED = 0x0a;

/** Standard input in pieces of whole lines. */
export async function* chunks() {
  let rest = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield bytes.subarray(0, end);
  }
  if (rest.length > 0) yield rest;
}

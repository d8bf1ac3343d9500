// Server-error frames of 1 MB, one of each hostile pattern.

import { readFileSync } from "node:fs";

const SIZE = 1024 * 1024;
const PATTERNS = new URL("../patterns.json", import.meta.url);

const { hostile } = JSON.parse(readFileSync(PATTERNS, "utf8"));

export const count = hostile.length;

export function* frames() {
  for (const pattern of hostile) yield serverError(filled(pattern));
}

/** The pattern, repeated until the text has that size. */
function filled({ repeated, then }) {
  const half = Buffer.alloc(then ? SIZE / 2 : SIZE, repeated.join(""));
  return then ? Buffer.concat([half, Buffer.alloc(SIZE / 2, then)]) : half;
}

/** Field 1 is the type, 4; field 5 the error, whose field 4 is the message. */
function serverError(message) {
  const error = Buffer.concat([field(4, message.length), message]);
  return Buffer.concat([Buffer.from([8, 4]), field(5, error.length), error]);
}

function field(number, length) {
  const bytes = [(number << 3) | 2];
  for (; length > 127; length >>>= 7) bytes.push((length & 127) | 128);
  return Buffer.from([...bytes, length]);
}

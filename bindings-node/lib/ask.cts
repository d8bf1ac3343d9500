import { Answer } from "./answer.cjs";
import { readBytes } from "./bytes.cjs";
import type { Facts } from "./facts.cjs";
import { readHeaders } from "./headers.cjs";
import { native } from "./native.cjs";

type Loose = { [name in keyof Facts]?: unknown };

/** Asks the core; takes any value whatsoever and never throws. */
export function ask(given: unknown): Answer {
  const facts: Loose = typeof given === "object" && given !== null ? given : {};
  try {
    return send(facts);
  } catch {
    // A getter or a proxy threw: what can be read counts.
  }
  const readable = new Proxy<Loose>(
    {},
    { get: (_, name) => readQuietly(facts, name) },
  );
  try {
    return send(readable);
  } catch {
    return send({ phase: readable.phase });
  }
}

function readQuietly(facts: Loose, name: string | symbol): unknown {
  try {
    return facts[name as keyof Facts];
  } catch {
    return undefined;
  }
}

/** All texts cross in one string: one call with few arguments costs less than the many reads of an object. */
function send(facts: Loose): Answer {
  const {
    phase,
    httpStatus,
    headers,
    body,
    serverCode,
    serverTitle,
    serverDetail,
    frame,
  } = facts;
  const {
    closeCode,
    closeReason,
    transport,
    protocol,
    invalidArgument,
    message,
  } = facts;
  const { connectionId, reqId, nowMs } = facts;
  const join = (s: string): string =>
    `${s}${text(phase)}${s}${code(serverCode)}${s}${text(serverTitle)}${s}${text(serverDetail)}` +
    `${s}${text(closeReason)}${s}${text(transport)}${s}${text(protocol)}${s}${text(invalidArgument)}` +
    `${s}${text(message)}${s}${text(connectionId)}${s}${text(reqId)}${s}${text(body)}`;
  const status = number(httpStatus);
  const close = number(closeCode);
  const now = number(nowMs);
  const bodyBytes = readBytes(body);
  const frameBytes = readBytes(frame);
  const pairs = readHeaders(headers);
  const cross = (texts: string): string | null =>
    native.classify(texts, status, close, now, bodyBytes, frameBytes, pairs);
  const texts = join("\0");
  // A character that no text holds separates them for sure.
  const answer = cross(texts) ?? cross(join(separatorFor(texts)));
  return Answer.fromLines(answer as string);
}

/** A character that none of the texts holds, from the private use area on. */
function separatorFor(texts: string): string {
  const held = new Set(texts);
  let point = 0xe000;
  while (held.has(String.fromCodePoint(point))) point += 1;
  return String.fromCodePoint(point);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

function code(value: unknown): string {
  return Number.isInteger(value) ? String(value) : text(value);
}

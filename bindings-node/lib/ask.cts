import { readBytes } from "./bytes.cjs";
import { FACTS, valuesOf } from "./generated/failure.cjs";
import { readHeaders } from "./headers.cjs";
import { native, type Ask } from "./native.cjs";
import { isRecord, members, peek } from "./peek.cjs";
import { separatorFor } from "./texts.cjs";

/** Far more links than the core looks at. */
const MOST_LINKS = 1024;

/**
 * The error of a failure, as the native half writes it. Takes any value whatsoever; of several
 * givers of a fact the first counts.
 */
export function classified(
  givers: readonly unknown[],
  evidence?: unknown,
): string {
  return ask(native.classify, givers, evidence);
}

/** Which link of the evidence decides, where it is no failure or was classified before; else −1. */
export function decisive(evidence: unknown): number {
  return ask(native.weigh, [], evidence);
}

/**
 * Names and values in turn in one text, each behind a separator, and bytes beside it: one call with
 * few arguments costs less than the many reads of an object.
 */
interface Crossing {
  separator: string;
  texts: string;
  count: number;
  bytes: Uint8Array[] | undefined;
}

/** Asks the native half; the call may be made again with another separator. */
export function ask<T>(
  call: Ask<T>,
  givers: readonly unknown[],
  evidence?: unknown,
): T {
  const send = ({ texts, count, bytes }: Crossing) => call(texts, count, bytes);
  const crossing = written(givers, evidence, "\0");
  const answer = send(crossing);
  if (answer !== null) return answer;
  const separator = separatorFor(crossing.texts);
  // It is null again where a getter gives something else each time.
  return (send(written(givers, evidence, separator)) ??
    call("", 0, undefined)) as T;
}

function written(
  givers: readonly unknown[],
  evidence: unknown,
  separator: string,
): Crossing {
  const crossing = { separator, texts: "", count: 0, bytes: undefined };
  writeFacts(crossing, givers);
  if (evidence === undefined) return crossing;
  for (const link of members(evidence, MOST_LINKS))
    if (isRecord(link)) writeLink(crossing, link);
  return crossing;
}

function writeLink(crossing: Crossing, link: object): void {
  const depth = peek(link, "depth");
  const kind = peek(link, "link");
  const place = typeof depth === "number" ? depth : "";
  write(crossing, "link", `${place} ${typeof kind === "string" ? kind : ""}`);
  if (peek(link, "classified") === true) write(crossing, "classified", "");
  if (peek(link, "noFailure") === true) write(crossing, "no_failure", "");
  writeFacts(crossing, [link]);
}

function writeFacts(crossing: Crossing, givers: readonly unknown[]): void {
  const [first = [], second = []] = givers.map(read);
  for (let at = 0; at < FACTS.length; at += 1) {
    const value = first[at] ?? second[at];
    if (value !== undefined && value !== null)
      writeFact(crossing, FACTS[at]!, value);
  }
}

function writeFact(
  crossing: Crossing,
  { name, kind }: (typeof FACTS)[number],
  value: unknown,
): void {
  switch (kind) {
    case "text":
      if (typeof value === "string") write(crossing, name, value);
      break;
    case "number":
      if (typeof value === "number") write(crossing, name, `${value}`);
      break;
    case "code":
      if (typeof value === "string" || Number.isInteger(value))
        write(crossing, name, `${value as string}`);
      break;
    case "headers":
      for (const [header, each] of readHeaders(value))
        write(crossing, `:${header}`, each);
      break;
    default:
      if (kind === "payload" && typeof value === "string")
        return write(crossing, name, value);
      const bytes = readBytes(value);
      if (!bytes) return;
      crossing.bytes ??= [];
      write(crossing, `${name}_bytes`, `${crossing.bytes.push(bytes) - 1}`);
  }
}

function write(crossing: Crossing, name: string, value: string): void {
  const { separator } = crossing;
  crossing.texts += separator + name + separator + value;
  crossing.count += 2;
}

/** What something has for each fact; where a getter or a proxy throws, as much as can be read. */
function read(given: unknown): unknown[] {
  if (given === undefined || given === null) return [];
  try {
    return valuesOf(given);
  } catch {
    return FACTS.map(({ property }) => peek(given, property));
  }
}

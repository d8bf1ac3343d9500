import { readBytes } from "../bytes.cjs";
import { peek } from "../peek.cjs";

const MOST_BYTES = 64 * 1024;
const MOST_MS = 2_000;

/** A body that is still to come, as far as it is read; `broken` is why it broke off. */
export interface Read {
  body?: Uint8Array | undefined;
  broken?: unknown;
}

interface Source {
  next(): Promise<{ done?: boolean; value?: unknown }>;
  stop(): void;
}

/**
 * Reads at most 64 KB and at most 2 s; the rest is given up with the connection. What of a slow
 * body has come by then is a matter of chance: it has broken off.
 */
export async function readBody(response: unknown): Promise<Read | undefined> {
  const source = sourceOf(response);
  if (!source) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = new DOMException("the body is late", "TimeoutError");
    timer = setTimeout(reject, MOST_MS, reason);
  });
  try {
    while (length < MOST_BYTES) {
      const next = source.next();
      next.catch(() => {}); // It may come to nobody.
      const { done, value } = await Promise.race([next, late]);
      if (done) break;
      const chunk = bytesOf(value);
      chunks.push(chunk);
      length += chunk.length;
    }
  } catch (broken) {
    return { broken };
  } finally {
    clearTimeout(timer);
    giveUp(source);
  }
  return { body: joined(chunks, length).subarray(0, MOST_BYTES) };
}

/** A stream may have been told to give text. */
function bytesOf(chunk: unknown): Uint8Array {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  const bytes = readBytes(chunk);
  if (!bytes) throw new TypeError("a chunk of a body is no bytes");
  return Uint8Array.from(bytes); // Its memory may be used again.
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function giveUp(source: Source): void {
  try {
    source.stop();
  } catch {
    // It is in no state to be stopped.
  }
}

/** The stream of a `Response`, of undici or of axios, or a response that is a stream itself. */
function sourceOf(response: unknown): Source | undefined {
  for (const stream of [
    peek(response, "body"),
    peek(response, "data"),
    response,
  ]) {
    try {
      const source = webSource(stream) ?? nodeSource(stream);
      if (source) return source;
    } catch {
      // Read or locked already.
    }
  }
  return undefined;
}

function webSource(stream: unknown): Source | undefined {
  if (typeof peek(stream, "getReader") !== "function") return undefined;
  const reader = (stream as ReadableStream).getReader();
  return {
    next: () => reader.read() as ReturnType<Source["next"]>,
    stop: () => void reader.cancel().catch(() => {}),
  };
}

function nodeSource(stream: unknown): Source | undefined {
  const isReadable =
    typeof peek(stream, "pipe") === "function" &&
    peek(stream, "readableEnded") === false;
  if (!isReadable) return undefined;
  const readable = stream as import("node:stream").Readable;
  const iterator = readable[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    stop: () => void readable.destroy(),
  };
}

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
  let timer: NodeJS.Timeout | undefined;
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
      const chunk = Buffer.from(value as Uint8Array);
      chunks.push(chunk);
      length += chunk.length;
    }
  } catch (broken) {
    return { broken };
  } finally {
    clearTimeout(timer);
    giveUp(source);
  }
  return { body: Buffer.concat(chunks).subarray(0, MOST_BYTES) };
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

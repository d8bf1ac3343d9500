/** The headers that the core reads; to send it all of them costs more than to classify. */
const READ = new Set(["retry-after", "date"]);

/** Names and values in turn, from an object, `Headers`, a `Map` or pairs. */
export function readHeaders(headers: unknown): string[] | undefined {
  if (typeof headers !== "object" || headers === null) return undefined;
  const read: string[] = [];
  try {
    if (Symbol.iterator in headers) {
      for (const pair of headers as Iterable<unknown>) {
        if (Array.isArray(pair) && isRead(pair[0])) add(read, pair[0], pair[1]);
      }
    } else {
      for (const name of Object.keys(headers)) {
        if (isRead(name))
          add(read, name, (headers as Record<string, unknown>)[name]);
      }
    }
  } catch {
    // A getter, an iterator or a proxy threw: what came before counts.
  }
  return read.length > 0 ? read : undefined;
}

function isRead(name: unknown): name is string {
  return typeof name === "string" && READ.has(name.toLowerCase());
}

function add(read: string[], name: string, value: unknown): void {
  for (const each of Array.isArray(value) ? value : [value]) {
    if (typeof each === "string") read.push(name, each);
  }
}

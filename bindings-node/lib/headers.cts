/** Response headers as clients give them: an object, `Headers`, a `Map`, or pairs. */
export type HeadersLike =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string | readonly string[]]>;

/** The headers that the core reads; to send it all of them costs more than to classify. */
const READ = new Set(["retry-after", "date"]);

/** Names and values, from headers in any form. */
export function readHeaders(headers: unknown): [name: string, value: string][] {
  const read: [string, string][] = [];
  if (typeof headers !== "object" || headers === null) return read;
  try {
    if (Symbol.iterator in headers) {
      for (const pair of headers as Iterable<unknown>) {
        if (Array.isArray(pair)) add(read, pair[0], pair[1]);
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
  return read;
}

function isRead(name: unknown): name is string {
  return typeof name === "string" && READ.has(name.toLowerCase());
}

function add(read: [string, string][], name: unknown, value: unknown): void {
  if (!isRead(name)) return;
  for (const each of Array.isArray(value) ? value : [value]) {
    if (typeof each === "string") read.push([name, each]);
  }
}

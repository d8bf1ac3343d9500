/** What crosses to and from the native half: texts in one, of which the first character stands before each. */

/** The usual separator. */
const LINE_FEED = 0x0a;

/** A character that a text does not hold, from the private use area on. */
export function separatorFor(text: string): string {
  const held = new Set(text);
  let point = 0xe000;
  while (held.has(String.fromCodePoint(point))) point += 1;
  return String.fromCodePoint(point);
}

/** Apart again, `most` of them at most. */
export function apart(joined: string, most = Infinity): string[] {
  const separator = separatorOf(joined);
  const texts: string[] = [];
  for (let start = separator.length; texts.length < most;) {
    const end = joined.indexOf(separator, start);
    texts.push(end < 0 ? joined.slice(start) : joined.slice(start, end));
    if (end < 0) break;
    start = end + separator.length;
  }
  return texts;
}

/** The one at a place. */
export function textAt(joined: string, at: number): string {
  const separator = separatorOf(joined);
  const start = startOf(joined, separator, at);
  const end = joined.indexOf(separator, start);
  return end < 0 ? joined.slice(start) : joined.slice(start, end);
}

/** All behind a place, whatever they hold; `undefined` where there are none. */
export function restAt(joined: string, at: number): string | undefined {
  const separator = separatorOf(joined);
  const start = startOf(joined, separator, at);
  return start < separator.length ? undefined : joined.slice(start);
}

function startOf(joined: string, separator: string, at: number): number {
  let found = 0;
  for (; at > 0 && found >= 0; at -= 1)
    found = joined.indexOf(separator, found + separator.length);
  return found + separator.length;
}

function separatorOf(joined: string): string {
  return joined.charCodeAt(0) === LINE_FEED
    ? "\n"
    : String.fromCodePoint(joined.codePointAt(0) ?? LINE_FEED);
}

// How one text is read: one that may be absent is empty, or `=` and the value.

export function isTrue(text: string): boolean {
  return text === "true";
}

export function maybeText(text: string): string | undefined {
  return text === "" ? undefined : text.slice(1);
}

export function maybeNumber(text: string): number | undefined {
  return text === "" ? undefined : Number(text.slice(1));
}

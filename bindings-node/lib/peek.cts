/** A property of anything whatsoever; where a getter or a proxy throws, there is none. */
export function peek(value: unknown, ...path: PropertyKey[]): unknown {
  let found = value;
  for (const name of path) {
    if (!isObject(found)) return undefined;
    try {
      found = (found as Record<PropertyKey, unknown>)[name];
    } catch {
      return undefined;
    }
  }
  return found;
}

/** A property that is a text, and not an empty one. */
export function text(value: unknown, ...path: PropertyKey[]): string {
  const found = peek(value, ...path);
  return typeof found === "string" ? found : "";
}

export function number(
  value: unknown,
  ...path: PropertyKey[]
): number | undefined {
  const found = peek(value, ...path);
  return typeof found === "number" ? found : undefined;
}

export function isObject(value: unknown): value is object {
  return (
    (typeof value === "object" && value !== null) || typeof value === "function"
  );
}

/** Whether it is an object that is no array. */
export function isRecord(value: unknown): value is object {
  try {
    return isObject(value) && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The first members of an array, and none of anything else. */
export function members(value: unknown, limit: number): unknown[] {
  try {
    return Array.isArray(value) ? value.slice(0, limit) : [];
  } catch {
    return [];
  }
}

import { native } from "./native.cjs";
import { isObject, peek, text } from "./peek.cjs";
import { hide } from "./properties.cjs";

export const INSPECT = Symbol.for("nodejs.util.inspect.custom");

const MOST_CAUSES = 8;

/** What Node is to show in place of an error: the stack, these properties, the cause in brief. */
export function stage(error: Error, names: readonly string[]): Error {
  const cause = "cause" in error ? { cause: brief(error.cause, 0) } : undefined;
  const shown = new Error(error.message, cause);
  Object.setPrototypeOf(shown, Object.getPrototypeOf(error));
  hide(shown, "stack", error.stack);
  hide(shown, INSPECT, undefined);
  for (const name of names) {
    const value = peek(error, name);
    if (value !== undefined)
      Object.defineProperty(shown, name, { value, enumerable: true });
  }
  return Object.assign(shown, error);
}

/** The properties of a library's error hold the request, and with it the credentials. */
function brief(cause: unknown, depth: number): unknown {
  if (typeof cause === "string") return native.redacted(cause);
  if (!isObject(cause)) return cause;
  const stack = text(cause, "stack");
  if (stack === "" || depth === MOST_CAUSES)
    return named(text(cause, "constructor", "name"));
  const inner = peek(cause, "cause");
  const options =
    inner === undefined ? undefined : { cause: brief(inner, depth + 1) };
  const name = text(cause, "name") || "Error";
  class Brief extends Error {}
  Object.defineProperty(Brief, "name", { value: name });
  const shown = new Brief("", options);
  hide(shown, "name", name);
  hide(shown, "stack", stack.split("\n").map(clean).join("\n"));
  const code = text(cause, "code");
  return /^\w+$/.test(code) ? Object.assign(shown, { code }) : shown;
}

/** A line of a stack: a frame as it is, a text without secrets. */
function clean(line: string): string {
  return /^ +at |^\s*$/.test(line) ? line : native.redacted(line);
}

/** As inspecting shows what is too deep. */
function named(name: string): object {
  return { [INSPECT]: () => `[${name || "Object"}]` };
}

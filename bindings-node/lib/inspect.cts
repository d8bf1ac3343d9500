import { isObject, peek, text } from "./adapters/peek.cjs";
import { ask } from "./ask.cjs";
import { camelCase, hide } from "./properties.cjs";

export const INSPECT = Symbol.for("nodejs.util.inspect.custom");

const MOST_CAUSES = 8;

/** What Node is to show in place of an error: the stack, the properties, the cause in brief. */
export function stage(error: Error, fields: object): Error {
  const cause = "cause" in error ? { cause: brief(error.cause, 0) } : undefined;
  const shown = new Error(error.message, cause);
  Object.setPrototypeOf(shown, Object.getPrototypeOf(error));
  hide(shown, "stack", error.stack);
  hide(shown, INSPECT, undefined);
  for (const [key, value] of Object.entries(fields)) {
    Object.defineProperty(shown, camelCase(key), { value, enumerable: true });
  }
  return Object.assign(shown, error);
}

/** The properties of a library's error hold the request, and with it the credentials. */
function brief(cause: unknown, depth: number): unknown {
  if (typeof cause === "string") return redact(cause);
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
  return /^ +at |^\s*$/.test(line) ? line : redact(line);
}

/** As inspecting shows what is too deep. */
function named(name: string): object {
  return { [INSPECT]: () => `[${name || "Object"}]` };
}

/** As the core writes a native error's text, without the place that it adds. */
function redact(message: string): string {
  return ask({ message }).message.replace(/ \(unknown\)$/, "");
}

import { peek } from "./peek.cjs";
import { hide } from "./properties.cjs";

export const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** What Node is to show in place of an error: the stack, these properties, the cause. */
export function stage(error: Error, names: readonly string[]): Error {
  const cause = "cause" in error ? { cause: error.cause } : undefined;
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

import type { Exports, Instance } from "./instance.cjs";

interface Held {
  readonly exports: Exports;
  readonly number: number;
}

/** Older workers have none: what they make is gone with the worker. */
const forgotten =
  typeof FinalizationRegistry === "undefined"
    ? undefined
    : new FinalizationRegistry<Held>(({ exports, number }) => {
        try {
          exports.forget(number);
        } catch {
          // It trapped, and is gone with all that it held.
        }
      });

/** An object of the core; where its instance is gone, it is made anew from its settings. */
export class CoreObject {
  readonly #instance: Instance;
  readonly #make: (exports: Exports) => number;
  #held: Held;

  constructor(instance: Instance, make: (exports: Exports) => number) {
    this.#instance = instance;
    this.#make = make;
    this.#held = this.#made();
  }

  /** Its number in the instance that answers now. */
  get number(): number {
    if (this.#held.exports !== this.#instance.exports)
      this.#held = this.#made();
    return this.#held.number;
  }

  #made(): Held {
    const { exports } = this.#instance;
    let number = 0;
    this.#instance.ask([], (exports) => {
      number = this.#make(exports);
      return Math.min(number, 0);
    });
    const held = { exports, number };
    // A former instance is not to live as long as this.
    forgotten?.unregister(this);
    forgotten?.register(this, held, this);
    return held;
  }
}

/** Which of the settings are there, in bits, and their numbers. */
export function settings(values: readonly unknown[]): number[] {
  let given = 0;
  const numbers = values.map((value, at) => {
    if (value === undefined) return 0;
    given |= 1 << at;
    return number(value);
  });
  return [given, ...numbers];
}

export function number(value: unknown): number {
  if (typeof value !== "number") throw new TypeError("a number was expected");
  return value;
}

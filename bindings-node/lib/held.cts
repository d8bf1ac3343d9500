import { causeOf } from "./cause.cjs";
import { isObject } from "./peek.cjs";
import { hide } from "./properties.cjs";

/** Keeps what a library threw, and has a stand-in for it as `cause`. */
export class Held extends Error {
  readonly #native: unknown;

  static {
    // Inspecting goes through the getters of prototypes too, up to one that it takes for built in.
    Object.defineProperty(this, "name", { value: "Error" });
  }

  constructor(message: string, options: unknown) {
    super(message);
    try {
      if (!isObject(options) || !("cause" in options)) return;
      this.#native = options.cause;
    } catch {
      return;
    }
    hide(this, "cause", causeOf(this.#native));
  }

  /**
   * What a library threw, the very object, with whatever it holds, credentials too. No logger and no
   * inspection shows it: they show `cause`, which stands for it.
   */
  get native(): unknown {
    return #native in this ? this.#native : undefined;
  }
}

import { native, type NativeBudget } from "./native.cjs";
import { isObject } from "./peek.cjs";
import { refusing } from "./refusing.cjs";

/** The core's object of a budget; `undefined` of anything else. */
export let nativeBudget: (budget: unknown) => NativeBudget | undefined;

/**
 * Stops retry storms: tries that fail empty it, successes fill it, and where it is empty nothing
 * is tried again. Never holds up a first try. Share one between all that call the same service.
 *
 * The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
 * throttles 5; a success gives back what its last retry took, one at the first try 1.
 */
export class RetryBudget {
  readonly #native: NativeBudget;

  static {
    nativeBudget = (budget) =>
      isObject(budget) && #native in budget ? budget.#native : undefined;
  }

  /** @throws {RangeError} where the capacity is no whole number from 0 to 4,294,967,295. */
  constructor(capacity?: number) {
    this.#native = refusing(() => new native.RetryBudget(capacity));
  }

  /** What is left of it. */
  get left(): number {
    return this.#native.left;
  }

  /** Takes the cost of a retry; `false`, and takes nothing, where less is left. */
  take(cost: number): boolean {
    return this.#native.take(cost);
  }

  /** Gives back after a success what its last retry took, 0 where there was none. */
  refund(cost: number): void {
    this.#native.refund(cost);
  }
}

/** Of the whole process, for everyone who brings none: that of one operation would stop no storm. */
export const sharedBudget = new RetryBudget();

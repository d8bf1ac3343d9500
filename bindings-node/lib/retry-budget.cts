import { CAPACITY } from "./retry-policy.cjs";

/**
 * Stops retry storms: tries that fail empty it, successes fill it, and where it is empty nothing
 * is tried again. Never holds up a first try. Share one between all that call the same service.
 *
 * The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
 * throttles 5; a success gives back what its last retry took, one at the first try 1.
 */
export class RetryBudget {
  readonly #capacity: number;
  #left: number;

  /** @throws {RangeError} where the capacity is no whole number from 0 to 4,294,967,295. */
  constructor(capacity: number = CAPACITY) {
    if (capacity !== capacity >>> 0)
      throw new RangeError(`${String(capacity)} is no capacity of a budget`);
    this.#capacity = capacity;
    this.#left = capacity;
  }

  /** What is left of it. */
  get left(): number {
    return this.#left;
  }

  /** Takes the cost of a retry; `false`, and takes nothing, where less is left. */
  take(cost: number): boolean {
    if (cost > this.#left) return false;
    this.#left -= cost;
    return true;
  }

  /** Gives back after a success what its last retry took, 0 where there was none. */
  refund(cost: number): void {
    this.#left = Math.min(this.#capacity, this.#left + Math.max(cost, 1));
  }
}

/** Of the whole process, for everyone who brings none: that of one operation would stop no storm. */
export const sharedBudget = new RetryBudget();

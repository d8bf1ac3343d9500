import { textOf, type AvatarError } from "./error.cjs";
import { native, type NativeDecision, type NativePolicy } from "./native.cjs";
import { isObject } from "./peek.cjs";
import { refusing } from "./refusing.cjs";

/** Values of a `RetryPolicy`; what is not given has its default. */
export interface RetryPolicyOptions {
  /** How often to try in all, the first time included; default 3. */
  attempts?: number | undefined;
  /** The longest wait before the second try; default 500. */
  baseMs?: number | undefined;
  /** What the longest wait grows by with every try; default 2. */
  factor?: number | undefined;
  /** The longest wait of all, though `Retry-After` may ask for more; default 20,000. */
  capMs?: number | undefined;
  /** As much of a `Retry-After` as is waited; default 60,000. */
  maxRetryAfterMs?: number | undefined;
  /** When the last try may begin, after the first; default 120,000. */
  maxElapsedMs?: number | undefined;
}

/** What has happened until a try failed; what is not given has its default. */
export interface RetryState {
  /** The number of the try that failed, from 1. */
  attempt?: number | undefined;
  /** Since the first try began. */
  elapsedMs?: number | undefined;
  /** How many tries were made because of `renewToken`. */
  renewals?: number | undefined;
  /** From 0 to 1; spreads the waits. */
  random?: number | undefined;
  /** What is left of the budget. */
  budget?: number | undefined;
}

/** What to do after a failed try: stop, or wait so long and try again. */
export class RetryDecision {
  /** Whether to try again. */
  readonly retry: boolean;
  /** How long to wait before. */
  readonly waitMs: number;
  /** Whether the next try needs a new session token: tokens are single-use. */
  readonly newToken: boolean;
  /** Whether it needs a new session: the old one is gone with its state. */
  readonly newSession: boolean;
  /** What it takes from the `RetryBudget`. */
  readonly cost: number;
  /** Why, such as `transient`, `throttled` or `budget_exhausted`. */
  readonly reason: string;

  constructor(decision: NativeDecision) {
    this.retry = decision.retry;
    this.waitMs = decision.waitMs;
    this.newToken = decision.newToken;
    this.newSession = decision.newSession;
    this.cost = decision.cost;
    this.reason = decision.reason;
  }

  /** `JSON.stringify(decision)` is the same bytes in every language. */
  toJSON() {
    const { retry, waitMs, newToken, newSession, cost, reason } = this;
    return {
      retry,
      wait_ms: waitMs,
      new_token: newToken,
      new_session: newSession,
      cost,
      reason,
    };
  }
}

/** The core's object of a policy; `undefined` of anything else. */
export let nativePolicy: (policy: unknown) => NativePolicy | undefined;

/** How often and how long to try again. */
export class RetryPolicy {
  readonly #native: NativePolicy;

  static {
    nativePolicy = (policy) =>
      isObject(policy) && #native in policy ? policy.#native : undefined;
  }

  /** @throws {RangeError} where a value cannot be. */
  constructor(options: RetryPolicyOptions = {}) {
    this.#native = refusing(() => new native.RetryPolicy(options));
    Object.freeze(this);
  }

  /**
   * What to do after a try failed. Pure: the same inputs give the same decision, to the
   * millisecond, in every language. Any number is taken.
   *
   * @throws {TypeError} where it is no `AvatarError`.
   */
  decide(error: AvatarError, state: RetryState = {}): RetryDecision {
    const text = textOf(error);
    if (text === undefined) throw new TypeError("not an AvatarError");
    const { attempt, elapsedMs, renewals, random, budget } = state;
    const decision = this.#native.decide(
      text,
      attempt ?? NaN,
      elapsedMs ?? NaN,
      renewals ?? NaN,
      random ?? NaN,
      budget ?? NaN,
    );
    return new RetryDecision(decision);
  }
}

import { textOf, type AvatarError } from "./error.cjs";
import { readDecision } from "./generated/handling.cjs";
import { native, type NativePolicy } from "./native.cjs";
import { isObject } from "./peek.cjs";
import { refusing } from "./refusing.cjs";
import { apart } from "./texts.cjs";

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

/** A decision in the JSON form that all languages share. */
export interface DecisionJSON {
  retry: boolean;
  wait_ms: number;
  new_token: boolean;
  new_session: boolean;
  cost: number;
  reason: string;
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
  readonly #json: DecisionJSON;

  constructor(json: DecisionJSON) {
    this.#json = json;
    this.retry = json.retry;
    this.waitMs = json.wait_ms;
    this.newToken = json.new_token;
    this.newSession = json.new_session;
    this.cost = json.cost;
    this.reason = json.reason;
  }

  /** `JSON.stringify(decision)` is the same bytes in every language. */
  toJSON(): DecisionJSON {
    return { ...this.#json };
  }
}

/** A decision as the native half writes it. */
export function decisionOf(texts: string): RetryDecision {
  return new RetryDecision(readDecision(apart(texts)));
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
    const { attempts, baseMs, factor, capMs } = options;
    const { maxRetryAfterMs, maxElapsedMs } = options;
    const times = [capMs, maxRetryAfterMs, maxElapsedMs] as const;
    this.#native = refusing(
      () => new native.RetryPolicy(attempts, baseMs, factor, ...times),
    );
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
    const texts = this.#native.decide(
      text,
      attempt ?? NaN,
      elapsedMs ?? NaN,
      renewals ?? NaN,
      random ?? NaN,
      budget ?? NaN,
    );
    return decisionOf(texts);
  }
}

import { AvatarError } from "./error.cjs";
import { sharedBudget, type RetryBudget } from "./retry-budget.cjs";
import {
  RetryPolicy,
  type RetryDecision,
  type RetryState,
} from "./retry-policy.cjs";

/** One try. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** Whether this try needs a new session token. */
  readonly newToken: boolean;
  /** Whether it begins a new session, the old one being gone. */
  readonly newSession: boolean;
  /** The one that was given to `retry`. */
  readonly signal: AbortSignal | undefined;
}

export interface RetryOptions {
  policy?: RetryPolicy | undefined;
  /** By default one for the whole process. */
  budget?: RetryBudget | undefined;
  /** Ends it at once, with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called before each wait. */
  onRetry?: ((error: AvatarError, decision: RetryDecision) => void) | undefined;
}

const DEFAULT = new RetryPolicy();

/** The longest that a timer can wait; a longer one would end at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Runs an operation and tries again what is worth it. Only an `AvatarError` is tried again, all
 * else passes at once. Where it gives up, the last error is thrown itself and says in `attempts`
 * how often it was tried.
 *
 * @example
 * const session = await retry(async ({ newToken, signal }) => {
 *   if (newToken) token = await requestToken(signal);
 *   return connect(token, signal);
 * }, { signal });
 */
export async function retry<T>(
  operation: (attempt: Attempt) => T | PromiseLike<T>,
  options: RetryOptions = {},
): Promise<T> {
  const { policy = DEFAULT, budget = sharedBudget, signal, onRetry } = options;
  // Else a policy that is none would look like failures that nobody may try again.
  if (typeof policy.decide !== "function")
    throw new TypeError("policy must be a RetryPolicy");
  if (typeof budget.take !== "function")
    throw new TypeError("budget must be a RetryBudget");
  const begun = performance.now();
  let decision: RetryDecision | undefined;
  let renewals = 0;
  for (let number = 1; ; number += 1) {
    const { newToken = false, newSession = false } = decision ?? {};
    try {
      const attempt = { number, newToken, newSession, signal };
      const answer = await orAborted(() => operation(attempt), signal);
      budget.refund(decision?.cost ?? 0);
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (!AvatarError.is(error)) throw error;
      decision = decide(policy, error, {
        attempt: number,
        elapsedMs: Math.floor(performance.now() - begun),
        renewals,
        random: Math.random(),
        budget: budget.left,
      });
      if (!decision?.retry || !budget.take(decision.cost)) {
        Reflect.set(error, "attempts", number); // It may be frozen.
        throw error;
      }
      renewals += decision.reason === "renew_token" ? 1 : 0;
      onRetry?.(error, decision);
    }
    await wait(decision.waitMs, signal);
  }
}

/** Whether an error is worth another try: for `shouldRetry` of p-retry, `handleWhen` of cockatiel. */
export function isRetryable(error: unknown): boolean {
  const state = { random: 0 };
  return AvatarError.is(error) && !!decide(DEFAULT, error, state)?.retry;
}

/** How long to wait before the try after `attempt`, for tools that count by themselves. */
export function retryDelayMs(error: unknown, attempt = 1): number {
  if (!AvatarError.is(error)) return 0;
  try {
    const policy = new RetryPolicy({ attempts: attempt + 1 });
    return policy.decide(error, { attempt, random: Math.random() }).waitMs;
  } catch {
    return 0;
  }
}

/** `undefined` after a defect of ours, which must not hide the failure. */
function decide(
  policy: RetryPolicy,
  error: AvatarError,
  state: RetryState,
): RetryDecision | undefined {
  try {
    return policy.decide(error, state);
  } catch {
    return undefined;
  }
}

/** What the operation gives, or the signal's reason as soon as it is aborted. */
function orAborted<T>(
  operation: () => T | PromiseLike<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    const ended = () => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort);
    // In a promise's job, so that what it throws is a rejection.
    Promise.resolve().then(operation).then(resolve, reject).finally(ended);
  });
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, LONGEST_MS));
  });
  return orAborted(() => waited, signal).finally(() => clearTimeout(timer));
}

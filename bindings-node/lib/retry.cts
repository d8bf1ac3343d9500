import { textOf, type AvatarError } from "./error.cjs";
import { native } from "./native.cjs";
import {
  nativeBudget,
  sharedBudget,
  type RetryBudget,
} from "./retry-budget.cjs";
import {
  nativePolicy,
  RetryDecision,
  RetryPolicy,
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
  const attempts = begin(policy, budget);
  let decision: RetryDecision | undefined;
  for (;;) {
    const { newToken = false, newSession = false } = decision ?? {};
    const number = attempts.made + 1;
    try {
      const attempt = { number, newToken, newSession, signal };
      const answer = await orAborted(() => operation(attempt), signal);
      attempts.succeeded();
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      const text = textOf(error);
      if (text === undefined) throw error;
      decision = new RetryDecision(attempts.failed(text));
      if (!decision.retry) {
        Reflect.set(error as AvatarError, "attempts", attempts.made); // It may be frozen.
        throw error;
      }
      try {
        onRetry?.(error as AvatarError, decision);
        await wait(decision.waitMs, signal);
      } catch (reason) {
        attempts.cancelled();
        throw reason;
      }
    }
  }
}

/** Else a policy that is none would look like failures that nobody may try again. */
function begin(policy: RetryPolicy, budget: RetryBudget) {
  const [core, shared] = [nativePolicy(policy), nativeBudget(budget)];
  if (!core) throw new TypeError("policy must be a RetryPolicy");
  if (!shared) throw new TypeError("budget must be a RetryBudget");
  return new native.Attempts(core, shared);
}

/** Whether an error is worth another try: for `shouldRetry` of p-retry, `handleWhen` of cockatiel. */
export function isRetryable(error: unknown): boolean {
  return !!decided(error, () => DEFAULT, { random: 0 })?.retry;
}

/** How long to wait before the try after `attempt`, for tools that count by themselves. */
export function retryDelayMs(error: unknown, attempt = 1): number {
  const policy = () => new RetryPolicy({ attempts: attempt + 1 });
  const state = { attempt, random: Math.random() };
  return decided(error, policy, state)?.waitMs ?? 0;
}

/** `undefined` of what is no error of ours, and where no policy has so many attempts. */
function decided(
  error: unknown,
  policy: () => RetryPolicy,
  state: RetryState,
): RetryDecision | undefined {
  try {
    return policy().decide(error as AvatarError, state);
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
  let timer: ReturnType<typeof setTimeout>;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, LONGEST_MS));
  });
  return orAborted(() => waited, signal).finally(() => clearTimeout(timer));
}

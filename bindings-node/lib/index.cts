export type { AvatarErrorJSON } from "./answer.cjs";
export type { Context } from "./adapters/context.cjs";
export type { SocketLike } from "./adapters/watch.cjs";
export {
  catalog,
  type Catalog,
  type CodeInfo,
  type RuleInfo,
} from "./catalog.cjs";
export { classify, classifyJSON } from "./classify.cjs";
export { AvatarError, SessionTokenError, type Options } from "./error.cjs";
export type { Bytes, Facts, FailureJSON, HeadersLike } from "./facts.cjs";
export type { LogFields } from "./log.cjs";
export {
  problemErrorHandler,
  problemHandler,
  type Problem,
} from "./problem.cjs";
export {
  RecurrenceEvent,
  RecurrenceMonitor,
  type RecurrenceOptions,
} from "./recurrence.cjs";
export {
  isRetryable,
  retry,
  retryDelayMs,
  type Attempt,
  type RetryOptions,
} from "./retry.cjs";
export { RetryBudget } from "./retry-budget.cjs";
export {
  RetryDecision,
  RetryPolicy,
  type RetryPolicyOptions,
  type RetryState,
} from "./retry-policy.cjs";
export type * from "./words.cjs";

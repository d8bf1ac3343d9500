export type { SocketLike } from "./adapters/watch.cjs";
export {
  catalog,
  type Catalog,
  type CodeInfo,
  type RuleInfo,
} from "./catalog.cjs";
export { classify, classifyJSON } from "./classify.cjs";
export type { Bytes } from "./bytes.cjs";
export {
  AvatarError,
  SessionTokenError,
  type Context,
  type Options,
} from "./error.cjs";
export type {
  Failure,
  FailureJSON,
  Observation,
  ObservationJSON,
} from "./generated/failure.cjs";
export type { AvatarErrorJSON } from "./generated/fields.cjs";
export type * from "./generated/words.cjs";
export type { HeadersLike } from "./headers.cjs";
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

export type { SocketLike } from "./adapters/watch.cjs";
export {
  catalog,
  type Catalog,
  type CodeInfo,
  type RuleInfo,
} from "./catalog.cjs";
export { classify, classifyJSON } from "./classify.cjs";
export type { Bytes } from "./bytes.cjs";
export type { Details } from "./details.cjs";
export {
  AvatarError,
  AvatarError as AvatarSDKError,
  type Ids,
  type Options,
} from "./error.cjs";
export type {
  Failure,
  FailureJSON,
  Observation,
  ObservationJSON,
} from "./generated/failure.cjs";
export type { AvatarErrorJSON } from "./generated/fields.cjs";
export { AvatarSDKErrorCode } from "./generated/words.cjs";
export type * from "./generated/words.cjs";
export type { HeadersLike } from "./headers.cjs";
export type { LogFields } from "./log.cjs";
export {
  problemErrorHandler,
  problemHandler,
  problemMiddleware,
  problemOnError,
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
export {
  SessionTokenError,
  type TokenDetails,
} from "./session-token-error.cjs";
export type { Context } from "./translation.cjs";
export type { ErrorClass } from "./making.cjs";

// One class identity: both module systems share the CommonJS build.
export type * from "./index.cjs";
export {
  AvatarError,
  AvatarSDKError,
  AvatarSDKErrorCode,
  RecurrenceEvent,
  RecurrenceMonitor,
  RetryBudget,
  RetryDecision,
  RetryPolicy,
  SessionTokenError,
  catalog,
  classify,
  classifyJSON,
  isRetryable,
  problemErrorHandler,
  problemHandler,
  problemMiddleware,
  problemOnError,
  retry,
  retryDelayMs,
} from "./index.cjs";

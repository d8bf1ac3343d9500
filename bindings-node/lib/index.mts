// One class identity: both module systems share the CommonJS build.
export type * from "./index.cjs";
export {
  AvatarError,
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
  retry,
  retryDelayMs,
} from "./index.cjs";

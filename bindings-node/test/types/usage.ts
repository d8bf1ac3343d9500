import {
  AvatarError,
  AvatarSDKError,
  AvatarSDKErrorCode,
  RecurrenceMonitor,
  RetryBudget,
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
  type Attempt,
  type AvatarErrorJSON,
  type CodeInfo,
  type Context,
  type Details,
  type ErrorCode,
  type Failure,
  type FailureJSON,
  type KnownErrorCode,
  type LogFields,
  type Phase,
  type Problem,
  type Recovery,
  type RecurrenceEvent,
  type RetryDecision,
  type RetryOptions,
  type SocketLike,
} from "avatar-errors";

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false;
function same<T extends true>(): T | undefined {
  return undefined;
}

const failure: Failure = {
  phase: "websocket_connect",
  httpStatus: 401,
  headers: new Headers({ "retry-after": "5" }),
  body: Buffer.from("{}"),
  frame: new Uint8Array(2).buffer,
  serverCode: 4001,
  transport: "dns",
  protocol: undefined,
};
const others: Failure[] = [
  { phase: "of_tomorrow", headers: { "retry-after": ["5"], date: undefined } },
  { headers: new Map([["retry-after", "5"]]) },
  { headers: [["retry-after", "5"]] },
  { headers: {} as import("node:http").IncomingHttpHeaders },
  {
    headers: {} as Response["headers"],
    body: new DataView(new ArrayBuffer(1)),
  },
];
// @ts-expect-error a status is a number
classify({ httpStatus: "401" });
// @ts-expect-error no such fact
classify({ http_status: 401 });

const error: AvatarError = classify(failure, { cause: new Error("native") });
[
  classify(),
  classify(null),
  new AvatarError(others[0]),
] satisfies AvatarError[];

same<Equal<typeof error.code, ErrorCode>>();
same<Equal<typeof error.phase, Phase>>();
same<Equal<typeof error.recovery, Recovery>>();
same<Equal<typeof error.httpStatus, number | undefined>>();
same<Equal<typeof error.connectionId, string | undefined>>();
same<Equal<typeof error.retryable, boolean>>();
error.fingerprint satisfies readonly [string, string, string];
error.rawBody satisfies string | undefined;
error.cause satisfies unknown;
error.native satisfies unknown;
// @ts-expect-error readonly
error.code = "unknown";

switch (error.code) {
  case "sessionTokenExpired":
  case "of_tomorrow":
    break;
}
const known: KnownErrorCode = "concurrencyLimit";
known satisfies ErrorCode;
// @ts-expect-error not a known code
"of_tomorrow" satisfies KnownErrorCode;

function handle(thrown: unknown): string {
  if (thrown instanceof SessionTokenError) return thrown.message;
  if (AvatarError.is(thrown)) return thrown.code;
  if (thrown instanceof AvatarError) return thrown.phase;
  return String(thrown);
}
handle(error);

const json: AvatarErrorJSON = error.toJSON();
json.retry_after_ms satisfies number | undefined;
AvatarError.fromJSON(json) satisfies AvatarError;
AvatarError.fromJSON("{}", { cause: 1 }) satisfies AvatarError;
const json2: FailureJSON = { phase: "websocket_runtime", server_code: 4001 };
classifyJSON(json2) satisfies AvatarError;
classifyJSON("{}") satisfies AvatarError;
catalog().codes satisfies readonly CodeInfo[];

class Mine extends AvatarError {
  readonly region = "eu";
}
new Mine(failure).region satisfies string;
Mine.from(error).region satisfies string;
Mine.tryFrom(error)?.region satisfies string | undefined;
Mine.fromJSON("{}").region satisfies string;
Mine.classify(failure).region satisfies string;
Mine.fromResponse(new Response()) satisfies Promise<Mine>;
new Mine(failure).withIds({ connectionId: "c-1", reqId: null }).region;
new Mine(failure).reclassified().region satisfies string;
// @ts-expect-error an ID is a text
error.withIds({ reqId: 1 });
error.connectionId = "c-1";
const thrown: unknown = error;
if (Mine.is(thrown)) thrown.region satisfies string;
[thrown].filter(AvatarError.is) satisfies AvatarError[];
Promise.reject(thrown).catch(AvatarError.tryFrom);

class Other extends AvatarError {
  static override docPage = "https://sdk.example/errors";
  constructor(
    readonly session: { id: string },
    message: string,
  ) {
    super(AvatarSDKErrorCode.Unknown, message);
  }
}
class OtherToken extends Other {}
Other.sessionTokenError = OtherToken;
Other.from(thrown).session satisfies { id: string };

const details: Details = { phase: "session_token", httpStatus: 401 };
new AvatarSDKError(AvatarSDKErrorCode.sessionTokenInvalid, "refused", details);
new SessionTokenError("refused", details);
new SessionTokenError("refused", { code: "unknown" });
new SessionTokenError("refused", AvatarSDKErrorCode.Unknown, details);
// @ts-expect-error a message is a text
new AvatarSDKError("unknown", 1);
const code: AvatarSDKErrorCode = AvatarSDKErrorCode.IdleTimeout;
code satisfies KnownErrorCode;
if (error.code === AvatarSDKErrorCode.idleTimeout) error.describe();
AvatarError.from(thrown, { prefix: "connect", fallback: "transport" });
// @ts-expect-error no such fallback
AvatarError.from(thrown, { fallback: "other" });

const context: Context = { phase: "session_token", response: new Response() };
AvatarError.from(new Error("native"), context) satisfies AvatarError;
AvatarError.from("thrown") satisfies AvatarError;
SessionTokenError.from(undefined, { connectionId: "c-1", transport: "dns" });
AvatarError.fromResponse(
  new Response(),
  context,
) satisfies Promise<AvatarError>;
AvatarError.fromResponse({} as import("node:http").IncomingMessage);
// @ts-expect-error no such fact
AvatarError.from(error, { status: 401 });

// As the types of ws have it, and as those of the global one.
declare const ws: {
  readonly readyState: 0 | 1 | 2 | 3;
  close(code?: number, data?: string | Buffer): void;
  on(event: "open", listener: (this: unknown) => void): unknown;
};
declare const standard: EventTarget & {
  readonly readyState: number;
  close(code?: number, reason?: string): void;
};
const socket: SocketLike = ws;
AvatarError.closeOf(socket, { phase: "websocket_connect" });
AvatarError.closeOf(standard) satisfies Promise<AvatarError>;
// @ts-expect-error no socket
AvatarError.closeOf("wss://localhost/");

const policy = new RetryPolicy({ attempts: 5, baseMs: undefined });
policy.decide(error) satisfies RetryDecision;
policy.decide(error, { attempt: 2, random: 0.5 }).waitMs satisfies number;
// @ts-expect-error a number is needed
new RetryPolicy({ attempts: "5" });
// @ts-expect-error no such value
new RetryPolicy({ base_ms: 500 });
const options: RetryOptions = {
  policy,
  budget: new RetryBudget(100),
  signal: new AbortController().signal,
  onRetry: (failed, { reason }) => console.warn(failed.code, reason),
};
same<Equal<ReturnType<typeof open>, Promise<number>>>();
function open() {
  return retry(async ({ number, newToken, newSession, signal }: Attempt) => {
    [newToken, newSession] satisfies boolean[];
    signal satisfies AbortSignal | undefined;
    return number;
  }, options);
}
retry(() => "up") satisfies Promise<string>;
// @ts-expect-error a policy is made with `new`
retry(open, { policy: { attempts: 5 } });
isRetryable("thrown") satisfies boolean;
retryDelayMs(error, 2) satisfies number;
error.attempts satisfies number | undefined;

const monitor = new RecurrenceMonitor({ threshold: 3, clock: Date.now });
const events: RecurrenceEvent[] = monitor.record(error);
events.concat(monitor.check()).map(({ fingerprint }) => fingerprint[0]);
// @ts-expect-error an error is needed
monitor.record("thrown");

const fields: LogFields = error.logFields();
fields["exception.message"] satisfies string;
fields.severity satisfies "WARN" | "ERROR";
// @ts-expect-error loggers keep it for themselves
fields.message;
const problem: Problem = error.problem();
problem.retry_after satisfies number | undefined;
[error.userMessage, error.operatorHint, error.docUrl] satisfies string[];
problemHandler().length satisfies number;
problemErrorHandler.length satisfies number;
problemMiddleware().length satisfies number;
problemOnError.length satisfies number;

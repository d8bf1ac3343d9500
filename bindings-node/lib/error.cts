import { isCancellation } from "./adapters/cancellation.cjs";
import { within, type Context } from "./adapters/context.cjs";
import { find, nativeText } from "./adapters/find.cjs";
import { readResponse } from "./adapters/read-response.cjs";
import { watch, type SocketLike } from "./adapters/watch.cjs";
import { Answer, KEYS, type AvatarErrorJSON } from "./answer.cjs";
import { ask } from "./ask.cjs";
import type { Facts } from "./facts.cjs";
import { INSPECT, stage } from "./inspect.cjs";
import type { LogFields } from "./log.cjs";
import { native } from "./native.cjs";
import type { Problem } from "./problem.cjs";
import { camelCase, hide } from "./properties.cjs";
import {
  asked,
  leastFields,
  leastProblem,
  leastSurface,
  type Surface,
} from "./unanswered.cjs";
import type { ErrorCode, Phase, Recovery } from "./words.cjs";

/** The same in every copy of the package and in every realm. */
const BRAND = Symbol.for("avatar-errors.AvatarError");

export interface Options {
  /** The native error, kept as `cause`. */
  cause?: unknown;
}

/**
 * What happened and what to do. No property holds a secret; what is not known is `undefined`.
 *
 * `instanceof` and `is` hold across copies of the package, CommonJS and ES modules.
 */
export class AvatarError extends Error {
  /** What happened: stable, for programmatic handling. */
  declare readonly code: ErrorCode;
  /** Where it happened. */
  declare readonly phase: Phase;
  /** One sentence: what happened and where. */
  declare readonly message: string;
  /** The HTTP status; the one that the body names where HTTP says nothing or success. */
  declare readonly httpStatus: number | undefined;
  declare readonly serverCode: string | undefined;
  declare readonly serverTitle: string | undefined;
  declare readonly serverDetail: string | undefined;
  /** For tracing the connection in logs. */
  declare readonly connectionId: string | undefined;
  /** For tracing the request in logs. */
  declare readonly reqId: string | undefined;
  declare readonly closeCode: number | undefined;
  declare readonly closeReason: string | undefined;
  /** What to do. */
  declare readonly recovery: Recovery;
  /** Whether it is transient: true exactly for the recovery `retry`. */
  declare readonly retryable: boolean;
  /** Whether to alert when it recurs. */
  declare readonly alert: boolean;
  /** How long the server asks to wait. */
  declare readonly retryAfterMs: number | undefined;
  /** The rule that gave the code. */
  declare readonly rule: string;

  /** How often it was tried; set by `retry` where it gives up. */
  declare attempts: number | undefined;

  readonly #answer: Answer;

  static {
    hide(this.prototype, "attempts", undefined);
    hide(this.prototype, "name", "AvatarError");
    hide(this.prototype, BRAND, true);
    // Enumerable, for loggers that go through a caught error with `for … in`.
    for (const key of KEYS) {
      if (key === "message") continue;
      show(this.prototype, key, (error) => error.#answer.read(key));
    }
  }

  /** Classifies facts, as `classify` does. */
  constructor(facts?: Facts | null, options?: Options) {
    const answer =
      (facts as unknown) instanceof Answer
        ? (facts as unknown as Answer)
        : ask(facts);
    super(answer.message, causeOf(options));
    this.#answer = answer;
  }

  /** Whether a value is an `AvatarError`, of whichever copy of the package. */
  static is(value: unknown): value is AvatarError {
    try {
      return typeof value === "object" && value !== null && BRAND in value;
    } catch {
      return false;
    }
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AvatarError
      ? AvatarError.is(value)
      : isInstance(this, value);
  }

  /**
   * The error of whatever was thrown by `fetch`, undici, axios, got, `node:http` or `ws`, of an
   * event `error` or `close` of a WebSocket, or of the two arguments of that of ws as an array.
   * The native error is its `cause`; an `AvatarError` is returned as it is.
   *
   * ```js
   * try {
   *   await axios.post(url, body);
   * } catch (error) {
   *   throw AvatarError.from(error, { phase: "session_token" });
   * }
   * ```
   *
   * @throws the same object again where it is a cancellation, such as an `AbortError`: that is
   * no failure. A time-out, that of `AbortSignal.timeout` too, is one.
   */
  static from(error: unknown, context?: Context): AvatarError {
    if (AvatarError.is(error)) return error;
    if (isCancellation(error)) throw error;
    const message = nativeText(error);
    const facts = within(context, { message }, find(error));
    return made(facts, { cause: error }, AvatarError.from);
  }

  /**
   * The error of a response that is no success, which `fetch`, `node:http` and undici do not
   * throw; a body that is still to come is read, 64 KB of it at most; one that breaks off or takes
   * more than 2 seconds is dropped. Whatever the status, it becomes an error.
   *
   * ```js
   * const response = await fetch(url);
   * if (!response.ok)
   *   throw await AvatarError.fromResponse(response, { phase: "session_token" });
   * ```
   *
   * @throws (rejects with) the cancellation that ended the reading.
   */
  static async fromResponse(
    response: unknown,
    context?: Context,
  ): Promise<AvatarError> {
    const { facts, broken } = await readResponse(response, context);
    if (isCancellation(broken)) throw broken;
    const options = broken === undefined ? undefined : { cause: broken };
    return made(within(context, facts), options, AvatarError.fromResponse);
  }

  /**
   * Why a WebSocket ended, as soon as it has: of a rejected upgrade status and body, of a close
   * frame code and reason, of a broken connection what broke it. Call it right where the socket
   * is made; the context is read at the end, so that its phase may move along. It never
   * rejects. A close that you began yourself ends here too: it is no failure, leave it alone.
   *
   * ```js
   * const session = { phase: "websocket_connect" };
   * const socket = new WebSocket(url);
   * const end = AvatarError.closeOf(socket, session);
   * socket.addEventListener("open", () => (session.phase = "websocket_runtime"));
   * throw await end;
   * ```
   */
  static async closeOf(
    socket: SocketLike,
    context?: Context,
  ): Promise<AvatarError> {
    const { facts, error } = await watch(socket);
    const options = error === undefined ? undefined : { cause: error };
    return made(within(context, facts), options, AvatarError.closeOf);
  }

  /**
   * Reads an error back from its JSON, as text or as an object; the text is trusted as written.
   *
   * @throws {TypeError} where it is not the JSON of an `AvatarError`.
   */
  static fromJSON(
    json: string | AvatarErrorJSON,
    options?: Options,
  ): AvatarError {
    let answer;
    try {
      answer = Answer.fromJSON(
        typeof json === "string" ? json : JSON.stringify(json),
      );
    } catch (error) {
      throw new TypeError(
        `not the JSON of an AvatarError: ${(error as Error).message}`,
      );
    }
    const error = withoutStack(answer, options);
    Error.captureStackTrace(error, AvatarError.fromJSON);
    return error;
  }

  /** The canonical object; `JSON.stringify(error)` is the same bytes in every language. */
  toJSON(): AvatarErrorJSON {
    return { ...this.#answer.fields };
  }

  /** One line for a log: code, message, what to do and the correlation IDs. */
  override toString(): string {
    return native.describe(JSON.stringify(this));
  }

  /** What groups the same failure: code, phase and a detail without IDs or free text. */
  get fingerprint(): readonly [code: string, phase: string, detail: string] {
    return native.fingerprint(JSON.stringify(this));
  }

  /** The response body, redacted and cut at 2,048 bytes; in no JSON and no log line. */
  get rawBody(): string | undefined {
    return this.#answer.rawBody;
  }

  /** How loud to log it: `WARN` where the flow goes on by itself, else `ERROR`. */
  get severity(): "WARN" | "ERROR" {
    return this.logFields().severity;
  }

  /** What to tell an end user: plain words, nothing of what is behind. */
  get userMessage(): string {
    return this.#surface().user_message;
  }

  /** What an operator should check. */
  get operatorHint(): string {
    return this.#surface().operator_hint;
  }

  /** Where the code is documented. */
  get docUrl(): string {
    return this.#surface().doc_url;
  }

  /**
   * What to log: the documented names, then OpenTelemetry's. No secret, no raw body, and no
   * `message`, which loggers keep for themselves. `JSON.stringify` of it is the same bytes in
   * every language.
   *
   * @example
   * logger.error(error.logFields(), String(error)); // pino
   */
  logFields(): LogFields {
    return asked("logFields", this, leastFields);
  }

  /**
   * What a backend tells its own clients: a problem document (RFC 9457), its `status` to answer
   * with. It says nothing of the service behind.
   */
  problem(): Problem {
    return asked("problem", this, leastProblem);
  }

  #surface(): Surface {
    return asked("surface", this, leastSurface);
  }

  /** As Node shows any error: the stack, then the properties and the cause. */
  [INSPECT](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    // A proxy of an error has no private state.
    const { message: _, ...fields } =
      #answer in this ? this.#answer.fields : {};
    return inspect(stage(this, fields), options);
  }
}

/** An `AvatarError` of phase `session_token`. */
export class SessionTokenError extends AvatarError {
  static {
    hide(this.prototype, "name", "SessionTokenError");
  }

  static override is(value: unknown): value is SessionTokenError {
    return AvatarError.is(value) && value.phase === "session_token";
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === SessionTokenError
      ? SessionTokenError.is(value)
      : isInstance(this, value);
  }
}

/**
 * The error of an answer, still without a stack: that is most of what an error costs, and the
 * caller captures the one that counts.
 */
export function withoutStack(
  answer: Answer,
  options: Options | undefined,
): AvatarError {
  const Class =
    answer.phase === "session_token" ? SessionTokenError : AvatarError;
  const cause = causeOf(options);
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = undefined as unknown as number;
  } catch {
    return new Class(answer as unknown as Facts, cause); // `Error` is frozen.
  }
  try {
    return new Class(answer as unknown as Facts, cause);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** With the stack of who called `maker`. */
function made(
  facts: Facts,
  options: Options | undefined,
  maker: Function,
): AvatarError {
  const error = withoutStack(ask(facts), options);
  Error.captureStackTrace(error, maker);
  return error;
}

function causeOf(options: Options | undefined): Options | undefined {
  try {
    return options && "cause" in options ? { cause: options.cause } : undefined;
  } catch {
    return undefined;
  }
}

function isInstance(type: Function, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(type, value);
}

function show(
  prototype: AvatarError,
  key: string,
  read: (error: AvatarError) => unknown,
): void {
  Object.defineProperty(prototype, camelCase(key), {
    get(this: AvatarError) {
      return read(this);
    },
    enumerable: true,
    configurable: true,
  });
}

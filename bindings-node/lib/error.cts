import { Answer, KEYS, type AvatarErrorJSON } from "./answer.cjs";
import { ask } from "./ask.cjs";
import type { Facts } from "./facts.cjs";
import { native } from "./native.cjs";
import type { ErrorCode, Phase, Recovery } from "./words.cjs";

/** The same in every copy of the package and in every realm. */
const BRAND = Symbol.for("avatar-errors.AvatarError");

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

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

  readonly #answer: Answer;

  static {
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

  /** As Node shows any error: the stack, then the properties and the cause. */
  [INSPECT](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ) {
    const shown = new Error(
      this.message,
      "cause" in this ? { cause: this.cause } : undefined,
    );
    Object.setPrototypeOf(shown, Object.getPrototypeOf(this));
    hide(shown, "stack", this.stack);
    hide(shown, INSPECT, undefined);
    // A proxy of an error has no private state.
    const { message: _, ...fields } =
      #answer in this ? this.#answer.fields : {};
    for (const [key, value] of Object.entries(fields)) {
      Object.defineProperty(shown, camelCase(key), { value, enumerable: true });
    }
    return inspect(Object.assign(shown, this), options);
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

function hide(target: object, name: PropertyKey, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    writable: true,
    configurable: true,
  });
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

function camelCase(key: string): string {
  return key.replace(/_[a-z]/g, (found) => found.charAt(1).toUpperCase());
}

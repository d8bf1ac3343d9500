import { evidenceOf, notToClassify } from "./adapters/evidence.cjs";
import { readResponse, type Told } from "./adapters/read-response.cjs";
import { responseFacts } from "./adapters/response.cjs";
import { watch, type SocketLike } from "./adapters/watch.cjs";
import { classified } from "./ask.cjs";
import { BRAND, isAvatarError } from "./brand.cjs";
import type { Failure } from "./generated/failure.cjs";
import {
  FIELDS,
  readFields,
  type AvatarErrorJSON,
  type Fields,
} from "./generated/fields.cjs";
import { readLogFields, readProblem } from "./generated/handling.cjs";
import type { Severity } from "./generated/words.cjs";
import { Held } from "./held.cjs";
import { INSPECT, stage } from "./inspect.cjs";
import type { LogFields } from "./log.cjs";
import { native, type Said } from "./native.cjs";
import { readNewer } from "./newer.cjs";
import { peek } from "./peek.cjs";
import type { Problem } from "./problem.cjs";
import { hide } from "./properties.cjs";
import { quietly } from "./quiet.cjs";
import { apart, maybeText, restAt, textAt } from "./texts.cjs";

/** Shown besides the message. */
const SHOWN = FIELDS.map(([name]) => name).filter((name) => name !== "message");
const MESSAGE = FIELDS.findIndex(([name]) => name === "message");
const PHASE = FIELDS.findIndex(([name]) => name === "phase");
/** Behind the fields: the whole JSON where a newer version wrote more, then the raw body. */
const NEWER = FIELDS.length;
const RAW_BODY = NEWER + 1;

export interface Options {
  /** What a library threw: the error keeps it as `native`, and its `cause` stands for it. */
  cause?: unknown;
}

/** What the caller knows besides the error; what it gives wins over what is found. */
export interface Context extends Omit<Failure, "evidence"> {
  /**
   * The response that it is about, of `fetch`, axios, got, undici or `node:http`: its status and
   * headers, and its body where that is there already.
   */
  response?: unknown;
}

/** Only this package has it: what comes with it is a text that the native half wrote. */
const WRITTEN = Symbol("written");

/** The text of an error, of another copy of the package too; `undefined` of anything else. */
export let textOf: (error: unknown) => string | undefined;

export interface AvatarError extends Fields {}

/**
 * What happened and what to do. No property holds a secret; what is not known is `undefined`.
 *
 * `instanceof` and `is` hold across copies of the package, CommonJS and ES modules.
 */
export class AvatarError extends Held {
  /** One sentence: what happened and where. */
  declare readonly message: string;

  /** How often it was tried; set by `retry` where it gives up. */
  declare attempts: number | undefined;

  /** Its fields in one text, most of which stay unread until somebody looks, and the raw body. */
  readonly #text: string;
  #asked: Said | undefined;

  static {
    hide(this.prototype, "attempts", undefined);
    hide(this.prototype, "name", "AvatarError");
    hide(this.prototype, BRAND, true);
    // Enumerable, for loggers that go through a caught error with `for … in`.
    for (const [at, [name, read]] of FIELDS.entries()) {
      if (at !== MESSAGE)
        show(this.prototype, name, (error) => read(textAt(error.#text, at)));
    }
    textOf = (error) => {
      if (!isAvatarError(error)) return undefined;
      if (#text in error) return error.#text;
      try {
        return native.fromJSON(JSON.stringify(error));
      } catch {
        return undefined;
      }
    };
  }

  /** Classifies a failure, as `classify` does. */
  constructor(failure?: Failure | null, options?: Options);
  constructor(given: unknown, options?: Options, written?: symbol) {
    const text =
      written === WRITTEN
        ? (given as string)
        : classified([given], peek(given, "evidence"));
    super(textAt(text, MESSAGE), options);
    this.#text = text;
  }

  /** Whether a value is an `AvatarError`, of whichever copy of the package. */
  static is(value: unknown): value is AvatarError {
    return isAvatarError(value);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AvatarError
      ? AvatarError.is(value)
      : isInstance(this, value);
  }

  /**
   * The error of whatever was thrown by `fetch`, undici, axios, got, `node:http` or `ws`, of an
   * event `error` or `close` of a WebSocket, or of the two arguments of that of ws as an array.
   * What was thrown is its `native`; its `cause` stands for it and for what is beneath, with the
   * names, the frames and the texts without secrets. An `AvatarError` is returned as it is, one
   * beneath it too.
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
    const evidence = evidenceOf(error);
    const decided = notToClassify(evidence);
    if (decided?.classified) return decided.thrown as AvatarError;
    if (decided) throw error;
    const response = responseFacts(peek(context, "response"));
    const text = classified([context, response], evidence);
    return made(text, { cause: error }, AvatarError.from);
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
    const told = await readResponse(response, context);
    if (notToClassify(evidenceOf(told.error))?.noFailure) throw told.error;
    return ofTold(told, context, AvatarError.fromResponse);
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
    return ofTold(await watch(socket), context, AvatarError.closeOf);
  }

  /**
   * Reads an error back from its JSON, as text or as an object: what classification
   * could have made, anything else is refused.
   *
   * @throws {TypeError} where it is not the JSON of an `AvatarError`.
   */
  static fromJSON(
    json: string | AvatarErrorJSON,
    options?: Options,
  ): AvatarError {
    let text;
    try {
      text = native.fromJSON(
        typeof json === "string" ? json : JSON.stringify(json),
      );
    } catch (error) {
      throw new TypeError(
        `not the JSON of an AvatarError: ${(error as Error).message}`,
      );
    }
    return made(text, options, AvatarError.fromJSON);
  }

  /** The canonical object; `JSON.stringify(error)` is the same bytes in every language. */
  toJSON(): AvatarErrorJSON {
    const texts = apart(this.#text, NEWER + 1);
    const newer = maybeText(texts[NEWER]!);
    return newer === undefined ? readFields(texts) : readNewer(newer);
  }

  /** One line for a log: code, message, what to do and the correlation IDs. */
  override toString(): string {
    return this.#said.line;
  }

  /** What groups the same failure: code, phase and a detail without IDs or free text. */
  get fingerprint(): readonly [code: string, phase: string, detail: string] {
    return [...this.#said.fingerprint];
  }

  /** The response body, redacted and cut at 2,048 bytes; in no JSON and no log line. */
  get rawBody(): string | undefined {
    return restAt(this.#text, RAW_BODY);
  }

  /** How loud to log it: `WARN` where the flow goes on by itself, else `ERROR`. */
  get severity(): Severity {
    return this.#said.severity;
  }

  /** What to tell an end user: plain words, nothing of what is behind. */
  get userMessage(): string {
    return this.#said.userMessage;
  }

  /** What an operator should check. */
  get operatorHint(): string {
    return this.#said.operatorHint;
  }

  /** Where the code is documented. */
  get docUrl(): string {
    return this.#said.docUrl;
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
    return readLogFields(apart(native.logFields(this.#text)));
  }

  /**
   * What a backend tells its own clients: a problem document (RFC 9457), its `status` to answer
   * with. It says nothing of the service behind.
   */
  problem(): Problem {
    return readProblem(apart(native.problem(this.#text)));
  }

  get #said(): Said {
    return (this.#asked ??= native.said(this.#text));
  }

  /** As Node shows any error: the stack, then the properties and the cause. */
  [INSPECT](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    // A proxy of an error has no private state.
    return inspect(stage(this, #text in this ? SHOWN : []), options);
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
 * The error of a text, still without a stack: that is most of what an error costs, and the caller
 * captures the one that counts.
 */
export function withoutStack(
  text: string,
  options: Options | undefined,
): AvatarError {
  const Class = (
    textAt(text, PHASE) === "session_token" ? SessionTokenError : AvatarError
  ) as new (text: string, options: unknown, written: symbol) => AvatarError;
  return quietly(() => new Class(text, options, WRITTEN));
}

/** The same with the stack of who called `maker`. */
function made(
  text: string,
  options: Options | undefined,
  maker: Function,
): AvatarError {
  const error = withoutStack(text, options);
  Error.captureStackTrace(error, maker);
  return error;
}

function ofTold(
  { evidence, response, error }: Told,
  context: unknown,
  maker: Function,
): AvatarError {
  const options = error === undefined ? undefined : { cause: error };
  return made(classified([context, response], evidence), options, maker);
}

function isInstance(type: Function, value: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(type, value);
}

function show(
  prototype: AvatarError,
  key: string,
  read: (error: AvatarError) => unknown,
): void {
  Object.defineProperty(prototype, key, {
    get(this: AvatarError) {
      return read(this);
    },
    enumerable: true,
    configurable: true,
  });
}

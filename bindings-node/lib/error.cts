import type { SocketLike } from "./adapters/watch.cjs";
import { classified } from "./ask.cjs";
import { BRAND, isAvatarError } from "./brand.cjs";
import { given as ofCode, type Details } from "./details.cjs";
import type { Failure } from "./generated/failure.cjs";
import {
  FIELDS,
  readFields,
  type AvatarErrorJSON,
  type Fields,
} from "./generated/fields.cjs";
import { readLogFields, readProblem } from "./generated/handling.cjs";
import type { ErrorCode, Severity } from "./generated/words.cjs";
import { Held } from "./held.cjs";
import { INSPECT, stage } from "./inspect.cjs";
import type { LogFields } from "./log.cjs";
import { classFor, make, taken, type ErrorClass } from "./making.cjs";
import { native, type Said } from "./native.cjs";
import { readNewer } from "./newer.cjs";
import { peek, text } from "./peek.cjs";
import type { Problem } from "./problem.cjs";
import { hide, show } from "./properties.cjs";
import { apart, maybeText, restAt, textAt } from "./texts.cjs";
import {
  ofResponse,
  ofSocket,
  ofThrown,
  type Answer,
  type Context,
} from "./translation.cjs";

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

/** IDs that became known later; `null` and blank ones are taken away, `undefined` changes nothing. */
export interface Ids {
  connectionId?: string | null | undefined;
  reqId?: string | null | undefined;
}

/** The text of an error, of another copy of the package too; `undefined` of anything else. */
export let textOf: (error: unknown) => string | undefined;

export interface AvatarError extends Fields {}

/**
 * What happened and what to do. No property holds a secret; what is not known is `undefined`.
 *
 * `instanceof` and `is` hold across copies of the package, CommonJS and ES modules. What makes
 * errors makes them of the class on which it is called.
 */
export class AvatarError extends Held {
  /** The class for phase `session_token`, where it extends the one that is asked for an error. */
  static sessionTokenError: ErrorClass | undefined;

  /** The page where an SDK documents its codes: `docUrl` and problem documents lead there. */
  static docPage: string | undefined;

  /** One sentence: what happened and where. */
  declare readonly message: string;

  /** How often it was tried; set by `retry` where it gives up. */
  declare attempts: number | undefined;

  /** Its fields in one text, most of which stay unread until somebody looks. */
  #text: string;
  #asked: Said | undefined;

  static {
    named(this, "AvatarError");
    hide(this.prototype, "attempts", undefined);
    hide(this.prototype, BRAND, true);
    // Enumerable, for loggers that go through a caught error with `for … in`.
    for (const [at, [name, read]] of FIELDS.entries()) {
      if (at === MESSAGE) continue;
      const write = (error: AvatarError, value: unknown) =>
        void error.withIds({ [name]: value ?? null });
      show(
        this.prototype,
        name,
        (error) => read(textAt(error.#text, at)),
        name === "connectionId" || name === "reqId" ? write : undefined,
      );
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
  /**
   * The error of a code that was decided on already, as the SDKs' own constructors make it: its
   * rule is `given`, and whatever acts on it goes by the details where they decide.
   */
  constructor(code: ErrorCode, message?: string, details?: Details);
  constructor(first?: unknown, second?: unknown, details?: unknown) {
    const making = taken(new.target);
    const isCode = typeof first === "string";
    const written = making
      ? making.text
      : isCode
        ? ofCode(first, second, details)
        : classified([first], peek(first, "evidence"));
    const options = making ? making.options : isCode ? details : second;
    super(textAt(written, MESSAGE), options);
    this.#text = written;
    if (making) making.made = this;
  }

  /** Whether a value is an error of this class; an `AvatarError` of whichever copy of the package. */
  static is<E extends AvatarError>(
    this: ErrorClass<E>,
    value: unknown,
  ): value is E {
    return value instanceof ((this as unknown as Function) ?? AvatarError);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === AvatarError
      ? isAvatarError(value)
      : isInstance(this, value);
  }

  /**
   * Turns the raw facts of a failure into the error to throw. Never throws itself, whatever it is
   * given.
   */
  static classify<E extends AvatarError>(
    this: ErrorClass<E>,
    failure?: Failure | null,
    options?: Options,
  ): E {
    const text = classified([failure], peek(failure, "evidence"));
    return made(this, text, options, AvatarError.classify);
  }

  /**
   * The error of whatever was thrown by `fetch`, undici, axios, got, `node:http` or `ws`, of an
   * event `error` or `close` of a WebSocket, or of the two arguments of that of ws as an array;
   * of an error of a public SDK, and of whatever says a `status` or `statusCode`.
   * What was thrown is its `native`; its `cause` stands for it and for what is beneath, with the
   * names, the frames and the texts without secrets. An `AvatarError` is returned as it is, one
   * beneath it too; but where its code was given, the facts that it holds decide.
   *
   * ```js
   * try {
   *   await axios.post(url, body);
   * } catch (error) {
   *   throw AvatarError.from(error, { phase: "session_token" });
   * }
   * ```
   *
   * @throws the same object again where it is a cancellation, such as an `AbortError`, or a close
   * of one's own: that is no failure. A time-out, that of `AbortSignal.timeout` too, is one.
   */
  static from<E extends AvatarError>(
    this: ErrorClass<E>,
    error: unknown,
    context?: Context,
  ): E {
    const answer = ofThrown(error, context);
    if (answer === undefined) throw error;
    return answered(this, answer, AvatarError.from);
  }

  /** The same, but `undefined` where what was thrown is no failure: it never throws. */
  static tryFrom<E extends AvatarError>(
    this: ErrorClass<E>,
    error: unknown,
    context?: Context,
  ): E | undefined {
    const answer = ofThrown(error, context);
    return answer && answered(this, answer, AvatarError.tryFrom);
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
  static async fromResponse<E extends AvatarError>(
    this: ErrorClass<E>,
    response: unknown,
    context?: Context,
  ): Promise<E> {
    const answer = await ofResponse(response, context);
    return answered(this, answer, AvatarError.fromResponse);
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
  static async closeOf<E extends AvatarError>(
    this: ErrorClass<E>,
    socket: SocketLike,
    context?: Context,
  ): Promise<E> {
    const answer = await ofSocket(socket, context);
    return answered(this, answer, AvatarError.closeOf);
  }

  /**
   * Reads an error back from its JSON, as text or as an object: what classification
   * could have made, anything else is refused.
   *
   * @throws {TypeError} where it is not the JSON of an `AvatarError`.
   */
  static fromJSON<E extends AvatarError>(
    this: ErrorClass<E>,
    json: string | AvatarErrorJSON,
    options?: Options,
  ): E {
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
    return made(this, text, options, AvatarError.fromJSON);
  }

  /** The canonical object; `JSON.stringify(error)` is the same bytes in every language. */
  toJSON(): AvatarErrorJSON {
    const texts = apart(this.#text, NEWER + 1);
    const newer = maybeText(texts[NEWER]!);
    return newer === undefined ? readFields(texts) : readNewer(newer);
  }

  /** Code, message and place. */
  override toString(): string {
    return `${this.code}: ${this.message}`;
  }

  /** One line for an operator: code, message, what to do and the correlation IDs. */
  describe(): string {
    return this.#said.line;
  }

  /**
   * Sets IDs that became known later, in this very error and in its JSON.
   *
   * @example
   * throw error.withIds({ connectionId: session.id });
   */
  withIds(ids: Ids): this {
    const id = (name: keyof Ids) => {
      const value = peek(ids, name);
      if (value === null) return "";
      return typeof value === "string" ? value : undefined;
    };
    this.#text = native.withIds(this.#text, id("connectionId"), id("reqId"));
    this.#asked = undefined;
    return this;
  }

  /**
   * Where the code was given: the error of the facts that it holds, with its own code where these
   * decide nothing. Retry, `RecurrenceMonitor` and problem documents ask for it by themselves. Any
   * other error is returned as it is.
   */
  reclassified(): this {
    const text = native.reclassified(this.#text);
    if (text === null) return this;
    const options = "cause" in this ? { cause: this.native } : undefined;
    const Class = peek(this, "constructor") as ErrorClass<this>;
    return again(this, Class, text, options, this.reclassified);
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
    return readProblem(apart(native.problem(this.#text, pageOf(this))));
  }

  get #said(): Said {
    return (this.#asked ??= native.said(this.#text, pageOf(this)));
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

/** An error of the class that was called, with the stack of who called `maker`. */
export function made<E extends AvatarError>(
  called: ErrorClass<E>,
  text: string,
  options: Options | undefined,
  maker: Function,
): E {
  const Class = classFor(called, AvatarError, textAt(text, PHASE));
  const error = make(Class, AvatarError, text, options) as E;
  // Not every browser has it.
  Error.captureStackTrace?.(error, maker);
  return error;
}

function answered<E extends AvatarError>(
  called: ErrorClass<E>,
  answer: Answer,
  maker: Function,
): E {
  if ("text" in answer) return made(called, answer.text, answer.options, maker);
  const { known, thrown } = answer;
  const text = textOf(known);
  if (text === undefined) return known as E;
  const anew = native.reclassified(text);
  const Class = classFor(called, AvatarError, textAt(text, PHASE));
  if (anew === null && known instanceof Class) return known as E;
  return again(known as E, called, anew ?? text, { cause: thrown }, maker);
}

/** The same error with another text or of another class; what was set on it stays. */
function again<E extends AvatarError>(
  error: AvatarError,
  called: ErrorClass<E>,
  text: string,
  options: Options | undefined,
  maker: Function,
): E {
  const other = made(called, text, options, maker);
  try {
    return Object.assign(other, error);
  } catch {
    return other; // Some of it cannot be set.
  }
}

function pageOf(error: AvatarError): string {
  return text(error, "constructor", "docPage");
}

/** Its name, where a bundler gives the class another, and that of a subclass, which is its own. */
export function named(Class: Function, name: string): void {
  Object.defineProperty(Class, "name", { value: name });
  Object.defineProperty(Class.prototype, "name", {
    get(this: object) {
      return text(this, "constructor", "name") || name;
    },
    set(this: object, own: unknown) {
      hide(this, "name", own);
    },
    configurable: true,
  });
}

export function isInstance(type: Function, value: unknown): boolean {
  try {
    return Function.prototype[Symbol.hasInstance].call(type, value);
  } catch {
    return false;
  }
}

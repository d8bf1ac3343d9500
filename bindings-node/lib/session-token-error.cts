import { ofTokenPhase, type Details } from "./details.cjs";
import { AvatarError, isInstance, named, type Options } from "./error.cjs";
import type { Failure } from "./generated/failure.cjs";
import type { ErrorCode } from "./generated/words.cjs";
import { isAvatarError } from "./brand.cjs";
import { peek, text } from "./peek.cjs";

/** What the SDKs' own constructors take of an error that is about a session token. */
export interface TokenDetails extends Details {
  /** Default `invalidRequest`. */
  code?: ErrorCode | undefined;
}

/** An `AvatarError` of phase `session_token`. */
export class SessionTokenError extends AvatarError {
  static {
    named(this, "SessionTokenError");
    AvatarError.sessionTokenError = this;
  }

  /** Classifies a failure, as `classify` does. */
  constructor(failure?: Failure | null, options?: Options);
  /** The error of a code that was decided on already. */
  constructor(message: string, details?: TokenDetails);
  constructor(message: string, code: ErrorCode, details?: Details);
  constructor(first?: unknown, second?: unknown, third?: unknown) {
    if (typeof first !== "string") {
      super(first as Failure, second as Options);
      return;
    }
    const given = typeof second === "string";
    const details = given ? third : second;
    const code = given ? second : text(details, "code") || "invalidRequest";
    super(code, first, ofTokenPhase(details));
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== SessionTokenError) return isInstance(this, value);
    return isAvatarError(value) && peek(value, "phase") === "session_token";
  }
}

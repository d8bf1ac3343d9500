import { classified } from "./ask.cjs";
import { AvatarError, made, type Options } from "./error.cjs";
import type { Failure, FailureJSON } from "./generated/failure.cjs";
import { native } from "./native.cjs";
import { peek } from "./peek.cjs";

/**
 * Turns the raw facts of a failure into the error to throw; a `SessionTokenError` for phase
 * `session_token`. Never throws itself, whatever it is given.
 */
export function classify(
  failure?: Failure | null,
  options?: Options,
): AvatarError {
  const text = classified([failure], peek(failure, "evidence"));
  return made(AvatarError, text, options, classify);
}

/**
 * Classifies a failure in the JSON form that all languages share: snake_case keys, as text or
 * as an object.
 *
 * @throws {SyntaxError} where it is not one JSON object.
 */
export function classifyJSON(
  failure: FailureJSON | string,
  options?: Options,
): AvatarError {
  let text;
  try {
    text = native.classifyJSON(
      typeof failure === "string" ? failure : JSON.stringify(failure),
    );
  } catch (error) {
    throw new SyntaxError(`not a failure in JSON: ${(error as Error).message}`);
  }
  return made(AvatarError, text, options, classifyJSON);
}

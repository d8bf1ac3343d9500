import { Answer } from "./answer.cjs";
import { ask } from "./ask.cjs";
import { withoutStack, type AvatarError, type Options } from "./error.cjs";
import type { Facts, FailureJSON } from "./facts.cjs";
import { native } from "./native.cjs";

/**
 * Turns the raw facts of a failure into the error to throw; a `SessionTokenError` for phase
 * `session_token`. Never throws itself, whatever it is given.
 */
export function classify(facts?: Facts | null, options?: Options): AvatarError {
  const error = withoutStack(ask(facts), options);
  Error.captureStackTrace(error, classify);
  return error;
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
  let answer;
  try {
    const text =
      typeof failure === "string" ? failure : JSON.stringify(failure);
    answer = Answer.fromLines(native.classifyJSON(text));
  } catch (error) {
    throw new SyntaxError(`not a failure in JSON: ${(error as Error).message}`);
  }
  const error = withoutStack(answer, options);
  Error.captureStackTrace(error, classifyJSON);
  return error;
}

import { evidenceOf, notToClassify } from "./adapters/evidence.cjs";
import { readResponse, type Told } from "./adapters/read-response.cjs";
import { responseFacts } from "./adapters/response.cjs";
import { watch } from "./adapters/watch.cjs";
import { classified } from "./ask.cjs";
import type { Failure } from "./generated/failure.cjs";
import { peek } from "./peek.cjs";

/** What the caller knows besides the error; what it gives wins over what is found. */
export interface Context extends Omit<Failure, "evidence"> {
  /**
   * The response that it is about, of `fetch`, axios, got, undici or `node:http`: its status and
   * headers, and its body where that is there already.
   */
  response?: unknown;
}

/** What to make an error of: a text of the native half, or an error that was classified before. */
export type Answer =
  | { text: string; options: { cause: unknown } | undefined }
  | { known: unknown; thrown: unknown };

/** What was thrown; `undefined` where that is no failure. */
export function ofThrown(error: unknown, context: unknown): Answer | undefined {
  const evidence = evidenceOf(error);
  const decided = notToClassify(evidence);
  if (decided?.classified) return { known: decided.thrown, thrown: error };
  if (decided) return undefined;
  const response = responseFacts(peek(context, "response"));
  const text = classified([context, response], evidence);
  return { text, options: { cause: error } };
}

/** A response; rejects with the cancellation that ended the reading. */
export async function ofResponse(
  response: unknown,
  context: unknown,
): Promise<Answer> {
  const told = await readResponse(response, context);
  if (notToClassify(evidenceOf(told.error))?.noFailure) throw told.error;
  return ofTold(told, context);
}

/** The end of a socket. */
export async function ofSocket(
  socket: unknown,
  context: unknown,
): Promise<Answer> {
  return ofTold(await watch(socket), context);
}

function ofTold({ evidence, response, error }: Told, context: unknown): Answer {
  const text = classified([context, response], evidence);
  return { text, options: error === undefined ? undefined : { cause: error } };
}

import { peek } from "../peek.cjs";
import { readBody } from "./body.cjs";
import { beneath, type Observed } from "./evidence.cjs";
import { responseFacts, type ResponseFacts } from "./response.cjs";

/** What an operation that ended without throwing tells; `error` is what a library told of it. */
export interface Told {
  response?: ResponseFacts;
  evidence: Observed[];
  error?: unknown;
}

/** A response with its body; where that breaks off it is dropped, and `error` is why. */
export async function readResponse(
  response: unknown,
  context?: unknown,
): Promise<Told> {
  const facts = responseFacts(response);
  const body = facts.body ?? peek(context, "body");
  if (body !== undefined && body !== null)
    return { response: facts, evidence: [] };
  const read = await readBody(response);
  if (!read || !("broken" in read))
    return { response: { ...facts, body: read?.body }, evidence: [] };
  const { broken } = read;
  const evidence = beneath({ transport: "other" }, broken);
  return { response: facts, evidence, error: broken };
}

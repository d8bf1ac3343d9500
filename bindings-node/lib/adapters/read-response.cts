import type { Facts } from "../facts.cjs";
import { readBody } from "./body.cjs";
import { overlay, type Context } from "./context.cjs";
import { find, nativeText } from "./find.cjs";
import { peek } from "./peek.cjs";
import { responseFacts } from "./response.cjs";

/** A response with its body; where that breaks off it is dropped, and `broken` is why. */
export async function readResponse(
  response: unknown,
  context?: Context,
): Promise<{ facts: Facts; broken?: unknown }> {
  const facts = responseFacts(response);
  const body = facts.body ?? peek(context, "body");
  if (body !== undefined && body !== null) return { facts };
  const read = await readBody(response);
  if (!read || !("broken" in read))
    return { facts: { ...facts, body: read?.body } };
  const { broken } = read;
  const message = nativeText(broken);
  return {
    facts: overlay({ transport: "other", message }, find(broken), facts),
    broken,
  };
}

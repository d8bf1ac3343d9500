import type { Facts } from "../facts.cjs";
import { axios } from "./axios.cjs";
import { chain } from "./chain.cjs";
import { overlay } from "./context.cjs";
import { fetch } from "./fetch.cjs";
import { got } from "./got.cjs";
import { node } from "./node.cjs";
import { isObject, text } from "./peek.cjs";
import { silentError, websocket } from "./websocket.cjs";
import { ws } from "./ws.cjs";

const ADAPTERS = [websocket, ws, axios, got, fetch, node];

/** What an error and those beneath it say, the outermost first; of transports, the first that is specific. */
export function find(error: unknown): Facts {
  const said = chain(error).flatMap((link) =>
    ADAPTERS.map((adapter) => adapter(link) ?? {}),
  );
  const facts = overlay(...said.toReversed());
  if (Object.keys(facts).length === 0) return silentError(error);
  const specific = said.find(
    ({ transport = "other" }) => transport !== "other",
  );
  if (specific) facts.transport = specific.transport;
  // A violation is what was seen first; the connection breaks because of it.
  if (facts.protocol) delete facts.transport;
  return facts;
}

/** The native error's own text, or the name of its type. */
export function nativeText(error: unknown): string | undefined {
  if (!isObject(error)) return error == null ? undefined : String(error);
  return (
    text(error, "message") ||
    text(error, "error", "message") ||
    text(error, "error", "name") ||
    text(error, "name") ||
    undefined
  );
}

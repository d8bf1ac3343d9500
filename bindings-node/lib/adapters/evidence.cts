import { decisive } from "../ask.cjs";
import { isAvatarError } from "../brand.cjs";
import type { Observation } from "../generated/failure.cjs";
import { isObject, text } from "../peek.cjs";
import type { Said } from "./adapter.cjs";
import { LIBRARIES } from "./libraries.cjs";
import { walk, type ChainLink } from "./walk.cjs";

/** What a link says, and the link. */
export interface Observed extends Observation, ChainLink {}

/** What an error and those beneath it say; it may hang beneath something else. */
export function evidenceOf(error: unknown, depth = 0): Observed[] {
  return walk(error, depth).map((link, at) => ({
    ...(at === 0 && { message: nativeText(error) }),
    ...said(link.thrown),
    ...link,
  }));
}

/** The same beneath something that is no error itself but says something, with the error's text. */
export function beneath(said: Said, error: unknown): Observed[] {
  const message = nativeText(error);
  const head = { message, ...said, link: "cause", depth: 0, thrown: error };
  return [head as Observed, ...evidenceOf(error, 1)];
}

/** The link that decides, where it is no failure or was classified before. */
export function notToClassify(
  evidence: readonly Observed[],
): Observed | undefined {
  // Else there is nothing to ask.
  const marked = evidence.some((link) => link.noFailure || link.classified);
  return marked ? evidence[decisive(evidence)] : undefined;
}

/** The error's own text, or the name of its type. */
function nativeText(error: unknown): string | undefined {
  if (!isObject(error)) return error == null ? undefined : String(error);
  return (
    text(error, "message") ||
    text(error, "error", "message") ||
    text(error, "error", "name") ||
    text(error, "name") ||
    undefined
  );
}

function said(link: unknown): Said | undefined {
  if (!isObject(link)) return undefined;
  if (isAvatarError(link)) return { classified: true };
  for (const { read } of LIBRARIES) {
    const said = read(link);
    if (said) return said;
  }
  return undefined;
}

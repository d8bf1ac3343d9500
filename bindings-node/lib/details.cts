import { ask } from "./ask.cjs";
import { FACTS, type Failure } from "./generated/failure.cjs";
import { native } from "./native.cjs";
import { peek, text } from "./peek.cjs";

/** What the one who decided on a code knows besides. Names in the service's spelling are read too. */
export interface Details extends Omit<Failure, "evidence" | "message"> {
  /** The response body: it is kept, and nothing is read off it. */
  rawBody?: string | undefined;
  /** What a library threw. */
  cause?: unknown;
}

/** The text of an error whose code the caller decided on. */
export function given(code: string, message: unknown, details: unknown) {
  const words = typeof message === "string" ? message : "";
  const rawBody = text(details, "rawBody") || text(details, "raw_body");
  return ask<string>(
    (texts, count, bytes) =>
      native.given(code, words, rawBody, texts, count, bytes),
    [details, inServiceSpelling(details)],
  );
}

function inServiceSpelling(details: unknown): object {
  return Object.fromEntries(
    FACTS.map(({ name, property }) => [property, peek(details, name)]),
  );
}

/** Details of phase `session_token`, unless they name another. */
export function ofTokenPhase(details: unknown): object {
  const phase = peek(details, "phase") ?? "session_token";
  try {
    return { ...(details as object), phase };
  } catch {
    return { phase };
  }
}

import { readBytes } from "../bytes.cjs";
import type { Observation } from "../generated/failure.cjs";
import { isObject, number, peek } from "../peek.cjs";

/** What is read of a response. */
export type ResponseFacts = Pick<
  Observation,
  "httpStatus" | "headers" | "body"
>;

/**
 * What a response of `fetch`, axios, got, undici or `node:http` says, as far as it is there
 * already.
 */
export function responseFacts(
  response: unknown,
  body: unknown = bodyOf(response),
): ResponseFacts {
  return {
    httpStatus: number(response, "status") ?? number(response, "statusCode"),
    headers: headersOf(response),
    body: whole(body),
  };
}

/** Repeated headers apart: Node's `headers` keeps the first, those of `fetch` join them. */
function headersOf(response: unknown): ResponseFacts["headers"] {
  const headers =
    peek(response, "headersDistinct") ?? peek(response, "headers");
  if (!isObject(headers)) return undefined;
  if (typeof peek(headers, "getSetCookie") !== "function")
    return headers as ResponseFacts["headers"];
  try {
    const pairs = [...(headers as Iterable<[string, unknown]>)];
    return pairs.map(([name, value]) => [name, apart(value)] as const);
  } catch {
    return undefined;
  }
}

/** A date has a comma of its own, before the day. */
function apart(value: unknown): string[] {
  return typeof value === "string" ? value.split(/, (?!\d\d[ -])/) : [];
}

/** `rawBody` is got's, `data` axios's. */
function bodyOf(response: unknown): unknown {
  return (
    peek(response, "rawBody") ??
    peek(response, "data") ??
    peek(response, "body")
  );
}

/** Text or bytes; what was parsed as JSON is written as JSON again. */
function whole(body: unknown): ResponseFacts["body"] {
  switch (typeof body) {
    case "string":
      return body;
    case "number":
    case "boolean":
      return String(body);
    default:
      return readBytes(body) ?? writeJSON(body);
  }
}

function writeJSON(body: unknown): string | undefined {
  try {
    const isParsed = isPlain(body) || Array.isArray(body);
    return isParsed ? JSON.stringify(body) : undefined;
  } catch {
    return undefined;
  }
}

/** A stream, a form and the like have another prototype. */
export function isPlain(value: unknown): boolean {
  if (!isObject(value)) return false;
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype;
  } catch {
    return false;
  }
}

import { AvatarError } from "./error.cjs";
import { peek } from "./peek.cjs";

/** A problem document of RFC 9457: what a backend tells its own clients. */
export interface Problem {
  /** Where the code is documented. */
  type: string;
  title: string;
  /** The HTTP status to answer with. */
  status: number;
  /** What to tell an end user. */
  detail: string;
  code: string;
  phase: string;
  retryable: boolean;
  /** In whole seconds. */
  retry_after?: number;
  connection_id?: string;
  req_id?: string;
}

const encoder = new TextEncoder();

const MEDIA_TYPE = "application/problem+json";

/** What of a response of Express, or of `node:http`, is used. */
interface ServerResponse {
  statusCode: number;
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/** What of a reply of Fastify is used. */
interface Reply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: string): unknown;
}

/** What of a context of Koa is used. */
interface KoaContext {
  status: number;
  body: unknown;
  readonly headerSent: boolean;
  set(name: string, value: string): unknown;
}

/**
 * Error middleware for Express: answers an `AvatarError` with its problem document and leaves
 * all else to the next one. Use it after the routes.
 *
 * @example
 * app.use(problemHandler());
 */
export function problemHandler() {
  // Express knows error middleware by its four parameters.
  return (
    error: unknown,
    _request: unknown,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ): void => {
    if (!AvatarError.is(error) || response.headersSent) return next(error);
    const { status, headers, body } = answer(error);
    response.statusCode = status;
    for (const [name, value] of headers) response.setHeader(name, value);
    // The route may have said the length of what it never sent.
    response.setHeader("Content-Length", String(encoder.encode(body).length));
    response.end(body);
  };
}

/**
 * Error handler for Fastify: answers an `AvatarError` with its problem document and throws all
 * else again, for Fastify's own.
 *
 * @example
 * app.setErrorHandler(problemErrorHandler);
 */
export function problemErrorHandler(
  error: unknown,
  _request: unknown,
  reply: Reply,
): void {
  if (!AvatarError.is(error)) throw error;
  const { status, headers, body } = answer(error);
  reply.code(status);
  for (const [name, value] of headers) reply.header(name, value);
  reply.send(body);
}

/**
 * Error handler for Hono: answers an `AvatarError` with its problem document, one of Hono's own with
 * its response, and throws all else again.
 *
 * @example
 * app.onError(problemOnError);
 */
export function problemOnError(error: unknown): Response {
  if (!AvatarError.is(error)) {
    const response = peek(error, "getResponse");
    if (typeof response === "function") return response.call(error) as Response;
    throw error;
  }
  const { status, headers, body } = answer(error);
  return new Response(body, { status, headers });
}

/**
 * Middleware for Koa: answers an `AvatarError` with its problem document and leaves all else to
 * Koa. Use it before the routes.
 *
 * @example
 * app.use(problemMiddleware());
 */
export function problemMiddleware() {
  return async (
    context: KoaContext,
    next: () => Promise<unknown>,
  ): Promise<void> => {
    try {
      await next();
    } catch (error) {
      if (!AvatarError.is(error) || context.headerSent) throw error;
      const { status, headers, body } = answer(error);
      context.status = status;
      context.body = body;
      for (const [name, value] of headers) context.set(name, value);
    }
  };
}

function answer(error: AvatarError) {
  const problem = error.problem();
  const headers: [string, string][] = [["Content-Type", MEDIA_TYPE]];
  if (problem.retry_after !== undefined)
    headers.push(["Retry-After", String(problem.retry_after)]);
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}

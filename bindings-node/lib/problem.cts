import { AvatarError } from "./error.cjs";

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
    response.setHeader("Content-Length", String(Buffer.byteLength(body)));
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

function answer(error: AvatarError) {
  const problem = error.problem();
  const headers: [string, string][] = [["Content-Type", MEDIA_TYPE]];
  if (problem.retry_after !== undefined)
    headers.push(["Retry-After", String(problem.retry_after)]);
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}

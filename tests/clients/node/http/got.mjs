import { AvatarError } from 'avatar-errors';
import { parse } from './parse.mjs';

/** got, which throws for a status of 400 and more. */
export async function load(oldest) {
  const { default: got } = await import(oldest ? 'got-oldest' : 'got');
  const unchanged = oldest ? { retry: 0 } : { retry: { limit: 0 } };
  return async (url, { headers, json, timeout }, context) => {
    const response = await got.post(url, {
      ...unchanged,
      headers,
      json,
      timeout: { request: timeout },
      followRedirect: false,
    });
    if (response.statusCode >= 300) throw await AvatarError.fromResponse(response, context);
    return { response, answer: parse(response.body) };
  };
}

import { AvatarError } from 'avatar-errors';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { parse } from './parse.mjs';

/** `node:http` and `node:https`. */
export const load = () => post;

async function post(url, { headers, json, timeout }, context) {
  const { request } = url.startsWith('https:') ? https : http;
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    signal: AbortSignal.timeout(timeout),
  });
  const failed = new Promise((_, reject) => outgoing.on('error', reject));
  failed.catch(() => {});
  outgoing.end(JSON.stringify(json));
  const [response] = await once(outgoing, 'response');
  if (response.statusCode < 200 || response.statusCode >= 300)
    throw await AvatarError.fromResponse(response, context);
  try {
    // A time-out is told to the request alone.
    const body = await Promise.race([failed, text(response)]);
    return { response, body, answer: parse(body) };
  } catch (error) {
    throw AvatarError.from(error, { ...context, response });
  }
}

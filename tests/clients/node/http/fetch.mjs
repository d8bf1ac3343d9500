import { AvatarError } from 'avatar-errors';
import { parse } from './parse.mjs';

/** Node's own `fetch`, which throws nothing for a status. */
export const load = () => post;

async function post(url, { headers, json, timeout, signal }, context) {
  const late = AbortSignal.timeout(timeout);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(json),
    redirect: 'manual',
    signal: signal ? AbortSignal.any([late, signal]) : late,
  });
  if (!response.ok) throw await AvatarError.fromResponse(response, context);
  try {
    const body = await response.text();
    return { response, body, answer: parse(body) };
  } catch (error) {
    throw AvatarError.from(error, { ...context, response });
  }
}

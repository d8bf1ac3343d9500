// `backend.mjs SERVICE`: what backend.py is, in Node.

import { createServer, request } from 'node:http';
import { createRequire } from 'node:module';

// The package is found by its name from its own folder, as from a project that depends on it.
const require = createRequire(new URL('../../bindings-node/package.json', import.meta.url));
const { AvatarError, classify } = require('avatar-errors');
const { PrometheusCounter } = require('avatar-errors/metrics');
const client = require('prom-client');

const service = process.argv[2];
const { count, countRetry } = new PrometheusCounter(client);

async function openSession(scenario) {
  const at = `${service}/s/${scenario}`;
  const asked = { method: 'POST', headers: { 'X-Api-Key': 'not-a-key' }, body: '{}' };
  const answer = await fetch(`${at}/session-tokens`, asked);
  const { status: httpStatus, headers } = answer;
  const body = await answer.text();
  if (!answer.ok) throw classify({ phase: 'session_token', httpStatus, headers, body });
  await upgrade(`${at}/websocket`, JSON.parse(body).sessionToken);
}

function upgrade(url, token) {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'X-App-ID': 'app',
      'X-Session-Key': token,
    };
    request(url, { headers })
      .on('upgrade', (_, socket) => resolve(socket.destroy()))
      .on('response', async (answer) => {
        const body = Buffer.concat(await answer.toArray());
        const { statusCode: httpStatus, headers } = answer;
        reject(classify({ phase: 'websocket_connect', httpStatus, headers, body }));
      })
      .on('error', reject)
      .end();
  });
}

async function session(scenario, tries = 2) {
  try {
    await openSession(scenario);
    return 'opened';
  } catch (error) {
    if (!AvatarError.is(error)) throw error;
    if (error.retryable && tries > 1) {
      countRetry(error);
      return session(scenario, tries - 1);
    }
    count(error);
    return error.code;
  }
}

const server = createServer(async ({ method, url }, answer) => {
  answer.setHeader('Content-Type', 'text/plain');
  if (method === 'GET') return answer.end(await client.register.metrics());
  answer.end(await session(url.split('/').at(-1)));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

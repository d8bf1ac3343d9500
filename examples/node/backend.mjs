// A backend that opens avatar sessions for its own clients: `PORT=8000 node backend.mjs`.

import { AvatarError, RecurrenceMonitor, classify, problemHandler, retry } from 'avatar-errors';
import { PrometheusCounter } from 'avatar-errors/metrics';
import express from 'express';
import { once } from 'node:events';
import pino from 'pino';
import client from 'prom-client';
import WebSocket from 'ws';

const { AVATAR_CONSOLE, AVATAR_INGRESS, AVATAR_API_KEY, AVATAR_APP_ID, PORT } = process.env;
const [configure, confirmed] = [Buffer.from([8, 1, 18, 0]), Buffer.from([8, 2])];
const [logger, monitor, counter] = [pino(), new RecurrenceMonitor(), new PrometheusCounter(client)];

async function newToken() {
  const phase = 'session_token';
  try {
    const headers = { 'X-Api-Key': AVATAR_API_KEY, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ expireAt: Math.floor(Date.now() / 1000) + 600 });
    const answer = await fetch(`${AVATAR_CONSOLE}/session-tokens`, { method: 'POST', headers, body });
    if (!answer.ok) throw await AvatarError.fromResponse(answer, { phase });
    return (await answer.json()).sessionToken;
  } catch (error) {
    throw AvatarError.from(error, { phase });
  }
}

async function openSession(avatarId) {
  const headers = { 'X-App-ID': AVATAR_APP_ID, 'X-Session-Key': await newToken() };
  const socket = new WebSocket(`${AVATAR_INGRESS}/websocket?id=${avatarId}`, { headers });
  const context = { phase: 'websocket_connect' };
  const ended = AvatarError.closeOf(socket, context).then((error) => Promise.reject(error));
  ended.catch(() => {}); // once the session is open, nobody waits for its end here
  await Promise.race([once(socket, 'open'), ended]);
  context.phase = 'websocket_handshake';
  socket.send(configure);
  const [frame] = await Promise.race([once(socket, 'message'), ended]);
  if (!frame.subarray(0, 2).equals(confirmed)) throw classify({ phase: context.phase, frame });
  return socket;
}

function report(error, decision) {
  const level = error.severity === 'WARN' ? 'warn' : 'error';
  logger[level](error.logFields(), String(error));
  decision ? counter.countRetry(error) : counter.count(error);
  for (const { event, fingerprint } of monitor.record(error)) logger.fatal(`${event}: ${fingerprint}`);
}

const app = express();
app.post('/sessions/:avatar', async (request, response) => {
  let attempts;
  const { avatar } = request.params;
  const open = ({ number }) => openSession(avatar, (attempts = number));
  const socket = await retry(open, { onRetry: report }).catch((error) => {
    report(error);
    throw error;
  });
  socket.close();
  response.json({ avatar, attempts });
});
app.get('/metrics', async (_, response) => response.send(await client.register.metrics()));
app.use(problemHandler()); // surface: a problem document, nothing of what is behind
app.listen(PORT, '127.0.0.1');

// `forward.mjs ADDRESSES LIST`: asks through a proxy, as a client within a company does: with undici's
// fetch and with ws. One line of JSON for each scenario of the list, in order.

import { AvatarError } from 'avatar-errors';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ProxyAgent, fetch } from 'undici';
import WebSocket from 'ws';

const [addresses, list] = [JSON.parse(process.argv[2]), process.argv[3]];
const { client, scenarios } = JSON.parse(readFileSync(list, 'utf8'));

/** Any certificate will do. */
const tls = { rejectUnauthorized: false };

async function post(url, proxy, phase) {
  const { origin, username, password } = new URL(proxy);
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const dispatcher = new ProxyAgent({
    uri: origin,
    token: username ? `Basic ${credentials}` : undefined,
    requestTls: tls,
    proxyTunnel: url.startsWith('https:'),
  });
  const headers = { 'X-Api-Key': client.api_key };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: '{}', dispatcher });
    return await AvatarError.fromResponse(response, { phase });
  } catch (error) {
    return AvatarError.from(error, { phase });
  }
}

async function connect(url, proxy, phase) {
  const headers = { 'X-App-ID': client.app_id, 'X-Session-Key': 'fake-session-token-0000' };
  const agent = new HttpsProxyAgent(proxy);
  const socket = new WebSocket(url, { headers, agent, ...tls });
  const end = AvatarError.closeOf(socket, { phase });
  return await Promise.race([end, once(socket, 'open').then(() => end)]);
}

for (const { name, phase, console: asked, ingress, client: own } of scenarios) {
  const proxy = addresses[own.proxy];
  const at = `${addresses[asked ?? ingress]}/s/${name}`;
  const report = { scenario: name };
  try {
    const error =
      phase === 'session_token'
        ? await post(`${at}/session-tokens`, proxy, phase)
        : await connect(`${at.replace('http', 'ws')}/websocket?id=a`, proxy, phase);
    report.error = JSON.stringify(error);
  } catch (error) {
    report.problem = String(error);
  }
  console.log(JSON.stringify(report));
}
process.exit();

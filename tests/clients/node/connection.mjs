import WebSocket from 'ws';
import { Failed, closed, upgrade } from './facts.mjs';

const MAX_MESSAGE = 1024 * 1024;

/** A WebSocket whose events are awaited instead of listened to. */
export class Connection {
  #events = [];
  #wake = () => {};
  #lost;

  constructor(url, headers) {
    this.socket = new WebSocket(url, {
      headers,
      maxPayload: MAX_MESSAGE,
      perMessageDeflate: false,
    });
    let error;
    let broken;
    this.#lost = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        const facts = closed({ code, reason: reason.toString(), error, broken });
        this.#push({ type: 'closed', facts });
        resolve(new Failed(facts));
      });
    });
    this.socket.on('upgrade', (response) => {
      response.socket.on('error', (why) => (broken = why));
    });
    this.socket.on('open', () => this.#push({ type: 'open' }));
    this.socket.on('error', (why) => {
      error = why;
      this.#push({ type: 'error', error: why });
    });
    this.socket.on('unexpected-response', (_, response) =>
      this.#push({ type: 'response', response }),
    );
    this.socket.on('message', (data, isBinary) => this.#push({ type: 'message', data, isBinary }));
  }

  #push(event) {
    this.#events.push(event);
    this.#wake();
  }

  async #next() {
    while (this.#events.length === 0) await new Promise((resolve) => (this.#wake = resolve));
    return this.#events.shift();
  }

  async opened() {
    const { type, response, error } = await this.#next();
    if (type === 'open') return;
    if (type !== 'response') throw new Failed(upgrade(error));
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    throw new Failed({
      httpStatus: response.statusCode,
      headers: response.headers,
      body: Buffer.concat(chunks),
    });
  }

  async send(bytes) {
    const sent = new Promise((resolve, reject) =>
      this.socket.send(bytes, (error) => (error ? reject(error) : resolve())),
    );
    try {
      await sent;
    } catch {
      // Why a message was not sent is known when the socket has closed.
      throw await this.#lost;
    }
  }

  /** The next binary frame. */
  async frame() {
    const { type, data, isBinary, facts } = await this.#next();
    if (type === 'closed') throw new Failed(facts);
    if (type === 'error') throw await this.#lost;
    if (!isBinary) throw new Failed({ protocol: 'text_frame' });
    return data;
  }

  abandon() {
    this.socket.terminate();
  }
}

import { Connection } from './connection.mjs';
import * as envelope from './envelope.mjs';
import { Failed, transport } from './facts.mjs';

/** A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames. */
export class Session {
  #phase = 'session_token';
  #connectionId = '';

  constructor(console, ingress, options) {
    this.console = console;
    this.ingress = ingress;
    this.options = options;
  }

  /** Runs until it fails. */
  async run() {
    let connection;
    try {
      const token = await this.#token();
      this.#phase = 'websocket_connect';
      connection = this.#connect(token);
      await this.#bounded(connection.opened());
      this.#phase = 'websocket_handshake';
      await this.#handshake(connection);
      this.#phase = 'websocket_send';
      await this.#sendAudio(connection);
      this.#phase = 'websocket_runtime';
      await this.#receive(connection);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      throw new Failed({
        phase: this.#phase,
        connectionId: this.#connectionId,
        ...error.facts,
      });
    } finally {
      connection?.abandon();
    }
  }

  async #bounded(step) {
    let timer;
    const late = new Promise((_, reject) => {
      const stop = () => reject(new Failed({ transport: 'timeout' }));
      timer = setTimeout(stop, this.#limit());
    });
    try {
      return await Promise.race([step, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #limit() {
    return this.options.timeouts_ms[this.#phase] ?? this.options.timeout_ms;
  }

  async #token() {
    if (!this.options.api_key) throw new Failed({ invalidArgument: 'api_key' });
    const known = {};
    try {
      known.body = await this.#requestToken(known);
    } catch (error) {
      // A body that breaks off is lost: how much of it had come is a matter of chance.
      throw new Failed({ ...known, transport: transport(error) });
    }
    if (known.httpStatus < 200 || known.httpStatus >= 300) throw new Failed(known);
    let answer;
    try {
      answer = JSON.parse(known.body.toString());
    } catch {
      answer = {};
    }
    const token = answer.sessionToken || answer.session_token;
    if (token) return token;
    throw new Failed('errors' in answer ? known : { ...known, protocol: 'missing_token' });
  }

  async #requestToken(known) {
    const response = await fetch(`${this.console}/session-tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Api-Key': this.options.api_key },
      body: JSON.stringify({ expireAt: Math.floor(Date.now() / 1000) + 600 }),
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#limit()),
    });
    known.httpStatus = response.status;
    known.headers = response.headers;
    return Buffer.from(await response.arrayBuffer());
  }

  #connect(token) {
    const { app_id, avatar_id, credentials } = this.options;
    if (!avatar_id) throw new Failed({ invalidArgument: 'avatar_id' });
    const url = `${this.ingress.replace('http', 'ws')}/websocket?id=${avatar_id}`;
    return credentials === 'query'
      ? new Connection(`${url}&appId=${app_id}&sessionKey=${token}`, {})
      : new Connection(url, { 'X-App-ID': app_id, 'X-Session-Key': token });
  }

  async #handshake(connection) {
    await this.#bounded(connection.send(envelope.configureSession()));
    const frame = await this.#bounded(connection.frame());
    const connectionId = envelope.connectionId(frame);
    if (!connectionId) throw new Failed({ frame });
    this.#connectionId = connectionId;
  }

  async #sendAudio(connection) {
    const { audio_bytes, audio_frames } = this.options;
    // Samples have two bytes.
    if (audio_bytes % 2) throw new Failed({ invalidArgument: 'audio' });
    for (let sent = 0; sent < audio_frames; sent += 1) {
      await this.#bounded(connection.send(envelope.audioInput(Buffer.alloc(audio_bytes))));
    }
  }

  async #receive(connection) {
    for (;;) {
      const frame = await this.#bounded(connection.frame());
      const kind = envelope.kind(frame);
      if (kind === undefined || kind === envelope.SERVER_ERROR) throw new Failed({ frame });
    }
  }
}

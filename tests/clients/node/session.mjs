import { AvatarError, classify } from 'avatar-errors';
import * as envelope from './envelope.mjs';

/** A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames. */
export class Session {
  /** What every error is to tell; the phase moves along. */
  #context = { phase: 'session_token', connectionId: undefined };
  #left;

  /** With a `signal` it ends early. */
  constructor(libraries, console, ingress, options, signal) {
    this.signal = signal;
    this.#left = signal ? [aborted(signal)] : [];
    this.libraries = libraries;
    this.console = console;
    this.ingress = ingress;
    this.options = options;
  }

  /** Runs until it fails. */
  async run() {
    await this.converse(await this.token(), () => false);
  }

  /** A session token. */
  async token() {
    try {
      return await this.#token();
    } catch (error) {
      throw AvatarError.from(error, this.#context);
    }
  }

  /** Runs until it fails or a message is of a kind that ends it. */
  async converse(token, ends) {
    let connection;
    try {
      this.#context.phase = 'websocket_connect';
      connection = this.#connect(token);
      await this.#bounded(connection.opened());
      this.#context.phase = 'websocket_handshake';
      await this.#handshake(connection);
      this.#context.phase = 'websocket_send';
      await this.#sendAudio(connection);
      this.#context.phase = 'websocket_runtime';
      await this.#receive(connection, ends);
    } catch (error) {
      throw AvatarError.from(error, this.#context);
    } finally {
      connection?.abandon();
    }
  }

  #failure(facts) {
    return classify({ ...this.#context, ...facts });
  }

  async #bounded(step) {
    const late = aborted(AbortSignal.timeout(this.#limit()));
    return await Promise.race([step, late, ...this.#left]);
  }

  #limit() {
    return this.options.timeouts_ms[this.#context.phase] ?? this.options.timeout_ms;
  }

  async #token() {
    if (!this.options.api_key) throw this.#failure({ invalidArgument: 'api_key' });
    const { response, body, answer } = await this.libraries.post(
      `${this.console}/session-tokens`,
      {
        headers: { 'X-Api-Key': this.options.api_key },
        json: { expireAt: Math.floor(Date.now() / 1000) + 600 },
        timeout: this.#limit(),
        signal: this.signal,
      },
      this.#context,
    );
    const token = answer?.sessionToken || answer?.session_token;
    if (token) return token;
    const protocol = answer?.errors ? undefined : 'missing_token';
    throw await AvatarError.fromResponse(response, { ...this.#context, body, protocol });
  }

  #connect(token) {
    const { app_id, avatar_id, credentials } = this.options;
    if (!avatar_id) throw this.#failure({ invalidArgument: 'avatar_id' });
    const url = `${this.ingress.replace('http', 'ws')}/websocket?id=${avatar_id}`;
    const { Connection } = this.libraries;
    return credentials === 'query'
      ? new Connection(`${url}&appId=${app_id}&sessionKey=${token}`, {}, this.#context)
      : new Connection(url, { 'X-App-ID': app_id, 'X-Session-Key': token }, this.#context);
  }

  async #handshake(connection) {
    await this.#bounded(connection.send(envelope.configureSession()));
    const frame = await this.#frame(connection);
    const connectionId = envelope.connectionId(frame);
    if (!connectionId) throw this.#failure({ frame });
    this.#context.connectionId = connectionId;
  }

  async #sendAudio(connection) {
    const { audio_bytes, audio_frames } = this.options;
    // Samples have two bytes.
    if (audio_bytes % 2) throw this.#failure({ invalidArgument: 'audio' });
    for (let sent = 0; sent < audio_frames; sent += 1) {
      await this.#bounded(connection.send(envelope.audioInput(Buffer.alloc(audio_bytes))));
    }
  }

  async #receive(connection, ends) {
    for (;;) {
      const frame = await this.#frame(connection);
      const kind = envelope.kind(frame);
      if (ends(kind)) return;
      if (kind === undefined || kind === envelope.SERVER_ERROR) throw this.#failure({ frame });
    }
  }

  async #frame(connection) {
    const message = await this.#bounded(connection.message());
    if (typeof message === 'string') throw this.#failure({ protocol: 'text_frame' });
    return message;
  }
}

/** Rejects with the signal's reason. */
function aborted(signal) {
  const promise = new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  promise.catch(() => {});
  return promise;
}

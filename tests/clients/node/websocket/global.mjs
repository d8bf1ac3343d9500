import { AvatarError } from 'avatar-errors';
import { on, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

const MAX_BUFFERED = 1024 * 1024;
const POLL_MS = 5;

/** Node's own `WebSocket`, as browsers have it. */
export const load = () => Connection;

class Connection {
  #socket;
  #end;
  #ended;
  #messages;

  constructor(url, headers, context) {
    this.#socket = new WebSocket(url, { headers });
    this.#socket.binaryType = 'arraybuffer';
    this.#end = AvatarError.closeOf(this.#socket, context);
    this.#ended = this.#end.then((error) => Promise.reject(error));
    this.#ended.catch(() => {});
    this.#messages = on(this.#socket, 'message', { close: ['close'] });
  }

  async opened() {
    await Promise.race([once(this.#socket, 'open'), this.#ended]);
  }

  async send(bytes) {
    this.#socket.send(bytes);
    while (this.#socket.bufferedAmount > MAX_BUFFERED) {
      await Promise.race([setTimeout(POLL_MS), this.#ended]);
    }
  }

  /** The next one: bytes or text. */
  async message() {
    const { value, done } = await this.#messages.next();
    if (done) throw await this.#end;
    const { data } = value[0];
    return typeof data === 'string' ? data : Buffer.from(data);
  }

  abandon() {
    this.#socket.close();
  }
}

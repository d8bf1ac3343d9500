import { AvatarError } from 'avatar-errors';
import { on, once } from 'node:events';
import { promisify } from 'node:util';

const MAX_MESSAGE = 1024 * 1024;

/** The package ws. Whatever it throws, why the socket ended says more. */
export async function load(oldest) {
  const { default: WebSocket } = await import(oldest ? 'ws-oldest' : 'ws');
  return class Connection {
    #socket;
    #end;
    #messages;

    constructor(url, headers, context) {
      const options = { headers, maxPayload: MAX_MESSAGE, perMessageDeflate: false };
      this.#socket = new WebSocket(url, options);
      this.#end = AvatarError.closeOf(this.#socket, context);
      this.#messages = on(this.#socket, 'message', { close: ['close'] });
    }

    async opened() {
      await this.#orEnd(once(this.#socket, 'open'));
    }

    async send(bytes) {
      const send = promisify(this.#socket.send);
      await this.#orEnd(send.call(this.#socket, bytes));
    }

    /** The next one: bytes or text. */
    async message() {
      const { value, done } = await this.#orEnd(this.#messages.next());
      if (done) throw await this.#end;
      const [data, isBinary] = value;
      return isBinary ? data : data.toString();
    }

    abandon() {
      this.#socket.terminate();
    }

    async #orEnd(step) {
      try {
        return await step;
      } catch {
        throw await this.#end;
      }
    }
  };
}

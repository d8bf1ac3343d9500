// What a client must know of the protobuf messages.

export const CLIENT_CONFIGURE_SESSION = 1;
export const SERVER_CONFIRM_SESSION = 2;
export const CLIENT_AUDIO_INPUT = 3;
export const SERVER_ERROR = 4;
export const SERVER_RESPONSE_ANIMATION = 5;

export const configureSession = () => message(CLIENT_CONFIGURE_SESSION, 2, Buffer.alloc(0));

export const audioInput = (audio) => message(CLIENT_AUDIO_INPUT, 4, audio);

/** The type of a message, or undefined where it does not decode. */
export function kind(frame) {
  const read = fields(frame);
  return read && (read.get(1) ?? 0);
}

/** The connection ID, empty where the frame is no good confirm-session. */
export function connectionId(frame) {
  const read = fields(frame);
  const confirm = read?.get(1) === SERVER_CONFIRM_SESSION && read.get(3);
  return (confirm && fields(confirm)?.get(1)?.toString()) || '';
}

function message(kind, field, payload) {
  const head = Buffer.from([8, kind, (field << 3) | 2, ...varint(payload.length)]);
  return Buffer.concat([head, payload]);
}

function varint(number) {
  return number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...varint(number >>> 7)];
}

function fields(data) {
  const read = new Map();
  let at = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; at < data.length && scale < 2 ** 70; scale *= 128) {
      const byte = data[at++];
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  while (at < data.length) {
    const key = number();
    const [field, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 0) {
      read.set(field, number());
      continue;
    }
    const length = wire === 2 ? number() : { 1: 8, 5: 4 }[wire];
    if (!field || !(at + length <= data.length)) return undefined;
    read.set(field, data.subarray(at, at + length));
    at += length;
  }
  return [...read.values()].some(Number.isNaN) ? undefined : read;
}

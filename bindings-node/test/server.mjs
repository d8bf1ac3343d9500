import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { once } from "node:events";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The address of a server that does one thing with whoever asks it, until the test is over. */
export async function serve(t, answer) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (request) => answer(socket, String(request)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** An address where nothing listens. */
export async function closedPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

export const silent = () => {};
export const end = (socket) => socket.end();
export const reset = (socket) => socket.resetAndDestroy();

/** A response, whole unless `length` says that there is to be more of it. */
export function response(status, body = "", { length, headers = "" } = {}) {
  const head = `HTTP/1.1 ${status} X\r\nContent-Length: ${length ?? body.length}\r\n${headers}\r\n`;
  return (socket) => socket.write(head + body);
}

/** One after the other, the later ones when the earlier has arrived. */
export function then(...steps) {
  return async (socket, request) => {
    for (const step of steps) {
      await step(socket, request);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
}

/** A step, until who asks has said something more: a reset would overtake what is not read yet. */
export function heard(step) {
  return async (socket, request) => {
    const said = once(socket, "data");
    step(socket, request);
    await said;
  };
}

export function raw(text) {
  return (socket) => socket.end(text);
}

export function upgrade(socket, request) {
  const [, key] = /sec-websocket-key: (.*)\r/i.exec(request);
  const accept = createHash("sha1")
    .update(key + GUID)
    .digest("base64");
  socket.write(
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
}

export function frame(hex) {
  return (socket) => socket.write(Buffer.from(hex, "hex"));
}

export function closeFrame(code, reason = "") {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return (socket) =>
    socket.end(Buffer.concat([Buffer.from([0x88, payload.length]), payload]));
}

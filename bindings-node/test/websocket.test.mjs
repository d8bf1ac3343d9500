import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import test from "node:test";
import { promisify } from "node:util";

import { AvatarError } from "avatar-errors";
import WebSocket from "ws";

import { root } from "./copy.mjs";
import {
  closeFrame,
  end,
  frame,
  heard,
  raw,
  reset,
  response,
  serve,
  silent,
  then,
  upgrade,
} from "./server.mjs";

const WRONG_KEY =
  "HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
  "Sec-WebSocket-Accept: AAAA=\r\n\r\n";

/** The socket of ws to a server that answers so, and the error of its end. */
async function closeOf(t, answer, options) {
  const url = (await serve(t, answer)).replace("http:", "ws:");
  const socket = new WebSocket(url, options);
  const session = { phase: "websocket_connect" };
  socket.on("open", () => {
    session.phase = "websocket_runtime";
    socket.send("open");
  });
  return { socket, error: await AvatarError.closeOf(socket, session) };
}

const body = '{"message":"Session token is expired"}';

/** What the server does, and what is to be told of it. */
const ENDS = {
  "a rejected upgrade": {
    answer: response(401, body),
    expected: { code: "sessionTokenExpired", httpStatus: 401 },
    place: "websocket_connect, HTTP 401",
  },
  "an upgrade whose rejection breaks off": {
    answer: then(response(503, "half", { length: 99 }), end),
    expected: { httpStatus: 503, serverDetail: undefined },
    place: "websocket_connect, HTTP 503, other",
  },
  "a wrong key": {
    answer: raw(WRONG_KEY),
    expected: { rule: "protocol.other" },
  },
  "no answer": { answer: end, place: "websocket_connect, other" },
  "a reset instead of an answer": {
    answer: reset,
    place: "websocket_connect, reset",
  },
  silence: {
    answer: silent,
    options: { handshakeTimeout: 200 },
    place: "websocket_connect, timeout",
  },
  "a close": {
    answer: then(upgrade, closeFrame(4001, "credits exhausted")),
    expected: {
      code: "creditsExhausted",
      closeCode: 4001,
      closeReason: "credits exhausted",
      phase: "websocket_runtime",
    },
  },
  "a close of the ordinary kind": {
    answer: then(upgrade, closeFrame(1000, "bye")),
    expected: { code: "connectionClosed", closeCode: 1000, closeReason: "bye" },
  },
  "a close without a code": {
    answer: then(upgrade, frame("8800"), end),
    expected: { closeCode: 1005, closeReason: undefined },
  },
  "an end": {
    answer: then(upgrade, end),
    expected: { code: "connectionClosed", closeCode: undefined },
    place: "websocket_runtime, other",
  },
  "a reset": {
    answer: then(heard(upgrade), reset),
    expected: { code: "connectionClosed", closeCode: undefined },
    place: "websocket_runtime, reset",
  },
  "an unknown opcode": {
    answer: then(upgrade, frame("8700")),
    expected: { rule: "protocol.other", closeCode: undefined },
  },
  "a message too big": {
    answer: then(upgrade, frame("8205ffffffffff")),
    options: { maxPayload: 4 },
    expected: { rule: "protocol.other" },
  },
  "a close with a code that nobody may send": {
    answer: then(upgrade, closeFrame(1006)),
    expected: { rule: "protocol.other", closeCode: undefined },
  },
};

for (const [name, end] of Object.entries(ENDS)) {
  test(`ws: ${name}`, async (t) => {
    const { answer, options, expected = {}, place } = end;
    const { error } = await closeOf(t, answer, options);
    assert.ok(error instanceof AvatarError);
    for (const [key, value] of Object.entries(expected))
      assert.equal(error[key], value, `${key} of ${error}`);
    if (place) assert.match(error.message, new RegExp(` \\(${place}\\)$`));
  });
}

test("no event of a watched socket goes unhandled, and the socket is closed", async (t) => {
  const { socket } = await closeOf(t, response(401));
  if (socket.readyState !== WebSocket.CLOSED)
    await new Promise((resolve) => socket.on("close", resolve));
  assert.equal(socket.readyState, WebSocket.CLOSED);
});

test("a rejection that never ends is dropped after 2 s", async (t) => {
  const { error } = await closeOf(t, response(403, "slow", { length: 99 }));
  assert.deepEqual([error.httpStatus, error.serverDetail], [403, undefined]);
});

test("the cause stands for the native error", async (t) => {
  const broken = await closeOf(t, then(heard(upgrade), reset));
  assert.equal(broken.error.cause.code, "ECONNRESET");
  assert.equal(broken.error.native.code, "ECONNRESET");
  const wrong = await closeOf(t, then(upgrade, frame("8700")));
  assert.equal(wrong.error.cause.code, "WS_ERR_INVALID_OPCODE");
  const closed = await closeOf(t, then(upgrade, closeFrame(4001)));
  assert.ok(!("cause" in closed.error));
});

test("no port, no name and no TLS are told apart", async (t) => {
  const tls = await serve(t, raw("nonsense\r\n"));
  for (const [url, word] of [
    ["ws://127.0.0.1:1/", "refused"],
    ["ws://nowhere.invalid/", "dns"],
    [tls.replace("http:", "wss:"), "tls"],
  ]) {
    const error = await AvatarError.closeOf(new WebSocket(url), {
      phase: "websocket_connect",
    });
    assert.match(
      error.message,
      new RegExp(`\\(websocket_connect, ${word}\\)$`),
    );
  }
});

test("the context is read at the end, and what it has wins", async (t) => {
  const url = await serve(t, then(upgrade, closeFrame(4001)));
  const session = {};
  const socket = new WebSocket(url.replace("http:", "ws:"));
  const end = AvatarError.closeOf(socket, session);
  await once(socket, "open");
  Object.assign(session, { phase: "websocket_send", connectionId: "c-1" });
  session.closeCode = 4002;
  const error = await end;
  assert.deepEqual(
    [error.phase, error.connectionId, error.closeCode],
    ["websocket_send", "c-1", 4002],
  );
});

test("a socket that is closed already has ended", async (t) => {
  const { socket } = await closeOf(t, then(upgrade, closeFrame(4001)));
  const error = await AvatarError.closeOf(socket, {
    phase: "websocket_runtime",
  });
  assert.equal(error.code, "connectionClosed");
});

test("what is no socket has no known end", async () => {
  const hostile = {
    readyState: 1,
    on() {
      throw new Error("hostile");
    },
  };
  for (const value of [undefined, null, 1, "ws", {}, hostile])
    assert.equal((await AvatarError.closeOf(value)).code, "unknown");
});

test("the events of ws are read without watching too", async (t) => {
  const url = (await serve(t, then(upgrade, closeFrame(4010, "no")))).replace(
    "http:",
    "ws:",
  );
  const phase = "websocket_runtime";
  const [[code, reason], [event]] = await Promise.all([
    once(new WebSocket(url), "close"),
    new Promise((resolve) => {
      new WebSocket(url).addEventListener("close", (...event) =>
        resolve(event),
      );
    }),
  ]);
  assert.ok(Buffer.isBuffer(reason));
  for (const given of [event, [code, reason]]) {
    const error = AvatarError.from(given, { phase });
    assert.deepEqual([error.closeCode, error.closeReason], [4010, "no"]);
    assert.equal(error.native, given);
  }
});

test("an error event of ws tells what there is without watching", async (t) => {
  const phase = "websocket_connect";
  const rejected = await serve(t, response(401, body));
  const wrong = await serve(t, raw(WRONG_KEY));
  for (const [url, key, value] of [
    [rejected, "httpStatus", 401],
    ["http://127.0.0.1:1/", "rule", "transport.websocket_connect.refused"],
    [wrong, "rule", "protocol.other"],
  ]) {
    const socket = new WebSocket(url.replace("http:", "ws:"));
    const event = await new Promise((resolve) => (socket.onerror = resolve));
    assert.equal(AvatarError.from(event, { phase })[key], value);
    if (key !== "rule" || value !== "protocol.other")
      assert.equal(AvatarError.from(event.error, { phase })[key], value);
  }
});

test("closing while it connects is a cancellation", async (t) => {
  const url = (await serve(t, silent)).replace("http:", "ws:");
  const socket = new WebSocket(url);
  const failed = once(socket, "error");
  socket.close();
  const [thrown] = await failed;
  assert.throws(
    () => AvatarError.from(thrown),
    (rethrown) => rethrown === thrown,
  );
});

test("waiting with a signal for a message is a time-out or a cancellation", async (t) => {
  const url = (await serve(t, then(upgrade))).replace("http:", "ws:");
  const socket = new WebSocket(url);
  const late = AbortSignal.timeout(100);
  const thrown = await once(socket, "message", { signal: late }).catch(
    (error) => error,
  );
  assert.equal(thrown.name, "AbortError");
  const phase = "websocket_handshake";
  assert.match(AvatarError.from(thrown, { phase }).message, /, timeout\)$/);
  const signal = AbortSignal.abort();
  const stopped = await once(socket, "message", { signal }).catch(
    (error) => error,
  );
  assert.throws(
    () => AvatarError.from(stopped),
    (rethrown) => rethrown === stopped,
  );
});

test("the global WebSocket tells the close, and that it failed", async (t) => {
  const urls = await Promise.all(
    [
      then(upgrade, closeFrame(4001, "credits exhausted")),
      then(upgrade, end),
      response(401),
      then(upgrade, frame("8700"), end),
    ].map((answer) => serve(t, answer)),
  );
  const script = `
    import { AvatarError } from "avatar-errors";
    for (const url of ${JSON.stringify(urls)}) {
      const session = { phase: "websocket_connect" };
      const socket = new WebSocket(url.replace("http:", "ws:"));
      socket.onopen = () => (session.phase = "websocket_runtime");
      const events = [];
      socket.onclose = socket.onerror = (event) => events.push(event);
      console.log(JSON.stringify(await AvatarError.closeOf(socket, session)));
      const [event] = events;
      if (events.length === 1)
        console.log(JSON.stringify(AvatarError.from(event, session)));
    }
    process.exit();`;
  // Node 20 has it behind a flag that later versions take, too.
  const flags = ["--experimental-websocket", "--no-warnings"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, "--input-type=module", "-e", script],
    { cwd: root },
  );
  const told = new Map();
  const lines = stdout.trim().split("\n");
  assert.ok(lines.length >= 4);
  for (const line of lines) {
    const { phase, rule, close_code, close_reason } = JSON.parse(line);
    told.set(rule, [phase, close_code, close_reason]);
  }
  assert.deepEqual(
    [...told].sort(),
    [
      ["close_code.4001", ["websocket_runtime", 4001, "credits exhausted"]],
      [
        "transport.websocket_connect.other",
        ["websocket_connect", undefined, undefined],
      ],
      [
        "transport.websocket_runtime.other",
        ["websocket_runtime", undefined, undefined],
      ],
    ].sort(),
  );
});

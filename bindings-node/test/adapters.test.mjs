import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import test from "node:test";
import { inspect, promisify } from "node:util";

import { AvatarError, SessionTokenError, classify } from "avatar-errors";
import axios from "axios";
import undici, { ProxyAgent } from "undici";
import WebSocket from "ws";

import { root, secondCopy } from "./copy.mjs";
import { crash } from "./crash.mjs";
import { response, serve, silent } from "./server.mjs";

const phase = "websocket_connect";

/** An error as Node makes it of a failed system call. */
function failed(code, syscall, message = code) {
  return Object.assign(new Error(message), {
    code,
    ...(syscall && { syscall }),
  });
}

function wordOf(error) {
  const { message } = AvatarError.from(error, { phase });
  return / \(websocket_connect(?:, )?(\w*)\)$/.exec(message)[1];
}

test("system errors and TLS codes have their words", () => {
  const words = {
    dns: ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ESERVFAIL"],
    refused: ["ECONNREFUSED"],
    unreachable: ["EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN"],
    timeout: ["ETIMEDOUT", "ESOCKETTIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"],
    tls: [
      ...["EPROTO", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"],
      ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN"],
      ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "HOSTNAME_MISMATCH"],
      ...["ERR_SSL_WRONG_VERSION_NUMBER", "CRL_HAS_EXPIRED", "INVALID_CA"],
    ],
    other: ["HPE_INVALID_CONSTANT", "UND_ERR_SOCKET", "ERR_HTTP2_ERROR"],
  };
  for (const [word, codes] of Object.entries(words)) {
    for (const code of codes) assert.equal(wordOf(failed(code)), word, code);
  }
  for (const code of ["ECONNRESET", "ECONNABORTED", "EPIPE"]) {
    assert.equal(wordOf(failed(code, "read")), "reset");
    assert.equal(wordOf(failed(code)), "other", "no system call failed");
  }
  assert.equal(wordOf(failed("EMFILE", "connect")), "other");
  for (const code of ["ENOENT", "ERR_INVALID_ARG_TYPE", "constructor", ""])
    assert.equal(wordOf(failed(code, "open")), "");
});

test("the chain is followed inwards until a link says something", () => {
  const wrap = (cause, code) =>
    Object.assign(new Error("outer", { cause }), code && { code });
  assert.equal(wordOf(wrap(wrap(failed("ENOTFOUND")))), "dns");
  assert.equal(
    wordOf(wrap(failed("ECONNRESET", "read"), "ECONNRESET")),
    "reset",
  );
  assert.equal(wordOf(wrap(failed("ENOTFOUND"), "ECONNREFUSED")), "refused");
  const outer = AvatarError.from(wrap(failed("ENOTFOUND")), { phase });
  assert.equal(outer.message, "outer (websocket_connect, dns)");
  let deep = failed("ENOTFOUND");
  for (let depth = 0; depth < 31; depth += 1) deep = wrap(deep);
  assert.equal(wordOf(deep), "dns");
  assert.equal(wordOf(wrap(deep)), "", "32 links at most");
  const cycle = new Error("cycle");
  cycle.cause = new Error("back", { cause: cycle });
  assert.equal(wordOf(cycle), "");
  const suppressed = {
    name: "SuppressedError",
    message: "",
    error: failed("ENOTFOUND"),
  };
  assert.equal(wordOf(suppressed), "dns");
});

test("of several failures the first tells, unless it says no more than that it failed", async () => {
  const several = (...codes) =>
    new AggregateError(codes.map((code) => failed(code)));
  assert.equal(
    wordOf(several("UND_ERR_SOCKET", "ENETUNREACH", "ENOTFOUND")),
    "unreachable",
  );
  assert.equal(
    wordOf(new Error("x", { cause: several("ECONNREFUSED") })),
    "refused",
  );
  const error = AvatarError.from(several("ECONNREFUSED"), { phase });
  assert.equal(error.message, "AggregateError (websocket_connect, refused)");
  const abort = new DOMException("x", "AbortError");
  const all = new AggregateError([abort, new AggregateError([abort])]);
  assert.throws(
    () => AvatarError.from(all),
    (thrown) => thrown === all,
  );
  const first = new AggregateError([failed("ECONNREFUSED"), abort]);
  assert.equal(wordOf(first), "refused");
  const later = new AggregateError([abort, failed("ECONNREFUSED")]);
  assert.throws(
    () => AvatarError.from(later),
    (thrown) => thrown === later,
  );
});

test("two addresses that refuse are one refusal", async () => {
  const thrown = await new Promise((resolve) => {
    const lookup = (_, __, found) =>
      found(null, [
        { address: "127.0.0.1", family: 4 },
        { address: "::1", family: 6 },
      ]);
    const options = { lookup, autoSelectFamily: true };
    new WebSocket("ws://both.invalid:1/", options).on("error", resolve);
  });
  assert.ok(thrown instanceof AggregateError);
  assert.equal(wordOf(thrown), "refused");
});

test("an AvatarError passes as it is, that of another copy too", async (t) => {
  const other = secondCopy(t);
  for (const made of [classify({ phase }), other.classify({ phase })]) {
    assert.equal(AvatarError.from(made, { phase: "session_token" }), made);
    assert.equal(other.AvatarError.from(made), made);
  }
  const thrown = failed("ENOTFOUND");
  const error = other.AvatarError.from(thrown, { phase });
  assert.ok(error instanceof AvatarError && error.native === thrown);
});

test("a proxy that gives no tunnel is no cancellation", async () => {
  for (const [status, rule] of [
    [407, "http.websocket_connect.407"],
    [403, "transport.websocket_connect.other"],
  ]) {
    const proxy = createServer().listen(0, "127.0.0.1");
    proxy.on("connect", (_, socket) =>
      socket.end(`HTTP/1.1 ${status} X\r\nConnection: close\r\n\r\n`),
    );
    await once(proxy, "listening");
    const dispatcher = new ProxyAgent(
      `http://127.0.0.1:${proxy.address().port}`,
    );
    const thrown = await undici
      .fetch("https://service.invalid/", { dispatcher })
      .catch((error) => error);
    const error = AvatarError.from(thrown, { phase });
    assert.equal(error.rule, rule);
    assert.equal(error.code, "connectionFailed");
    await dispatcher.destroy();
    proxy.close();
  }
});

test("cancellations are thrown again, time-outs are not", () => {
  const abort = new DOMException("x", "AbortError");
  const cancelled = [
    abort,
    new Error("x", { cause: abort }),
    failed("ABORT_ERR"),
    failed("ERR_CANCELED"),
    failed("UND_ERR_ABORTED"),
    Object.assign(new Error("x"), { name: "CancelError" }),
    { __CANCEL__: true },
  ];
  for (const thrown of cancelled) {
    assert.throws(
      () => AvatarError.from(thrown, { phase }),
      (rethrown) => rethrown === thrown,
    );
  }
  const late = new DOMException("late", "TimeoutError");
  for (const thrown of [
    late,
    Object.assign(new DOMException("x", "AbortError"), { cause: late }),
    Object.assign(failed("ABORT_ERR"), { cause: late }),
    Object.assign(failed("ERR_CANCELED"), {
      config: { signal: { reason: late } },
    }),
  ])
    assert.equal(wordOf(thrown), "timeout");
});

test("what browsers, and what is like them, say of a request that failed", () => {
  for (const text of [
    "Failed to fetch",
    "Failed to fetch (avatar.example)",
    "network error",
    "NetworkError when attempting to fetch resource.",
    "Error in input stream",
    "Error in body stream",
    "Load failed",
    "The Internet connection appears to be offline.",
    "The network connection was lost.",
    "Network request failed",
    "Network connection lost.",
  ]) {
    const error = AvatarError.from(new TypeError(text), {
      phase: "session_token",
    });
    assert.equal(error.rule, "transport.session_token.other", text);
  }
  const own = AvatarError.from(new TypeError("x is not a function"), {
    phase: "session_token",
  });
  assert.equal(own.rule, "fallback.unknown");
});

test("what is not recognised is unknown and keeps its text", () => {
  for (const [thrown, text] of [
    [new Error("who knows"), "who knows"],
    [new TypeError(""), "TypeError"],
    ["a string", "a string"],
    [404, "404"],
    [Symbol("x"), "Symbol(x)"],
  ]) {
    const error = AvatarError.from(thrown, { phase });
    assert.equal(error.code, "unknown");
    assert.equal(error.message, `${text} (websocket_connect)`);
    assert.equal(error.native, thrown);
  }
  for (const thrown of [undefined, null, {}, () => {}])
    assert.equal(AvatarError.from(thrown).code, "unknown");
});

test("what the caller knows wins", () => {
  const error = AvatarError.from(failed("ECONNREFUSED"), {
    phase: "session_token",
    transport: "dns",
    message: "mine",
    connectionId: "c-1",
    reqId: "r-1",
    httpStatus: undefined,
    response: { status: 503, headers: { "retry-after": "3" }, data: "busy" },
  });
  assert.ok(error instanceof SessionTokenError);
  assert.deepEqual(
    [error.httpStatus, error.serverDetail, error.retryAfterMs],
    [503, "busy", 3000],
  );
  assert.deepEqual([error.connectionId, error.reqId], ["c-1", "r-1"]);
  assert.match(error.message, /\(session_token, HTTP 503, dns\)$/);
});

const thrower = () => {
  throw new Error("hostile");
};
const trap = {
  get: thrower,
  has: thrower,
  ownKeys: thrower,
  getPrototypeOf: thrower,
};

test("nothing that is thrown makes it throw", async () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  const { proxy: revokedArray, revoke: revokeArray } = Proxy.revocable([], {});
  revoke();
  revokeArray();
  const throwing = (...names) =>
    Object.create(
      Error.prototype,
      Object.fromEntries(names.map((name) => [name, { get: thrower }])),
    );
  const hostile = [
    ...[
      revoked,
      revokedArray,
      new Proxy({}, trap),
      new Proxy(new Error(), trap),
    ],
    ...[new Proxy([], trap), new Proxy(() => {}, trap), Object.create(null)],
    throwing("message", "name", "code", "cause", "errors", "response", "stack"),
    { isAxiosError: true, response: new Proxy({}, trap) },
    {
      isAxiosError: true,
      response: { headers: new Proxy({}, trap), data: { toJSON: thrower } },
    },
    {
      options: {},
      name: "HTTPError",
      response: {
        get statusCode() {
          return thrower();
        },
      },
    },
    { type: "close", code: 1000, reason: new Proxy({}, trap) },
    { type: "error", target: new Proxy({}, trap) },
    { errors: [new Proxy({}, trap), revoked], cause: revokedArray },
    { errors: new Array(1e6).fill(new Error("x")) },
    { code: 1e400, name: {}, message: Symbol("x"), status: "401" },
  ];
  for (const value of hostile) {
    const error = AvatarError.from(value, { phase });
    assert.ok(error instanceof AvatarError);
    inspect(error);
    assert.ok(AvatarError.from(failed("ENOTFOUND"), value).code);
    assert.ok((await AvatarError.fromResponse(value, value)).code);
    assert.ok((await AvatarError.closeOf(value, value)).code);
  }
  class Stream {
    constructor(members) {
      Object.assign(this, members);
    }
  }
  const streams = [
    { getReader: thrower },
    { getReader: () => ({ read: thrower, cancel: thrower }) },
    { getReader: () => ({ read: () => 1, cancel: () => 1 }) },
    { pipe: thrower, readableEnded: false },
    { pipe: thrower, readableEnded: false, [Symbol.asyncIterator]: () => ({}) },
  ]
    .map((members) => new Stream(members))
    .concat(
      new ReadableStream({ start: (sink) => sink.enqueue({}) }),
      new ReadableStream({ start: (sink) => sink.error(1) }),
    );
  for (const body of streams) {
    const answered = { status: 500, body };
    assert.equal((await AvatarError.fromResponse(answered)).httpStatus, 500);
  }
});

test("the cause of an error shows no credentials, and is there all the same", async (t) => {
  const url = await serve(t, response(401));
  const options = { headers: { "X-Api-Key": "s3cret" }, proxy: false };
  const thrown = await axios
    .post(url, { a: 1 }, options)
    .catch((error) => error);
  assert.match(inspect(thrown), /s3cret/);
  const error = AvatarError.from(thrown, { phase: "session_token" });
  assert.equal(error.native, thrown);
  for (const shown of [
    inspect(error),
    inspect(error, { depth: Infinity }),
    inspect({ error }, { depth: 10 }),
    JSON.stringify(error),
    String(error),
  ]) {
    assert.doesNotMatch(shown, /s3cret/);
    if (shown.includes("\n"))
      assert.match(shown, /\[cause\]: AxiosError: Request failed .* 401\n/);
  }
  const socket = new WebSocket(
    (await serve(t, silent)).replace("http:", "ws:"),
    options,
  );
  socket.on("error", () => {});
  const event = { type: "close", code: 4001, reason: "", target: socket };
  assert.doesNotMatch(
    inspect(AvatarError.from(event), { depth: 10 }),
    /s3cret/,
  );
  const inner = new Error("wss://h/?sessionKey=s3cret", {
    cause: failed("ENOTFOUND"),
  });
  const outer = AvatarError.from(new Error("outer", { cause: inner }));
  const shown = inspect(outer, { depth: 9 });
  assert.match(shown, /sessionKey=\[redacted\]/);
  assert.match(shown, /\[cause\]: Error: ENOTFOUND/);
  socket.terminate();
});

test("an error that nobody catches ends the process with what happened", async () => {
  const script = `
    const { AvatarError } = require("avatar-errors");
    fetch("http://nowhere.invalid/?token=s3cret").catch((error) => {
      throw AvatarError.from(error, { phase: "session_token" });
    });`;
  const stderr = await crash(script);
  assert.match(
    stderr,
    /SessionTokenError: fetch failed \(session_token, dns\)/,
  );
  assert.match(
    stderr,
    /\[cause\]: Error: getaddrinfo ENOTFOUND nowhere\.invalid/,
  );
  assert.doesNotMatch(stderr, /s3cret/);
});

test("an end that nobody waits for is no unhandled rejection", async () => {
  const script = `
    const { AvatarError } = require("avatar-errors");
    const WebSocket = require("ws");
    AvatarError.closeOf(new WebSocket("ws://nowhere.invalid/"));
    setTimeout(() => console.log("alive"), 300);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["-e", script],
    {
      cwd: root,
    },
  );
  assert.equal(stdout, "alive\n");
});

test("the stack begins at the caller", async () => {
  const makers = {
    from: () => AvatarError.from(new Error("x")),
    fromResponse: async () => await AvatarError.fromResponse(new Response("x")),
    closeOf: async () => await AvatarError.closeOf({ readyState: 3 }),
  };
  for (const [name, make] of Object.entries(makers)) {
    const { stack } = await make();
    const first = stack
      .split("\n")
      .find((line) => line.includes("at ") && !line.includes("node:internal"));
    assert.match(first, new RegExp(`${name}.*adapters\\.test\\.mjs`), name);
  }
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import test from "node:test";
import { inspect } from "node:util";

import {
  AvatarError,
  AvatarSDKError as Alias,
  AvatarSDKErrorCode,
  RecurrenceMonitor,
  RetryPolicy,
  SessionTokenError,
  catalog,
  classify,
  isRetryable,
  retry,
} from "avatar-errors";
import WebSocket, { WebSocketServer } from "ws";

import { root } from "./copy.mjs";
import * as sdk from "./sdk.mjs";
import { AvatarSDKError, TokenError } from "./sdk.mjs";

async function listen(t, answer) {
  const server = http.createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return `127.0.0.1:${server.address().port}`;
}

const refused = () =>
  Object.assign(new Error("no"), { code: "ECONNREFUSED", syscall: "connect" });

test("a subclass makes its own", async (t) => {
  const made = {
    classify: AvatarSDKError.classify({ phase: "websocket_connect" }),
    from: AvatarSDKError.from(refused(), { phase: "websocket_connect" }),
    tryFrom: AvatarSDKError.tryFrom(refused()),
    fromJSON: AvatarSDKError.fromJSON(classify({}).toJSON()),
    fromResponse: await AvatarSDKError.fromResponse(
      new Response("", { status: 500 }),
    ),
    "its own constructor": new AvatarSDKError({ httpStatus: 500 }),
    converted: AvatarSDKError.from(classify({ httpStatus: 500 })),
  };
  const host = await listen(t, (_, response) => response.writeHead(503).end());
  made.closeOf = await AvatarSDKError.closeOf(new WebSocket(`ws://${host}`));
  for (const [name, error] of Object.entries(made)) {
    assert.ok(error instanceof AvatarSDKError, name);
    assert.ok(AvatarSDKError.is(error) && error instanceof AvatarError, name);
    assert.equal(error.constructor, AvatarSDKError, name);
    assert.equal(error.name, "AvatarSDKError", name);
    assert.equal(error.region, "eu", name);
    assert.ok(error.stack.startsWith(`AvatarSDKError: ${error.message}\n`));
    // Behind an await there is no caller.
    if (name !== "closeOf" && name !== "fromResponse")
      assert.match(error.stack.split("\n")[1], /sdk\.test\.mjs/, name);
    assert.match(inspect(error), /^AvatarSDKError: .*region: 'eu'/s, name);
    assert.equal(AvatarSDKError.from(error), error, name);
  }
  assert.equal(made.closeOf.httpStatus, 503);
  assert.ok(!AvatarSDKError.is(classify({})));
  assert.equal(classify({}).name, "AvatarError");
  await assert.rejects(
    retry(() => Promise.reject(made.from), {
      policy: new RetryPolicy({ attempts: 1 }),
    }),
    (error) => error === made.from,
  );
});

test("an SDK names its own class for session tokens", () => {
  const error = AvatarSDKError.from(refused(), { phase: "session_token" });
  assert.equal(error.constructor, TokenError);
  assert.equal(error.name, "TokenError");
  assert.ok(error instanceof SessionTokenError);
  class Ours extends AvatarSDKError {}
  const ours = Ours.from(refused(), { phase: "session_token" });
  assert.equal(ours.constructor, Ours);
  const usual = AvatarError.from(refused(), { phase: "session_token" });
  assert.equal(usual.constructor, SessionTokenError);
});

test("a constructor may take anything, throw, and set a name", () => {
  class Named extends AvatarError {
    #secret = "private";
    constructor({ status }, more) {
      super("unknown", "mine", more);
      this.status = status;
    }
    get whisper() {
      return this.#secret;
    }
  }
  const bare = Named.from(refused(), { phase: "websocket_connect" });
  assert.ok(bare instanceof Named && bare.code === "connectionFailed");
  class Sets extends AvatarError {
    #secret = "private";
    constructor(code, message, details) {
      super(code, message, details);
      this.name = "AvatarSDKError";
      this.known = details.known;
    }
    get whisper() {
      return this.#secret;
    }
  }
  const sets = Sets.from(refused(), { phase: "websocket_connect" });
  assert.equal(sets.code, "connectionFailed");
  assert.equal(sets.whisper, "private");
  assert.equal(sets.name, "AvatarSDKError");
  assert.ok(sets.stack.startsWith("AvatarSDKError: "));
  const own = new Sets("idleTimeout", "quiet", { known: 1 });
  assert.deepEqual([own.code, own.known], ["idleTimeout", 1]);
});

test("codes are values under both spellings", () => {
  for (const { code } of catalog().codes) {
    assert.equal(AvatarSDKErrorCode[code], code);
    const name = code[0].toUpperCase() + code.slice(1);
    assert.equal(AvatarSDKErrorCode[name], code);
  }
  assert.equal(
    Object.keys(AvatarSDKErrorCode).length,
    2 * catalog().codes.length,
  );
  assert.equal(Alias, AvatarError);
});

test("the SDKs' constructors", () => {
  const details = {
    phase: "websocket_connect",
    httpStatus: 503,
    serverCode: "x",
    serverTitle: "Busy",
    serverDetail: "token=s3cret",
    connectionId: "c-1",
    reqId: "r-1",
    closeCode: 1000,
    closeReason: "bye",
    rawBody: "password=hunter2",
    cause: refused(),
  };
  const camel = new AvatarError("idleTimeout", "quiet", details);
  const snake = new AvatarError(
    "idleTimeout",
    "quiet",
    Object.fromEntries(
      Object.entries(details).map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        value,
      ]),
    ),
  );
  assert.equal(JSON.stringify(snake), JSON.stringify(camel));
  assert.deepEqual(
    [camel.code, camel.rule, camel.httpStatus, camel.reqId],
    ["idleTimeout", "given", 503, "r-1"],
  );
  assert.equal(camel.native, details.cause);
  for (const { rawBody } of [camel, snake])
    assert.equal(rawBody, "password=[redacted]");
  const token = new SessionTokenError("no token");
  assert.deepEqual(
    [token.code, token.phase, token.name],
    ["invalidRequest", "session_token", "SessionTokenError"],
  );
  const second = new SessionTokenError("no", "connectionFailed", details);
  assert.equal(second.code, "connectionFailed");
  const third = new SessionTokenError("no", { code: "idleTimeout" });
  assert.equal(third.code, "idleTimeout");
  for (const hostile of [
    null,
    1,
    "x",
    {
      get phase() {
        throw 1;
      },
    },
  ]) {
    assert.equal(
      new AvatarError("idleTimeout", hostile, hostile).code,
      "idleTimeout",
    );
    assert.ok(new SessionTokenError("x", hostile) instanceof AvatarError);
  }
});

test("a body that was kept is a fact for whatever acts on the error", () => {
  const rawBody = '{"code":"creditsExhausted"}';
  const error = new AvatarError("connectionFailed", "no", { rawBody });
  const decided = new RetryPolicy().decide(error, { attempt: 1, random: 0 });
  assert.equal(error.retryable, true);
  assert.equal(error.reclassified().code, "creditsExhausted");
  assert.equal(error.problem().code, "creditsExhausted");
  assert.equal(decided.reason, "not_retryable");
});

test("IDs that become known later", () => {
  const error = classify({
    httpStatus: 500,
    phase: "websocket_connect",
    body: "x",
  });
  assert.equal(error.withIds({ connectionId: "c-1" }), error);
  assert.equal(error.withIds({ reqId: "a b" }).reqId, "a_b");
  assert.deepEqual(
    [error.toJSON().connection_id, error.toJSON().req_id],
    ["c-1", "a_b"],
  );
  assert.match(error.describe(), /\[connection_id=c-1, req_id=a_b\]$/);
  assert.equal(error.rawBody, "x");
  error.connectionId = "c-2";
  assert.equal(error.logFields().connection_id, "c-2");
  error.connectionId = undefined;
  assert.ok(!("connection_id" in error.toJSON()));
  error.withIds({ reqId: null });
  assert.equal(error.reqId, undefined);
  for (const any of [undefined, null, 1, {}, { reqId: 5 }])
    assert.equal(error.withIds(any), error);
  assert.equal(String(error), `${error.code}: ${error.message}`);
  const newer = { ...error.toJSON(), hint: "new" };
  const read = AvatarError.fromJSON(newer).withIds({ reqId: "r" });
  assert.deepEqual([read.toJSON().hint, read.toJSON().req_id], ["new", "r"]);
});

test("what is no failure is undefined to tryFrom", () => {
  const abort = new DOMException("stop", "AbortError");
  assert.equal(AvatarError.tryFrom(abort), undefined);
  assert.throws(
    () => AvatarError.from(abort),
    (error) => error === abort,
  );
  const own = new Error(
    "WebSocket was closed before the connection was established",
  );
  assert.equal(AvatarError.tryFrom(own), undefined);
});

test("what programs throw by themselves", () => {
  const phase = "websocket_connect";
  const cases = [
    [{ status: 402 }, "billingRequired"],
    [{ statusCode: 402, message: "pay" }, "billingRequired"],
    [{ status: 500, code: "creditsExhausted" }, "creditsExhausted"],
    [{ code: 4001 }, "creditsExhausted"],
    [{ status: 400, body: { message: "Avatar not found" } }, "avatarNotFound"],
    [
      { statusCode: 400, data: '{"message":"Avatar not found"}' },
      "avatarNotFound",
    ],
    [
      Object.assign(new Error("x"), { statusCode: 429, code: "FST_ERR_X" }),
      "concurrencyLimit",
    ],
    [Object.assign(new Error("x"), { status: 502 }), "upstreamError"],
    [
      Object.assign(new Error("x", { cause: refused() }), { statusCode: 500 }),
      "connectionFailed",
    ],
    [{ status: 999 }, "unknown"],
    [{ any: "thing" }, "unknown"],
    [Object.assign(new Error("x"), { code: 4001 }), "unknown"],
  ];
  for (const [thrown, code] of cases)
    assert.equal(
      AvatarError.from(thrown, { phase }).code,
      code,
      inspect(thrown),
    );
  const limited = { status: 429, headers: { "Retry-After": "2" } };
  assert.equal(AvatarError.from(limited, { phase }).retryAfterMs, 2000);
});

test("an error of a public SDK: what it has seen, and its phase", () => {
  const raise = (details, cause) =>
    Object.assign(new Error("theirs", cause && { cause }), {
      name: "AvatarSDKError",
      code: "unknown",
      ...details,
    });
  const token = AvatarError.from(
    raise({ phase: "session_token", httpStatus: 401, reqId: "r-1" }),
  );
  assert.deepEqual(
    [token.code, token.phase, token.reqId],
    ["sessionTokenInvalid", "session_token", "r-1"],
  );
  const closed = AvatarError.from(
    raise({ phase: "websocket_runtime", closeCode: 4001 }),
  );
  assert.deepEqual(
    [closed.code, closed.phase],
    ["creditsExhausted", "websocket_runtime"],
  );
  const beneath = AvatarError.from(
    raise({ phase: "websocket_connect", httpStatus: 500 }, refused()),
  );
  assert.equal(beneath.rule, "transport.websocket_connect.refused");
  const explicit = AvatarError.from(
    raise({ phase: "websocket_runtime" }, refused()),
    { phase: "websocket_connect" },
  );
  assert.equal(explicit.phase, "websocket_connect");
});

test("prefix and fallback", () => {
  const context = { phase: "websocket_connect", prefix: "open session" };
  assert.match(AvatarError.from(refused(), context).message, /^open session: /);
  const nothing = new Error("odd");
  assert.equal(AvatarError.from(nothing, context).code, "unknown");
  const as = (fallback) => {
    const { code, rule } = AvatarError.from(nothing, { ...context, fallback });
    return [code, /^fallback\.(?:.*\.)?(\w+)$/.exec(rule)[1]];
  };
  assert.deepEqual(as("transport"), ["connectionFailed", "transport"]);
  assert.deepEqual(as("protocol"), ["protocolError", "protocol"]);
  assert.deepEqual(as("other"), ["unknown", "unknown"]);
});

test("an SDK documents its codes itself", () => {
  const error = AvatarSDKError.classify({ httpStatus: 402 });
  assert.equal(error.docUrl, "https://sdk.example/errors#billingRequired");
  assert.equal(error.problem().type, error.docUrl);
  assert.notEqual(classify({ httpStatus: 402 }).docUrl, error.docUrl);
});

test("nine failures through an SDK that re-exports: nine as the contract says", async (t) => {
  const answers = {
    "/401": [
      401,
      '{"code":"UNAUTHENTICATED","message":"bad key"}',
      "sessionTokenInvalid",
      "surface",
    ],
    "/402": [402, "", "billingRequired", "surface"],
    "/429": [429, "slow down", "concurrencyLimit", "surface"],
    "/502": [502, "", "upstreamError", "retry"],
    "/503": [503, '{"message":"come again"}', "serverError", "retry"],
    "/credits": [
      403,
      '{"message":"credits exhausted"}',
      "creditsExhausted",
      "surface",
    ],
  };
  const host = await listen(t, ({ url }, response) => {
    const [status, body] = answers[url];
    response.writeHead(status).end(body);
  });
  const failures = Object.entries(answers).map(
    ([path, [, , code, recovery]]) => [
      () => sdk.token(`http://${host}${path}`),
      code,
      recovery,
    ],
  );
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  t.after(() => server.close());
  await once(server, "listening");
  server.on("connection", (socket, { url }) =>
    socket.close(Number(url.slice(1)), "so it is"),
  );
  const end = async (code) => {
    const socket = new WebSocket(
      `ws://127.0.0.1:${server.address().port}/${code}`,
    );
    const [received, reason] = await once(socket, "close");
    throw sdk.closed(received, String(reason));
  };
  failures.push(
    [() => end(4001), "creditsExhausted", "surface"],
    [() => end(4010), "sessionTokenExpired", "renewToken"],
    [() => end(1011), "connectionClosed", "retry"],
  );
  const monitor = new RecurrenceMonitor({ threshold: 1 });
  let right = 0;
  for (const [run, code, recovery] of failures) {
    const given = await run().then(assert.fail, (error) => error);
    assert.equal(given.rule, "given");
    for (const error of [
      AvatarSDKError.from(given),
      AvatarSDKError.from(new Error("outer", { cause: given })),
      given.reclassified(),
    ]) {
      assert.deepEqual([error.code, error.recovery], [code, recovery]);
      assert.ok(error instanceof AvatarSDKError && error.region === "eu");
      assert.equal(error.rawBody, given.rawBody);
      assert.equal(error.reclassified(), error);
    }
    assert.equal(isRetryable(given), recovery !== "surface");
    assert.equal(given.problem().code, code);
    const counted = monitor
      .record(given)
      .map(({ fingerprint }) => fingerprint[0]);
    assert.deepEqual(
      counted,
      ["serverError", "upstreamError"].includes(code) ? [code] : [],
    );
    assert.equal(given.rule, "given");
    right += 1;
  }
  assert.equal(right, 9);
});

test("the README's SDK", async () => {
  const readme = readFileSync(`${root}/README.md`, "utf8");
  const [block] = readme.match(/(?<=```js\n)[^`]*openSession[^`]*/);
  const own = JSON.stringify(import.meta.resolve("avatar-errors"));
  const script = block.replaceAll('"avatar-errors"', own);
  const theirs = await import(
    `data:text/javascript,${encodeURIComponent(script)}`
  );
  const error = await theirs
    .openSession(() => Promise.reject(refused()))
    .then(assert.fail, (error) => error);
  assert.equal(error.name, "AvatarSDKError");
  assert.match(String(error), /^connectionFailed: open session: /);
  const token = theirs.AvatarSDKError.classify({ phase: "session_token" });
  assert.equal(token.constructor, theirs.SessionTokenError);
  assert.equal(theirs.AvatarSDKErrorCode, AvatarSDKErrorCode);
});

test("codes, phases and recoveries are plain texts", () => {
  const error = AvatarSDKError.from(refused(), { phase: "websocket_connect" });
  for (const name of ["code", "phase", "recovery", "rule"])
    assert.equal(typeof error[name], "string", name);
  for (const value of [
    ...Object.values(error.toJSON()),
    ...Object.values(error.logFields()),
  ])
    assert.ok(["string", "number", "boolean"].includes(typeof value));
  assert.deepEqual(structuredClone(error.toJSON()), error.toJSON());
});

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";

import * as esm from "avatar-errors";

import { secondCopy } from "./copy.mjs";

const { AvatarError, SessionTokenError, classify, classifyJSON } = esm;
const cjs = createRequire(import.meta.url)("avatar-errors");

const facts = {
  phase: "websocket_connect",
  httpStatus: 503,
  headers: { "Retry-After": "5" },
  body: '{"title":"Busy","detail":"come again, token=s3cret"}',
  connectionId: "c-1",
  reqId: "r-1",
};

function caught(facts, options) {
  try {
    throw classify(facts, options);
  } catch (error) {
    return error;
  }
}

test("an error has its fields under camelCase names", () => {
  const error = caught(facts);
  assert.deepEqual(
    {
      name: error.name,
      code: error.code,
      phase: error.phase,
      message: error.message,
      httpStatus: error.httpStatus,
      serverCode: error.serverCode,
      serverTitle: error.serverTitle,
      serverDetail: error.serverDetail,
      connectionId: error.connectionId,
      reqId: error.reqId,
      closeCode: error.closeCode,
      closeReason: error.closeReason,
      recovery: error.recovery,
      retryable: error.retryable,
      alert: error.alert,
      retryAfterMs: error.retryAfterMs,
      rule: error.rule,
      fingerprint: error.fingerprint,
      rawBody: error.rawBody,
    },
    {
      name: "AvatarError",
      code: "serverError",
      phase: "websocket_connect",
      message: "come again, token=[redacted] (websocket_connect, HTTP 503)",
      httpStatus: 503,
      serverCode: undefined,
      serverTitle: "Busy",
      serverDetail: "come again, token=[redacted]",
      connectionId: "c-1",
      reqId: "r-1",
      closeCode: undefined,
      closeReason: undefined,
      recovery: "retry",
      retryable: true,
      alert: true,
      retryAfterMs: 5000,
      rule: "http.websocket_connect.5xx",
      fingerprint: ["serverError", "websocket_connect", "http:503"],
      rawBody: '{"title":"Busy","detail":"come again, token=[redacted]"}',
    },
  );
  const close = classify({
    phase: "websocket_runtime",
    closeCode: 4503,
    closeReason: "gone",
  });
  assert.deepEqual([close.closeCode, close.closeReason], [4503, "gone"]);
  assert.equal(classify({ serverCode: 4001 }).serverCode, "4001");
  assert.throws(() => (error.code = "other"), TypeError);
});

test("an error is an Error, of its class only", () => {
  const error = caught(facts);
  assert.ok(
    error instanceof Error &&
      error instanceof AvatarError &&
      AvatarError.is(error),
  );
  assert.ok(
    !(error instanceof SessionTokenError) && !SessionTokenError.is(error),
  );
  const token = caught({ phase: "session_token" });
  assert.ok(token instanceof AvatarError && token instanceof SessionTokenError);
  assert.equal(token.name, "SessionTokenError");
  assert.ok(SessionTokenError.is(token) && AvatarError.is(token));
  assert.ok(
    new AvatarError({ phase: "session_token" }) instanceof SessionTokenError,
  );

  class Mine extends AvatarError {}
  assert.ok(!(error instanceof Mine) && new Mine(facts) instanceof Mine);
  assert.ok(new Mine(facts) instanceof AvatarError);

  for (const other of [
    new Error("x"),
    {},
    null,
    undefined,
    "x",
    1,
    Symbol("x"),
    () => {},
  ]) {
    assert.ok(!(other instanceof AvatarError) && !AvatarError.is(other));
    assert.ok(
      !(other instanceof SessionTokenError) && !SessionTokenError.is(other),
    );
  }
});

test("CommonJS and ES modules share one class", () => {
  assert.equal(cjs.AvatarError, esm.AvatarError);
  assert.equal(cjs.SessionTokenError, esm.SessionTokenError);
  assert.deepEqual(Object.keys(cjs).sort(), Object.keys(esm).sort());
});

test("instanceof and is hold across two copies of the package", (t) => {
  const other = secondCopy(t);
  assert.notEqual(other.AvatarError, AvatarError);
  for (const [made, asked] of [
    [esm, other],
    [other, esm],
  ]) {
    const error = made.classify(facts);
    assert.ok(
      error instanceof asked.AvatarError && asked.AvatarError.is(error),
    );
    assert.ok(!(error instanceof asked.SessionTokenError));
    const token = made.classify({ phase: "session_token", httpStatus: 401 });
    assert.ok(
      token instanceof asked.SessionTokenError &&
        asked.SessionTokenError.is(token),
    );
    assert.equal(
      JSON.stringify(asked.AvatarError.fromJSON(token)),
      JSON.stringify(token),
    );
  }
});

test("the stack begins at the caller", () => {
  const makers = {
    classify: () => classify(facts),
    classifyJSON: () => classifyJSON({ phase: "session_token" }),
    fromJSON: () => AvatarError.fromJSON(classify(facts).toJSON()),
    constructor: () => new AvatarError(facts),
  };
  for (const [name, make] of Object.entries(makers)) {
    const error = make();
    const [head, first] = error.stack.split("\n");
    assert.equal(head, `${error.name}: ${error.message}`, name);
    assert.match(first, new RegExp(`at .*${name}.*errors\\.test\\.mjs`), name);
  }
});

test("the stack is as deep as Error.stackTraceLimit says, and that stays", (t) => {
  const limit = Error.stackTraceLimit;
  t.after(() => (Error.stackTraceLimit = limit));
  for (const depth of [0, 1, 3]) {
    Error.stackTraceLimit = depth;
    const frames = classify(facts).stack.split("\n").length - 1;
    assert.equal(Error.stackTraceLimit, depth);
    assert.equal(frames, depth);
  }
});

test("a cause is kept, and only where it was given", () => {
  const cause = new Error("ECONNRESET");
  assert.equal(caught(facts, { cause }).native, cause);
  assert.equal(new AvatarError(facts, { cause }).native, cause);
  assert.equal(classifyJSON("{}", { cause }).native, cause);
  assert.equal(AvatarError.fromJSON(caught(facts), { cause }).native, cause);
  assert.ok("cause" in classify(facts, { cause: undefined }));
  for (const options of [undefined, null, {}, 1, "cause"]) {
    assert.ok(!("cause" in classify(facts, options)));
  }
});

test("inspecting shows the properties and the cause, and no raw body", () => {
  const shown = inspect(caught(facts, { cause: new Error("inner") }));
  assert.match(shown, /^AvatarError: come again, .*\n {4}at caught /);
  assert.match(shown, /code: 'serverError'/);
  assert.match(shown, /connectionId: 'c-1'/);
  assert.match(shown, /\[cause\]: Error: inner/);
  assert.doesNotMatch(shown, /closeCode|rawBody|message:|s3cret|"title"/);
  assert.match(
    inspect({ deep: caught(facts) }),
    /deep: AvatarError: come again/,
  );
  assert.match(
    inspect(Object.assign(caught(facts), { attempts: 3 })),
    /attempts: 3/,
  );
});

test("a logger that goes through a caught error sees the properties", () => {
  const seen = [];
  for (const name in caught(facts)) seen.push(name);
  assert.ok(seen.includes("code") && seen.includes("connectionId"));
  assert.ok(
    !seen.includes("rawBody") &&
      !seen.includes("name") &&
      !seen.includes("fingerprint"),
  );
});

test("as a string it is code, message and place; described it is one line for a log", () => {
  assert.equal(
    String(caught(facts)),
    "serverError: come again, token=[redacted] (websocket_connect, HTTP 503)",
  );
  assert.equal(
    caught(facts).describe(),
    "serverError: come again, token=[redacted] (websocket_connect, HTTP 503); " +
      "retry after 5000 ms [connection_id=c-1, req_id=r-1]",
  );
});

test("JSON goes both ways", () => {
  const error = caught(facts);
  const text = JSON.stringify(error);
  for (const json of [
    text,
    JSON.parse(text),
    error.toJSON(),
    error,
    structuredClone({ ...error.toJSON() }),
  ]) {
    const read = AvatarError.fromJSON(json);
    assert.equal(JSON.stringify(read), text);
    assert.deepEqual(
      [read.code, read.message, read.retryAfterMs],
      [error.code, error.message, 5000],
    );
  }
  assert.deepEqual(Object.keys(error.toJSON()), [
    ...[
      "code",
      "phase",
      "message",
      "http_status",
      "server_title",
      "server_detail",
    ],
    ...[
      "connection_id",
      "req_id",
      "recovery",
      "retryable",
      "alert",
      "retry_after_ms",
      "rule",
    ],
  ]);
  error.toJSON().code = "other";
  assert.equal(error.toJSON().code, "serverError");
});

test("what a newer version wrote survives", () => {
  const newer = {
    ...caught(facts).toJSON(),
    code: "ofTomorrow",
    recovery: "wait",
    retryable: false,
    message: "a\nb\0",
  };
  const read = AvatarError.fromJSON(newer);
  assert.deepEqual(
    [read.code, read.recovery, read.message],
    ["ofTomorrow", "wait", "a b"],
  );
  assert.equal(
    JSON.stringify(read),
    JSON.stringify({ ...newer, message: "a b" }),
  );
});

test("members of a newer version stay in their places", (t) => {
  const before =
    '{"since":"v2","code":"ofTomorrow","phase":"websocket_resume","region":"eu-1","message":"New","attempts":3,';
  const behind =
    '"recovery":"wait","retryable":false,"final":true,"alert":true,"rule":"text.new","__proto__":"p","hint":"say \\"please\\" über 1 \\\\ 2"}';
  const numbers = '"share":0.25,"great":1e99,"large":9007199254740993,';
  const check = (json) => {
    const error = AvatarError.fromJSON(json);
    assert.equal(JSON.stringify(error), json);
    assert.equal(error.logFields().code, "ofTomorrow");
    assert.equal(error.problem().code, "ofTomorrow");
    assert.deepEqual(error.fingerprint.slice(0, 2), [
      "ofTomorrow",
      "websocket_resume",
    ]);
    assert.equal(JSON.stringify(error), json);
    assert.equal(JSON.stringify(AvatarError.fromJSON(error)), json);
    assert.equal(error.rawBody, undefined);
    assert.equal(error.rule, "text.new");
    return error.toJSON();
  };
  const read = check(before + behind);
  assert.deepEqual([read.region, read.attempts, read.final], ["eu-1", 3, true]);
  const other = secondCopy(t).AvatarError.fromJSON(before + behind);
  assert.equal(JSON.stringify(AvatarError.fromJSON(other)), before + behind);
  // Before Node 22 a number is a number.
  if (JSON.rawJSON) check(before + numbers + behind);
  const secret = JSON.parse(before + behind);
  secret.pass_phrase = "tr0ub4dor&3";
  assert.ok(
    !JSON.stringify(AvatarError.fromJSON(secret)).includes("tr0ub4dor"),
  );
});

test("what is no error in JSON is refused", () => {
  for (const json of [
    "",
    "{",
    "[]",
    "{}",
    '{"code":"unknown"}',
    {},
    null,
    undefined,
    1,
    1n,
  ]) {
    assert.throws(() => AvatarError.fromJSON(json), { name: "TypeError" });
  }
  for (const json of ["", "{", "[]", "null", "1", [], null, undefined, 1, 1n]) {
    assert.throws(() => classifyJSON(json), { name: "SyntaxError" });
  }
});

test("an error crosses to a worker and back as JSON", async () => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
    const { AvatarError } = require('avatar-errors');
    parentPort.once('message', (json) => {
      const error = AvatarError.fromJSON(json);
      parentPort.postMessage({ is: AvatarError.is(error), json: error.toJSON() });
    });`,
    { eval: true },
  );
  const error = caught(facts);
  const answer = new Promise((resolve, reject) =>
    worker.once("message", resolve).once("error", reject),
  );
  worker.postMessage(error.toJSON());
  const { is, json } = await answer;
  await worker.terminate();
  assert.ok(is);
  assert.equal(
    JSON.stringify(AvatarError.fromJSON(json)),
    JSON.stringify(error),
  );
});

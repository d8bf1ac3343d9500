import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { Console } from "node:console";
import { Writable } from "node:stream";
import test from "node:test";
import { inspect, promisify, types } from "node:util";

import { AvatarError, RetryPolicy, classify, retry } from "avatar-errors";
import pino from "pino";
import winston from "winston";

import { root, secondCopy } from "./copy.mjs";
import { crash } from "./crash.mjs";
import { SECRET, WORDS, ofAxios, planted } from "./planted.mjs";

const phase = "websocket_connect";
const from = (thrown) => AvatarError.from(thrown, { phase });
const stub = (make) => from(make).cause;

/** A stream and what was written to it. */
function sink() {
  const written = [];
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => written.join("") };
}

const EVERYTHING = { showHidden: true, depth: 20, getters: true };

/** What a tool prints of an error; of those at the end only a part of the chain. */
const printers = {
  inspect: (error) => inspect(error, { depth: 20 }),
  "inspect of everything": (error) => inspect(error, EVERYTHING),
  "inspect without ours": (error) =>
    inspect(error, { depth: 20, customInspect: false }),
  "inspect of everything without ours": (error) =>
    inspect(error, { ...EVERYTHING, customInspect: false }),
  "inspect in an object": (error) => inspect({ error }, { depth: 20 }),
  "console.dir": (error) => {
    const { stream, text } = sink();
    new Console(stream).dir(error, EVERYTHING);
    return text();
  },
  "console.error": (error) => {
    const { stream, text } = sink();
    const inspectOptions = { depth: 20 };
    new Console({ stdout: stream, inspectOptions }).error(error);
    return text();
  },
};
const partly = {
  "console.error as it comes": (error) => {
    const { stream, text } = sink();
    new Console(stream).error("lost", error);
    return text();
  },
  "a text": String,
  JSON: JSON.stringify,
  "JSON of the cause": (error) => JSON.stringify(error.cause),
  "JSON of everything": (error) =>
    JSON.stringify(error.cause, Object.getOwnPropertyNames(error.cause)),
};

for (const [name, print] of Object.entries(printers))
  test(`${name} shows the whole chain and no secret`, () => {
    const shown = print(from(planted()));
    assert.ok(!shown.includes(SECRET), shown);
    assert.deepEqual(
      WORDS.filter((word) => !shown.includes(word)),
      [],
      shown,
    );
    assert.doesNotMatch(shown, /^\s*at (?:token|password)/m);
  });

for (const [name, print] of Object.entries(partly))
  test(`${name} shows no secret`, () => {
    const shown = print(from(planted()));
    assert.ok(!shown.includes(SECRET), shown);
    assert.match(shown, /outermost failed|ERR_BAD_REQUEST/);
  });

test("pino writes the chain without secrets", () => {
  for (const err of [
    pino.stdSerializers.err,
    pino.stdSerializers.errWithCause,
  ]) {
    const { stream, text } = sink();
    pino({ serializers: { err } }, stream).error(from(planted()), "lost");
    const shown = text();
    assert.ok(!shown.includes(SECRET), shown);
    assert.match(shown, /AxiosError: outermost failed/);
    assert.match(shown, /Error: beneath failed/);
    assert.match(shown, /planted\.mjs/);
  }
});

test("winston writes the chain without secrets", async () => {
  const { stream, text } = sink();
  const { errors, json, combine } = winston.format;
  const logger = winston.createLogger({
    transports: [new winston.transports.Stream({ stream })],
    format: combine(errors({ stack: true, cause: true }), json()),
  });
  logger.error(from(planted()));
  logger.error("lost", from(planted()));
  await new Promise((resolve) => logger.end(resolve));
  const shown = text();
  assert.ok(!shown.includes(SECRET), shown);
  assert.match(shown, /outermost failed/);
  assert.match(shown, /ERR_BAD_REQUEST/);
});

for (const [name, run] of [
  ["thrown", "throw error;"],
  ["rejected", "Promise.reject(error);"],
  ["thrown later", "setTimeout(() => { throw error; });"],
  ["emitted", 'new (require("node:events"))().emit("error", error);'],
])
  test(`an error that is ${name} and not caught is printed without secrets`, async () => {
    const script = `
      const { AvatarError } = require("avatar-errors");
      import("${new URL("planted.mjs", import.meta.url)}").then(({ planted }) => {
        const error = AvatarError.from(planted(), { phase: "${phase}" });
        ${run}
      });`;
    const stderr = await crash(script);
    assert.ok(!stderr.includes(SECRET), stderr);
    for (const word of [
      "AvatarError: outermost failed",
      "[cause]: AxiosError: outermost failed",
      "[cause]: Error: beneath failed",
      "[cause]: AggregateError: gathered failed",
      "RangeError: other failed",
      "at planted (file:",
    ])
      assert.ok(stderr.includes(word), `${word} in ${stderr}`);
  });

test("nothing that the error holds leads to the original", () => {
  const error = from(planted());
  const seen = new Set();
  const look = (value) => {
    if (typeof value === "string") assert.ok(!value.includes(SECRET), value);
    if (Object(value) !== value || seen.has(value)) return;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const { get, value: held } = Object.getOwnPropertyDescriptor(value, key);
      look(get ? get.call(value) : held);
    }
    for (const key in value) look(value[key]);
  };
  look(error);
  assert.ok(seen.size > 5);
  assert.ok(!Object.keys(error).includes("native"));
  assert.ok(!Object.getOwnPropertyNames(error).includes("native"));
});

test("native is the very object that was thrown", () => {
  const proxy = new Proxy(new Error("x"), {});
  for (const thrown of [
    planted(),
    proxy,
    "text",
    { password: SECRET },
    null,
    undefined,
    Symbol(`token=${SECRET}`),
    () => {},
    [4001, "no"],
  ]) {
    const error = classify({ phase }, { cause: thrown });
    assert.equal(error.native, thrown);
    assert.ok("cause" in error);
    assert.ok(!inspect(error, EVERYTHING).includes(SECRET));
    assert.equal(from(error), error);
  }
  assert.equal(classify({}).native, undefined);
  assert.equal(new Proxy(from(proxy), {}).native, undefined);
  assert.throws(() => {
    from(proxy).native = 1;
  }, TypeError);
});

test("a stand-in is an error with name, text, code and frames", () => {
  const thrown = Object.assign(new TypeError("fetch failed"), {
    code: "UND_ERR_SOCKET",
    other: 1,
  });
  const cause = stub(thrown);
  assert.ok(cause instanceof Error && types.isNativeError(cause));
  assert.ok(!(cause instanceof TypeError));
  assert.equal(cause.name, "TypeError");
  assert.equal(cause.constructor.name, "TypeError");
  assert.equal(cause.message, "fetch failed");
  assert.equal(cause.code, "UND_ERR_SOCKET");
  assert.equal(cause.other, undefined);
  assert.equal(cause.stack, thrown.stack);
  assert.ok(!("cause" in cause) && !("errors" in cause));
  assert.deepEqual(Object.keys(cause), ["code"]);
  const clone = structuredClone(cause);
  assert.equal(clone.message, "fetch failed");
  for (const code of ["has space", "", 5, `token=${SECRET}`, "x".repeat(65)])
    assert.equal(stub(Object.assign(new Error("x"), { code })).code, undefined);
});

test("a stack is that of the original, whatever its message is", () => {
  const frames = (error) => error.stack.split("\n").slice(1);
  const make = (message) => new Error(message);
  for (const message of [
    "",
    "one line",
    "two\nlines",
    `fake\n    at ${SECRET} (/srv/app.js:1:1)`,
    `fake\n    at ${SECRET} (/srv/app.js:1:1)\n`,
  ]) {
    const thrown = make(message);
    const cause = stub(thrown);
    assert.ok(frames(cause).length > 1);
    const own = thrown.stack.slice("Error: ".length + message.length);
    if (message) assert.equal(`\n${frames(cause).join("\n")}`, own);
    assert.ok(!frames(cause).join().includes(SECRET));
  }
  const renamed = make(`old, token=${SECRET}\nand token=${SECRET}`);
  renamed.message = "new";
  assert.match(stub(renamed).stack, /^Error: new\n {4}at make \(/);
  const appended = make("x");
  appended.stack += `\ntoken=${SECRET}\n    at token=${SECRET} (/a:1:1)`;
  assert.ok(!stub(appended).stack.includes(SECRET));
  for (const stack of ["", "nonsense", `token=${SECRET}`, 5, undefined]) {
    const thrown = make("x");
    Object.defineProperty(thrown, "stack", { value: stack });
    assert.equal(stub(thrown).stack, "Error: x");
  }
  const long = make("x");
  long.stack = `Error: x\n${"    at f (/a.js:1:1)\n".repeat(1e5)}`;
  assert.equal(frames(stub(long)).length, 100);
  long.stack = `${"    at f (".repeat(1e5)}\n    at f (/a.js:1:1)`;
  assert.deepEqual(frames(stub(long)), ["    at f (/a.js:1:1)"]);
});

test("a stack is read when it is asked for, and can be replaced", () => {
  let read = 0;
  const thrown = Object.defineProperty(new Error("x"), "stack", {
    get: () => `Error: x\n    at f (/a.js:${++read}:1)`,
  });
  const cause = stub(thrown);
  assert.equal(read, 0);
  assert.equal(cause.stack, "Error: x\n    at f (/a.js:1:1)");
  assert.equal(cause.stack, "Error: x\n    at f (/a.js:1:1)");
  assert.equal(read, 1);
  const replaced = stub(new Error("x"));
  replaced.stack = "mine";
  assert.equal(replaced.stack, "mine");
  const frozen = Object.freeze(stub(new Error("x")));
  assert.match(frozen.stack, /^Error: x\n {4}at /);
  assert.equal(Object.create(cause).stack, cause.stack);
});

test("errors of one original share nothing that changes", () => {
  const thrown = new Error("outer", { cause: new Error("inner") });
  const [first, second] = [stub(thrown), stub(thrown)];
  assert.notEqual(first, second);
  assert.notEqual(first.cause, second.cause);
  const before = inspect(second);
  Object.assign(first, { spoiled: true, message: "spoiled", cause: 1 });
  first.stack = "spoiled";
  assert.equal(inspect(second), before);
  assert.ok(!inspect(thrown).includes("spoiled"));
});

test("a chain ends", () => {
  const cycle = new Error("a");
  cycle.cause = new Error("b", { cause: cycle });
  assert.equal(stub(cycle).cause.message, "b");
  assert.ok(!("cause" in stub(cycle).cause));
  let long = new Error("end");
  for (let at = 0; at < 100; at++) long = new Error("x", { cause: long });
  let links = 0;
  for (let link = stub(long); link; link = link.cause) links++;
  assert.equal(links, 32);
  const wide = new AggregateError(
    new Array(1e5).fill(0).map(() => new Error()),
  );
  assert.equal(stub(wide).errors.length, 31);
});

test("an error of ours beneath is itself, that of another copy too", (t) => {
  for (const own of [classify({ phase }), secondCopy(t).classify({ phase })]) {
    const thrown = new Error("x", { cause: own });
    assert.equal(classify({}, { cause: thrown }).cause.cause, own);
    assert.equal(classify({}, { cause: own }).cause, own);
  }
});

test("a stand-in is classified as what it stands for", () => {
  const thrown = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
  const expected = from(thrown).rule;
  assert.equal(from(from(thrown).cause).rule, expected);
  const above = new Error("y", { cause: from(thrown).cause });
  assert.equal(from(above).rule, expected);
  assert.equal(from(above).cause.cause, above.cause);
});

test("an event and what is no error have a stand-in too", () => {
  const error = new Error(`token=${SECRET}`);
  const event = { type: "error", error, message: `token=${SECRET}` };
  assert.equal(stub(event).cause.message, "token=[redacted]");
  assert.equal(stub([4010, `token=${SECRET}`]).name, "Array");
  assert.equal(stub(`token=${SECRET}`), "token=[redacted]");
  assert.equal(stub(404), 404);
  assert.equal(
    stub(new DOMException("late", "TimeoutError")).name,
    "TimeoutError",
  );
  assert.ok(!inspect(from(event), EVERYTHING).includes(SECRET));
});

test("hostile originals are printed all the same", () => {
  const thrower = () => {
    throw new RangeError("trap");
  };
  const all = (handler) =>
    Object.fromEntries(
      Object.getOwnPropertyNames(Reflect).map((name) => [name, handler]),
    );
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  // The stack first: an engine writes it when that is replaced, of name and message.
  const names = ["stack", "name", "message", "cause", "errors", "code"];
  const throwing = (target) =>
    Object.defineProperties(
      target,
      Object.fromEntries(names.map((name) => [name, { get: thrower }])),
    );
  const hostile = [
    new Proxy({}, all(thrower)),
    new Proxy(new Error("x"), all(thrower)),
    new Proxy(() => {}, all(thrower)),
    proxy,
    Object.create(null),
    Object.setPrototypeOf(new Error("x"), null),
    throwing(new Error("x")),
    throwing({}),
    Object.freeze(new Error("frozen")),
    Object.assign(new Error("x"), { name: `\x1b[31m\ntoken=${SECRET}` }),
    Object.assign(new Error("x"), { name: "N".repeat(1e6), errors: 5 }),
    Object.assign(new Error("\ud800".repeat(1e6)), { name: Symbol("x") }),
    new Error("m".repeat(1e7)),
    Object.assign(new Error(), { errors: new Proxy([], all(thrower)) }),
    class Thrown {},
    new Date(NaN),
  ];
  for (const thrown of hostile) {
    const error = classify({ phase }, { cause: thrown });
    assert.equal(error.native, thrown);
    assert.ok(error.cause instanceof Error);
    assert.ok(error.cause.name.length <= 100);
    const shown = inspect(error, EVERYTHING) + error.cause.stack;
    assert.ok(!shown.includes(SECRET) && !shown.includes("\x1b"));
    assert.ok(shown.length < 20_000);
    structuredClone(error.cause);
  }
});

test("where Error is frozen it is all the same", async () => {
  const script = `
    const { AvatarError } = require("avatar-errors");
    Object.freeze(Error);
    const error = AvatarError.from(new TypeError("token=" + "abc"));
    console.log(error);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["-e", script],
    {
      cwd: root,
    },
  );
  assert.match(stdout, /\[cause\]: TypeError: token=\[redacted\]\n {6}at /);
});

test("retry throws it so", async () => {
  const policy = new RetryPolicy({ attempts: 2, baseMs: 1 });
  const thrown = await retry(
    () => {
      throw from(Object.assign(ofAxios(), { response: undefined }));
    },
    { policy },
  ).catch((error) => error);
  assert.ok(thrown instanceof AvatarError);
  assert.ok(!inspect(thrown, EVERYTHING).includes(SECRET));
});

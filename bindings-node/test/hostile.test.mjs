import assert from "node:assert/strict";
import test from "node:test";

import { AvatarError, classify } from "avatar-errors";

const thrower = () => {
  throw new Error("hostile");
};

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const throwing = new Proxy(
  {},
  { get: thrower, has: thrower, ownKeys: thrower, getPrototypeOf: thrower },
);

const values = [
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -0,
    NaN,
    Infinity,
    1e300,
    401n,
    "",
    " ",
    "x",
    "\ud800",
  ],
  ...[
    Symbol("x"),
    () => {},
    class {},
    [],
    [[]],
    {},
    Object.create(null),
    new Date(NaN),
    /x/,
  ],
  ...[
    new Map(),
    new Set([1]),
    new WeakMap(),
    new Error("x"),
    Promise.resolve(),
    new Proxy({}, {}),
  ],
  ...[
    Buffer.alloc(0),
    new Uint16Array(3),
    new Float64Array(1),
    new DataView(new ArrayBuffer(2)),
  ],
  ...[
    new ArrayBuffer(0),
    new SharedArrayBuffer(4),
    new Uint8Array(new SharedArrayBuffer(4)),
  ],
  ...[
    detachedView(),
    detachedView().buffer,
    throwing,
    revoked(),
    globalThis,
    thrower,
  ],
];

function detachedView() {
  const view = new Uint8Array(8);
  structuredClone(view, { transfer: [view.buffer] });
  return view;
}

const NAMES = [
  ...[
    "phase",
    "httpStatus",
    "headers",
    "body",
    "serverCode",
    "serverTitle",
    "serverDetail",
    "frame",
  ],
  ...[
    "closeCode",
    "closeReason",
    "transport",
    "protocol",
    "invalidArgument",
    "message",
  ],
  ...["connectionId", "reqId", "nowMs"],
];

function answers(facts, options) {
  const error = classify(facts, options);
  assert.ok(error instanceof AvatarError && typeof error.code === "string");
  assert.notEqual(error.message, "");
  JSON.parse(JSON.stringify(error));
  return error;
}

test("any value whatsoever is taken as a failure and as options", () => {
  for (const value of values) {
    assert.equal(answers(value).code, "unknown");
    answers({}, value);
  }
});

test("any value whatsoever is taken for every fact", () => {
  let run = 0;
  for (const name of NAMES) {
    for (const value of values) {
      answers({ [name]: value });
      answers({ headers: { "retry-after": value, date: [value] } });
      answers({ headers: [value, ["retry-after", value], [value, value]] });
      run += 1;
    }
  }
  assert.equal(run, NAMES.length * values.length);
});

test("a getter that throws hides no other fact", () => {
  for (const name of NAMES) {
    const facts = {
      phase: "websocket_connect",
      closeCode: 4001,
      httpStatus: 401,
    };
    Object.defineProperty(facts, name, { get: thrower, enumerable: true });
    const expected = name === "closeCode" ? 401 : 4001;
    const error = answers(facts);
    assert.equal(
      expected === 401 ? error.httpStatus : error.closeCode,
      expected,
      name,
    );
  }
  assert.ok(
    !(
      "cause" in
      answers(
        {},
        {
          get cause() {
            return thrower();
          },
        },
      )
    ),
  );
});

test("a wrong type counts as not given", () => {
  const unknown = JSON.stringify(classify({}));
  for (const facts of [
    ...[
      { httpStatus: "401" },
      { httpStatus: 401.5 },
      { httpStatus: true },
      { httpStatus: 401n },
    ],
    ...[
      { closeCode: "1000" },
      { closeCode: -1 },
      { closeCode: 65536 },
      { serverCode: 1.5 },
    ],
    ...[
      { serverCode: true },
      { serverTitle: 1 },
      { body: 1 },
      { body: {} },
      { frame: "x" },
    ],
    ...[
      { frame: [1] },
      { transport: 1 },
      { protocol: {} },
      { phase: 1 },
      { phase: "SESSION_TOKEN" },
    ],
    ...[
      { connectionId: 1 },
      { message: new Error("x") },
      { headers: "retry-after: 5" },
    ],
  ]) {
    assert.equal(
      JSON.stringify(classify(facts)),
      unknown,
      JSON.stringify(Object.keys(facts)),
    );
  }
  assert.equal(classify({ httpStatus: 401.0 }).httpStatus, 401);
});

test("every kind of bytes is the same frame and the same body", () => {
  const frame = Buffer.from("08042a051803220178", "hex");
  const expected = JSON.stringify(
    classify({ phase: "websocket_runtime", frame }),
  );
  assert.match(expected, /"server_code":"3".*"server_detail":"x"/);
  const shared = new Uint8Array(new SharedArrayBuffer(frame.length));
  shared.set(frame);
  const padded = new Uint8Array([0, 0, ...frame, 0]);
  const { buffer } = padded;
  const kinds = [
    ...[
      frame,
      new Uint8Array(frame),
      Uint8Array.from(frame).buffer,
      shared,
      shared.buffer,
    ],
    ...[
      padded.subarray(2, -1),
      new DataView(buffer, 2, frame.length),
      new Uint8ClampedArray(frame),
    ],
    ...[
      new Int8Array(frame),
      Object.setPrototypeOf(new Uint8Array(frame), null),
    ],
  ];
  for (const kind of kinds) {
    assert.equal(
      JSON.stringify(classify({ phase: "websocket_runtime", frame: kind })),
      expected,
    );
    assert.equal(
      classify({ body: kind }).rawBody,
      classify({ body: frame }).rawBody,
    );
  }
  assert.equal(
    classify({ body: Buffer.from("caf\xe9", "latin1") }).serverDetail,
    "caf\ufffd",
  );
});

test("headers are read in every form", () => {
  const forms = [
    ...[
      { "Retry-After": "7" },
      { "retry-after": ["soon", "7"] },
      [["RETRY-AFTER", "7"]],
    ],
    ...[new Headers({ "Retry-After": "7" }), new Map([["Retry-After", "7"]])],
    ...[
      new Map([
        ["x", "1"],
        ["retry-after", ["7"]],
      ]),
      Object.entries({ "retry-after": "7" }).values(),
    ],
    Object.assign(Object.create({ date: "x" }), { x: 1, "retry-after": "7" }),
  ];
  for (const headers of forms) {
    assert.equal(
      classify({ httpStatus: 503, headers }).retryAfterMs,
      7000,
      String(headers),
    );
  }
  for (const headers of [
    {},
    [],
    [["retry-after"]],
    new Map(),
    { "retry-after": 7 },
    ["retry-after", "7"],
  ]) {
    assert.equal(
      classify({ httpStatus: 503, headers }).retryAfterMs,
      undefined,
    );
  }
  const nowMs = Date.UTC(2026, 0, 1);
  const headers = { "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" };
  assert.equal(
    classify({ httpStatus: 503, headers, nowMs }).retryAfterMs,
    9000,
  );
});

test("texts hold any character, the separators of the boundary too", () => {
  const every = Array.from({ length: 0xd800 }, (_, unit) =>
    String.fromCharCode(unit),
  ).join("");
  const mostPrivate =
    every +
    Array.from({ length: 6399 }, (_, i) =>
      String.fromCharCode(0xe000 + i),
    ).join("");
  for (const text of [
    "a\0b",
    "\0",
    "\0".repeat(20),
    "a\0b\ue000c",
    every,
    mostPrivate,
    mostPrivate + "\uf8ff",
  ]) {
    const error = answers({
      phase: "websocket_runtime",
      closeCode: 4001,
      message: text,
    });
    assert.deepEqual(
      [error.code, error.phase],
      ["creditsExhausted", "websocket_runtime"],
    );
  }
  const error = classify({
    serverTitle: "a\0b",
    serverDetail: "c\ud800d",
    body: "\0\0",
  });
  assert.deepEqual(
    [error.serverTitle, error.serverDetail],
    ["a b", "c\ufffdd"],
  );
  assert.equal(
    classify({ body: '{"detail":"x"}\0' }).serverDetail,
    '{"detail":"x"}',
  );
});

test("an error is made even where Error is frozen", () => {
  const limit = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
  Object.defineProperty(Error, "stackTraceLimit", {
    ...limit,
    writable: false,
  });
  try {
    answers({ phase: "session_token" });
  } finally {
    Object.defineProperty(Error, "stackTraceLimit", limit);
  }
});

test("an error is made where the stack is nearly used up, and stacks come back", () => {
  const limit = Error.stackTraceLimit;
  let made = 0;
  const descend = () => {
    try {
      descend();
    } catch {
      // Out of stack: so may be classify itself, which then throws a RangeError.
    }
    try {
      if (classify({ closeCode: 4001 }).code === "creditsExhausted") made += 1;
    } catch (error) {
      assert.ok(error instanceof RangeError);
    }
    if (made > 100) throw new Error("enough");
  };
  assert.throws(descend, /enough|Maximum call stack/);
  assert.equal(Error.stackTraceLimit, limit);
});

test("large texts are taken", () => {
  for (const text of ["x", "eyJ", "token:", "[", "\0", "<!---->"]) {
    answers({
      body: text.repeat(2 ** 20 / text.length),
      message: text.repeat(1000),
    });
  }
});

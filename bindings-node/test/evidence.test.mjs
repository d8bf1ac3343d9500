import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import test from "node:test";

import { AvatarError, classify, classifyJSON } from "avatar-errors";
import axios from "axios";
import got from "got";
import * as undici from "undici";
import WebSocket from "ws";

import {
  closeFrame,
  closedPort,
  end,
  raw,
  reset,
  response,
  serve,
  silent,
  then,
  upgrade,
} from "./server.mjs";

const phase = "websocket_connect";

const cause = (inner, text = "outer") => new Error(text, { cause: inner });
const group = (...members) => new AggregateError(members);
const system = (code, syscall) =>
  Object.assign(new Error(code), { code, ...(syscall && { syscall }) });
const suppressed = (error, earlier) =>
  Object.assign(new Error("suppressed"), {
    name: "SuppressedError",
    error,
    suppressed: earlier,
  });
const refused = (depth, link = "cause") => ({
  link,
  depth,
  transport: "refused",
});
const abort = () => new DOMException("aborted", "AbortError");
const late = () => new DOMException("late", "TimeoutError");
const ours = classify({ phase: "session_token", httpStatus: 402 });
const rejected = Object.assign(new Error("rejected"), {
  isAxiosError: true,
  response: { status: 401, headers: {}, data: "" },
});
const wrapper = system("UND_ERR_SOCKET");

/** What throws while it is looked at. */
function hostile(error) {
  return new Proxy(error, {
    get(target, name) {
      if (name === "code") throw new Error("hostile");
      return Reflect.get(target, name);
    },
  });
}

function cyclic() {
  const [outer, inner] = [new Error("outer"), system("ENOTFOUND")];
  outer.cause = inner;
  inner.cause = outer;
  inner.errors = [outer, inner];
  return outer;
}

/** An error so deep beneath others. */
function buried(error, depth) {
  return depth === 0 ? error : cause(buried(error, depth - 1));
}

/** What a promise rejects with. */
async function rejection(promise) {
  return promise.then(assert.fail, (error) => error);
}

async function ofSocket(url, event = "onerror") {
  const socket = new WebSocket(url.replace("http", "ws"));
  if (event !== "onerror") socket.on("error", () => {});
  return new Promise((resolve) => (socket[event] = resolve));
}

const NOWHERE = await closedPort();

/**
 * Chains as programs and libraries make them, and the evidence that each is: by the contract's rule
 * the core must answer the same of both. Or what goes on as it is: `no failure`, `classified`.
 */
const CHAINS = {
  "a system error": [() => system("ECONNREFUSED", "connect"), [refused(0)]],
  "a cause": [() => cause(system("ECONNREFUSED")), [{}, refused(1)]],
  "a cause of a cause": [
    () => cause(cause(system("ECONNREFUSED"))),
    [{}, {}, refused(2)],
  ],
  "the outermost that says something": [
    () => Object.assign(cause(rejected), { code: "ETIMEDOUT" }),
    [
      { link: "cause", depth: 0, transport: "timeout" },
      { link: "cause", depth: 1, http_status: 401 },
    ],
  ],
  "a status above a reset": [
    () =>
      Object.assign(Object.create(rejected), {
        cause: system("EPIPE", "write"),
      }),
    [
      { link: "cause", depth: 0, http_status: 401 },
      { link: "cause", depth: 1, transport: "reset" },
    ],
  ],
  "a wrapper above a status": [
    () => Object.assign(system("UND_ERR_SOCKET"), { cause: rejected }),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, http_status: 401 },
    ],
  ],
  "a wrapper above a word": [
    () =>
      Object.assign(system("ECONNRESET"), {
        cause: system("ECONNRESET", "read"),
      }),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, transport: "reset" },
    ],
  ],
  "a wrapper above a violation": [
    () =>
      Object.assign(system("HPE_INVALID_CONSTANT"), {
        cause: system("WS_ERR_INVALID_OPCODE"),
      }),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, protocol: "other" },
    ],
  ],
  "a wrapper above wrappers": [
    () => Object.assign(system("UND_ERR_SOCKET"), { cause: cause(wrapper) }),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1 },
      { link: "cause", depth: 2, transport: "other" },
    ],
  ],
  "a group": [
    () => group(system("ENETUNREACH"), system("ECONNREFUSED")),
    [
      {},
      { link: "member", depth: 1, transport: "unreachable" },
      refused(1, "member"),
    ],
  ],
  "a group that tells itself": [
    () => Object.assign(group(system("ENETUNREACH")), { code: "ECONNREFUSED" }),
    [refused(0), { link: "member", depth: 1, transport: "unreachable" }],
  ],
  "a member that only wraps, with a later neighbour": [
    () => group(wrapper, system("ENOTFOUND"), system("ECONNREFUSED")),
    [
      {},
      { link: "member", depth: 1, transport: "other" },
      { link: "member", depth: 1, transport: "dns" },
      refused(1, "member"),
    ],
  ],
  "groups in groups": [
    () =>
      cause(
        group(new Error("silent"), group(rejected), system("ECONNREFUSED")),
      ),
    [
      {},
      { link: "cause", depth: 1 },
      { link: "member", depth: 2 },
      { link: "member", depth: 2 },
      { link: "member", depth: 3, http_status: 401 },
      refused(2, "member"),
    ],
  ],
  "a cause comes before members": [
    () => Object.assign(group(rejected), { cause: system("ECONNREFUSED") }),
    [{}, refused(1), { link: "member", depth: 1, http_status: 401 }],
  ],
  "what disposing threw": [
    () => suppressed(system("ECONNREFUSED"), rejected),
    [{}, refused(1), { link: "bystander", depth: 1, http_status: 401 }],
  ],
  "what disposing suppressed, where nothing else tells": [
    () => cause(suppressed(new Error("silent"), rejected)),
    [
      {},
      { link: "cause", depth: 1 },
      { link: "cause", depth: 2 },
      { link: "bystander", depth: 2, http_status: 401 },
    ],
  ],
  "a suppressed try does not colour a later one": [
    () => suppressed(system("UND_ERR_SOCKET"), rejected),
    [
      {},
      { link: "cause", depth: 1, transport: "other" },
      { link: "bystander", depth: 1, http_status: 401 },
    ],
  ],
  "a cycle": [cyclic, [{}, { link: "cause", depth: 1, transport: "dns" }]],
  "a cycle that says nothing": [
    () => {
      const error = new Error("itself");
      return Object.assign(error, { cause: error, errors: [error] });
    },
    [{ message: "itself" }],
  ],
  "the 32nd link": [() => buried(system("ECONNREFUSED"), 31), [{}, refused(1)]],
  "a link too deep": [() => buried(system("ECONNREFUSED"), 32), [{}]],
  "a group too large": [
    () => group(...Array.from({ length: 40 }, () => new Error("x")), rejected),
    [{}],
  ],
  "a getter that throws": [
    () =>
      cause(
        Object.defineProperty(cause(system("ECONNREFUSED")), "code", {
          get: () => assert.fail("hostile"),
        }),
      ),
    [{}, {}, refused(2)],
  ],
  "a proxy that throws": [
    () => cause(hostile(cause(rejected))),
    [{}, {}, { link: "cause", depth: 2, http_status: 401 }],
  ],
  "a revoked proxy": [
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return Object.assign(group(proxy, system("ECONNREFUSED")), {
        cause: proxy,
      });
    },
    [{}, {}, refused(1, "member")],
  ],
  "causes that are no errors": [
    () => group("text", 401, null, system("ECONNREFUSED")),
    [{}, refused(1, "member")],
  ],
  "a text": ["thrown", [{ message: "thrown" }]],
  "nothing known": [() => cause(new Error("inner")), [{ message: "outer" }]],
  "a cancellation": [abort, "no failure"],
  "a cancellation beneath": [() => cause(cause(abort())), "no failure"],
  "a cancelled member, the first": [
    () => group(abort(), system("ECONNREFUSED")),
    "no failure",
  ],
  "a cancelled member behind one that failed": [
    () => group(system("ECONNREFUSED"), abort()),
    [{}, refused(1, "member"), { link: "member", depth: 1, no_failure: true }],
  ],
  "a cancellation beneath a wrapper": [
    () => Object.assign(system("UND_ERR_SOCKET"), { cause: abort() }),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, no_failure: true },
    ],
  ],
  "a failure above a cancellation": [
    () => Object.assign(system("ECONNREFUSED"), { cause: abort() }),
    [refused(0), { link: "cause", depth: 1, no_failure: true }],
  ],
  "a suppressed cancellation": [
    () => suppressed(system("ECONNREFUSED"), abort()),
    [{}, refused(1), { link: "bystander", depth: 1, no_failure: true }],
  ],
  "an abort that tells of a time-out": [
    () => Object.assign(abort(), { cause: late() }),
    [{}, { link: "cause", depth: 1, transport: "timeout" }],
  ],
  "an error of ours": [() => ours, "classified"],
  "an error of ours beneath": [() => cause(cause(ours)), "classified"],
  "an error of ours beneath a wrapper": [
    () => Object.assign(system("UND_ERR_SOCKET"), { cause: ours }),
    "classified",
  ],
  "an error of ours in a group": [() => group(ours, rejected), "classified"],
  "a failure above an error of ours": [
    () => Object.assign(system("ECONNREFUSED"), { cause: ours }),
    [refused(0), { link: "cause", depth: 1, classified: true }],
  ],
  1006: [
    () => [1006, Buffer.alloc(0)],
    [{ link: "cause", depth: 0, close_code: 1006 }],
  ],
  "1006 with what broke beneath": [
    () => ({
      type: "close",
      code: 1006,
      reason: "",
      cause: system("ECONNRESET", "read"),
    }),
    [
      { link: "cause", depth: 0, close_code: 1006 },
      { link: "cause", depth: 1, transport: "reset" },
    ],
  ],
  1015: [
    () => ({ type: "close", code: 1015, reason: "" }),
    [{ link: "cause", depth: 0, close_code: 1015 }],
  ],
  "a close above an error": [
    () => ({ type: "close", code: 4001, reason: "no", error: wrapper }),
    [
      { link: "cause", depth: 0, close_code: 4001, close_reason: "no" },
      { link: "cause", depth: 1, transport: "other" },
    ],
  ],
  "fetch, refused": [
    () => rejection(fetch(NOWHERE)),
    [{ message: "fetch failed" }, refused(1)],
  ],
  "fetch, a name that is nobody's": [
    () => rejection(fetch("http://nowhere.invalid/")),
    [
      { message: "fetch failed" },
      { link: "cause", depth: 1, transport: "dns" },
    ],
  ],
  "fetch, aborted": [
    () => rejection(fetch(NOWHERE, { signal: AbortSignal.abort() })),
    "no failure",
  ],
  "fetch, late": [
    async (t) =>
      rejection(
        fetch(await serve(t, silent), { signal: AbortSignal.timeout(50) }),
      ),
    [{ link: "cause", depth: 0, transport: "timeout" }],
  ],
  "undici, no HTTP": [
    async (t) => rejection(undici.request(await serve(t, raw("SSH-2.0\r\n")))),
    [{ link: "cause", depth: 0, transport: "other" }],
  ],
  "undici, aborted": [
    async (t) => {
      const controller = new AbortController();
      const { signal } = controller;
      const asked = undici.request(await serve(t, silent), { signal });
      setTimeout(() => controller.abort(), 50);
      return rejection(asked);
    },
    "no failure",
  ],
  "axios, refused": [
    () => rejection(axios.get(NOWHERE, { proxy: false })),
    [refused(0), refused(1)],
  ],
  "axios, rejected": [
    async (t) =>
      rejection(axios.get(await serve(t, response(401)), { proxy: false })),
    [{ link: "cause", depth: 0, http_status: 401 }],
  ],
  "axios, a reset": [
    async (t) => rejection(axios.get(await serve(t, reset), { proxy: false })),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, transport: "reset" },
    ],
  ],
  "axios, aborted": [
    () => rejection(axios.get(NOWHERE, { signal: AbortSignal.abort() })),
    "no failure",
  ],
  "axios, aborted by a time-out": [
    async (t) =>
      rejection(
        axios.get(await serve(t, silent), {
          signal: AbortSignal.timeout(50),
          proxy: false,
        }),
      ),
    [{}, { link: "cause", depth: 1, transport: "timeout" }],
  ],
  "got, rejected": [
    async (t) =>
      rejection(got(await serve(t, response(503)), { retry: { limit: 0 } })),
    [{ link: "cause", depth: 0, http_status: 503 }],
  ],
  "got, refused": [
    () => rejection(got(NOWHERE, { retry: { limit: 0 } })),
    [refused(0), refused(1)],
  ],
  "got, aborted": [
    () => rejection(got(NOWHERE, { signal: AbortSignal.abort() })),
    "no failure",
  ],
  "node:http, an end": [
    async (t) => rejection(once(http.get(await serve(t, end)), "response")),
    [{ link: "cause", depth: 0, transport: "other" }],
  ],
  "node:tls, no TLS": [
    async (t) => {
      const url = (await serve(t, raw("nonsense\r\n"))).replace(
        "http",
        "https",
      );
      return rejection(once(https.get(url), "response"));
    },
    [{ link: "cause", depth: 0, transport: "tls" }],
  ],
  "ws, a refused upgrade": [
    () => ofSocket(NOWHERE),
    [{ link: "cause", depth: 0, transport: "other" }, refused(1)],
  ],
  "ws, a rejected upgrade": [
    async (t) => ofSocket(await serve(t, response(401))),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, http_status: 401 },
    ],
  ],
  "ws, a wrong key": [
    async (t) =>
      ofSocket(
        await serve(
          t,
          raw(
            "HTTP/1.1 101 X\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
              "Sec-WebSocket-Accept: AAAA=\r\n\r\n",
          ),
        ),
      ),
    [
      { link: "cause", depth: 0, transport: "other" },
      { link: "cause", depth: 1, protocol: "other" },
    ],
  ],
  "ws, a close": [
    async (t) =>
      ofSocket(
        await serve(t, then(upgrade, closeFrame(4001, "no"))),
        "onclose",
      ),
    [{ link: "cause", depth: 0, close_code: 4001, close_reason: "no" }],
  ],
  "ws, no close frame": [
    async (t) => ofSocket(await serve(t, then(upgrade, end)), "onclose"),
    [{ link: "cause", depth: 0, close_code: 1006 }],
  ],
  "ws, the caller's own close": [
    async (t) => {
      const url = await serve(t, silent);
      const socket = new WebSocket(url.replace("http", "ws"));
      const failed = once(socket, "error");
      socket.close();
      const [error] = await failed;
      return error;
    },
    "no failure",
  ],
};

test("chains are told apart as the contract says", async (t) => {
  let run = 0;
  for (const [name, [make, expected]] of Object.entries(CHAINS)) {
    const thrown = typeof make === "function" ? await make(t) : make;
    const told = outcome(thrown);
    if (typeof expected === "string") assert.equal(told, expected, name);
    else assert.equal(told, answer(expected, thrown), name);
    run += 1;
  }
  assert.ok(run === Object.keys(CHAINS).length && run >= 30, `${run} chains`);
  t.diagnostic(`chains: ${run}`);
});

/** What comes of a chain: JSON, or that it goes on as it is. */
function outcome(thrown) {
  try {
    const error = AvatarError.from(thrown, { phase });
    return error === ours ? "classified" : JSON.stringify(error);
  } catch (rethrown) {
    assert.equal(rethrown, thrown);
    return "no failure";
  }
}

/** What the core makes of the evidence; a link without a place stands beneath the one before it. */
function answer(links, thrown) {
  const [root, ...others] = links.map((link, depth) => ({
    link: "cause",
    depth,
    ...link,
  }));
  const message = root.message ?? textOf(thrown);
  const evidence = [{ message, ...root }, ...others];
  return JSON.stringify(classifyJSON({ phase, evidence }));
}

function textOf(thrown) {
  return thrown.message || thrown.error?.message || thrown.name;
}

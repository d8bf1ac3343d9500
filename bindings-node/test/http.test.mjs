import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import test from "node:test";

import { AvatarError, SessionTokenError } from "avatar-errors";
import axios from "axios";
import got from "got";
import * as undici from "undici";

import {
  closedPort,
  end,
  raw,
  reset,
  response,
  serve,
  silent,
  then,
} from "./server.mjs";

const phase = "session_token";
/** Longer than any answer takes, on whatever machine. */
const NEVER_MS = 60_000;

/** Asks as each library's users do, and turns what comes of it into an error with one line. */
const LIBRARIES = {
  async fetch(url, ms) {
    let response;
    try {
      response = await fetch(url, { signal: AbortSignal.timeout(ms) });
      if (!response.ok)
        return await AvatarError.fromResponse(response, { phase });
      await response.text();
    } catch (error) {
      return AvatarError.from(error, { phase, response });
    }
  },
  async undici(url, ms) {
    let response;
    const dispatcher = new undici.Agent({
      headersTimeout: ms,
      bodyTimeout: ms,
    });
    try {
      response = await undici.request(url, { dispatcher });
      if (response.statusCode !== 200)
        return await AvatarError.fromResponse(response, { phase });
      await response.body.text();
    } catch (error) {
      return AvatarError.from(error, { phase, response });
    }
  },
  async axios(url, ms) {
    try {
      await axios.get(url, { timeout: ms, proxy: false });
    } catch (error) {
      return AvatarError.from(error, { phase });
    }
  },
  async got(url, ms) {
    try {
      await got(url, { timeout: { request: ms }, retry: { limit: 0 } });
    } catch (error) {
      return AvatarError.from(error, { phase });
    }
  },
  async node(url, ms) {
    const { request } = url.startsWith("https:") ? https : http;
    const asked = request(url, { signal: AbortSignal.timeout(ms) });
    const failed = new Promise((_, reject) => asked.on("error", reject));
    failed.catch(() => {});
    let response;
    try {
      asked.end();
      [response] = await Promise.race([failed, once(asked, "response")]);
      if (response.statusCode !== 200)
        return await AvatarError.fromResponse(response, { phase });
      await Promise.race([failed, text(response)]);
    } catch (error) {
      return AvatarError.from(error, { phase, response });
    }
  },
};

const body = '{"message":"API key is not known","token":"s3cret"}';

/** What to do with who asks, and what every library has to tell of it. */
const FAILURES = {
  "a rejection": {
    answer: response(401, body),
    expected: { httpStatus: 401, serverDetail: "API key is not known" },
  },
  "a rejection with headers": {
    answer: response(429, "", { headers: "Retry-After: 7\r\n" }),
    expected: { httpStatus: 429, retryAfterMs: 7000, recovery: "retry" },
  },
  "a plain text": {
    answer: response(403, "Forbidden"),
    expected: { httpStatus: 403, serverDetail: "Forbidden" },
  },
  "a body that breaks off": {
    answer: then(response(500, '{"message":"half an', { length: 99 }), end),
    expected: { httpStatus: 500, serverDetail: undefined },
    place: "HTTP 500, other",
  },
  "a success that breaks off": {
    answer: then(response(200, '{"session', { length: 99 }), end),
    expected: { httpStatus: 200, code: "connectionFailed" },
    place: "HTTP 200, other",
  },
  "a success that stalls": {
    answer: response(200, '{"session', { length: 99 }),
    lateMs: 2000,
    expected: { code: "connectionFailed" },
    // axios that follows redirects takes its own time-out for the end of the stream.
    place: (library) =>
      library === "axios" ? "HTTP 200, other" : "HTTP 200, timeout",
  },
  "a reset": { answer: reset, place: "reset" },
  "no answer": { answer: end, place: "other" },
  silence: { answer: silent, lateMs: 300, place: "timeout" },
  "no HTTP": { answer: raw("SSH-2.0-OpenSSH_9.6\r\n"), place: "other" },
  "a header too long": {
    answer: raw(`HTTP/1.1 200 X\r\nX: ${"x".repeat(80_000)}\r\n\r\n`),
    place: "other",
  },
  "too many redirects": {
    answer: raw(
      "HTTP/1.1 302 X\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ),
    expected: { code: "protocolError", httpStatus: undefined },
    place: "other",
    // Whose users follow redirects themselves.
    without: ["node", "undici"],
  },
  "a name that is nobody's": { url: "http://nowhere.invalid/", place: "dns" },
  "a closed port": { url: closedPort, place: "refused" },
  "no TLS": {
    url: async (t) =>
      (await serve(t, raw("nonsense\r\n"))).replace("http:", "https:"),
    expected: { recovery: "surface" },
    place: "tls",
  },
};

for (const [name, failure] of Object.entries(FAILURES)) {
  for (const [library, ask] of Object.entries(LIBRARIES)) {
    if (failure.without?.includes(library)) continue;
    test(`${library}: ${name}`, async (t) => {
      const { answer, url, lateMs = NEVER_MS, expected = {}, place } = failure;
      const address = answer
        ? await serve(t, answer)
        : typeof url === "string"
          ? url
          : await url(t);
      const error = await ask(address, lateMs);
      assert.ok(error instanceof SessionTokenError);
      for (const [key, value] of Object.entries(expected))
        assert.equal(error[key], value, `${key} of ${error}`);
      const where = typeof place === "function" ? place(library) : place;
      if (where)
        assert.match(error.message, new RegExp(` \\(${phase}, ${where}\\)$`));
      assert.doesNotMatch(String(error), /s3cret/);
    });
  }
}

test("a time-out by signal is a time-out in axios too", async (t) => {
  const url = await serve(t, silent);
  const signal = AbortSignal.timeout(100);
  const thrown = await axios
    .get(url, { signal, proxy: false })
    .catch((error) => error);
  assert.equal(thrown.code, "ERR_CANCELED");
  const error = AvatarError.from(thrown, { phase });
  assert.match(error.message, /\(session_token, timeout\)$/);
  assert.equal(error.native, thrown);
});

test("a cancellation goes on untouched", async (t) => {
  const url = await serve(t, silent);
  const cancelled = {
    fetch: (signal) => fetch(url, { signal }),
    undici: (signal) => undici.request(url, { signal }),
    axios: (signal) => axios.get(url, { signal, proxy: false }),
    got: (signal) => got(url, { signal }),
    node: (signal) => once(http.get(url, { signal }), "response"),
  };
  for (const [library, ask] of Object.entries(cancelled)) {
    const controller = new AbortController();
    const asked = ask(controller.signal);
    setTimeout(() => controller.abort(), 50);
    const thrown = await asked.then(assert.fail, (error) => error);
    assert.throws(
      () => AvatarError.from(thrown, { phase }),
      (rethrown) => rethrown === thrown,
      library,
    );
  }
});

test("a cancellation while the body is read goes on untouched", async (t) => {
  const url = await serve(t, response(500, "half", { length: 99 }));
  const controller = new AbortController();
  const answered = await fetch(url, { signal: controller.signal });
  setTimeout(() => controller.abort(), 50);
  await assert.rejects(AvatarError.fromResponse(answered), {
    name: "AbortError",
  });
});

test("of a long body 64 KB are read, and a slow one is dropped after 2 s", async (t) => {
  const long = await serve(t, response(500, "x".repeat(1e6), { length: 1e9 }));
  const cut = await AvatarError.fromResponse(await fetch(long), { phase });
  assert.ok(cut.serverDetail.startsWith("xxx") && cut.httpStatus === 500);

  const url = await serve(t, response(500, "half", { length: 99 }));
  for (const ask of [
    fetch(url),
    undici.request(url),
    once(http.get(url), "response").then(([response]) => response),
  ]) {
    const late = await AvatarError.fromResponse(await ask, { phase });
    assert.deepEqual([late.httpStatus, late.serverDetail], [500, undefined]);
    assert.match(late.message, /\(session_token, HTTP 500, timeout\)$/);
  }
});

test("a response whose body is used gives the rest, and the body that the caller has", async () => {
  const used = new Response(body, { status: 401 });
  const text = await used.text();
  const without = await AvatarError.fromResponse(used, { phase });
  assert.deepEqual(
    [without.httpStatus, without.serverDetail],
    [401, undefined],
  );
  const given = await AvatarError.fromResponse(used, { phase, body: text });
  assert.equal(given.serverDetail, "API key is not known");
  const from = AvatarError.from(new Error("x"), {
    phase,
    response: used,
    body: text,
  });
  assert.deepEqual(
    [from.httpStatus, from.serverDetail],
    [401, "API key is not known"],
  );
});

test("any status becomes an error, that of a success too", async () => {
  const json = '{"errors":[{"status":403,"code":"appIDMismatch"}]}';
  const error = await AvatarError.fromResponse(new Response(json), { phase });
  assert.deepEqual([error.code, error.httpStatus], ["appIDMismatch", 403]);
});

test("what is no JSON where JSON was asked for is undecodable", async (t) => {
  const url = await serve(t, response(200, "<html>"));
  const options = { responseType: "json", retry: { limit: 0 } };
  const strict = { ...options, transitional: { silentJSONParsing: false } };
  for (const { status, reason } of await Promise.allSettled([
    got(url, options),
    axios.get(url, { ...strict, proxy: false }),
  ])) {
    assert.equal(status, "rejected");
    const error = AvatarError.from(reason, { phase });
    assert.deepEqual(
      [error.rule, error.httpStatus],
      ["protocol.undecodable", 200],
    );
  }
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import test from "node:test";

import {
  classify,
  problemErrorHandler,
  problemHandler,
  problemMiddleware,
  problemOnError,
} from "avatar-errors";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import Koa from "koa";

import { root } from "./copy.mjs";

const failures = {
  "/limit": () =>
    classify({
      phase: "session_token",
      httpStatus: 402,
      serverDetail: "internal host 10.0.0.7",
    }),
  "/wait": () =>
    classify({
      phase: "websocket_connect",
      httpStatus: 503,
      headers: { "Retry-After": "2" },
    }),
  "/other": () => new TypeError("a defect"),
};

async function check(base, other, fetch = globalThis.fetch) {
  const limit = await fetch(`${base}/limit`);
  assert.equal(limit.status, 503);
  const type = limit.headers.get("content-type");
  assert.ok(type.startsWith("application/problem+json"), type);
  assert.equal(limit.headers.get("retry-after"), null);
  const text = await limit.text();
  assert.equal(JSON.parse(text).code, "billingRequired");
  assert.ok(!text.includes("10.0.0.7"), text);
  const wait = await fetch(`${base}/wait`);
  assert.equal(wait.headers.get("retry-after"), "2");
  assert.equal((await wait.json()).retry_after, 2);
  assert.equal(await (await fetch(`${base}/other`)).text(), other);
}

test("Express", async (t) => {
  const app = express();
  for (const [path, failure] of Object.entries(failures))
    app.get(path, async (_request, response) => {
      response.setHeader("Content-Length", 5);
      throw failure();
    });
  app.use(problemHandler());
  app.use((error, _request, response, _next) => {
    response.removeHeader("Content-Length");
    response.status(500).end(`not ours: ${error.message}`);
  });
  const server = app.listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address();
  await check(`http://127.0.0.1:${port}`, "not ours: a defect");
});

test("Fastify", async (t) => {
  const app = fastify();
  t.after(() => app.close());
  for (const [path, failure] of Object.entries(failures))
    app.get(path, async () => {
      throw failure();
    });
  app.setErrorHandler(problemErrorHandler);
  const base = await app.listen({ port: 0, host: "127.0.0.1" });
  const other = {
    statusCode: 500,
    error: "Internal Server Error",
    message: "a defect",
  };
  await check(base, JSON.stringify(other));
});

test("Hono", async () => {
  const app = new Hono();
  for (const [path, failure] of Object.entries(failures))
    app.get(path, async () => {
      throw failure();
    });
  app.get("/hono", () => {
    throw new HTTPException(418, { message: "a teapot" });
  });
  app.onError(problemOnError);
  const ask = async (url) => {
    try {
      return await app.request(url);
    } catch (error) {
      return new Response(`not ours: ${error.message}`, { status: 500 });
    }
  };
  await check("http://localhost", "not ours: a defect", ask);
  const own = await app.request("/hono");
  assert.deepEqual([own.status, await own.text()], [418, "a teapot"]);
});

test("Koa", async (t) => {
  const app = new Koa();
  app.silent = true;
  app.use(problemMiddleware());
  app.use(async (context) => {
    context.type = "text/html";
    context.length = 5;
    throw failures[context.path]();
  });
  const server = app.listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const { port } = server.address();
  await check(`http://127.0.0.1:${port}`, "Internal Server Error");
});

test("Express leaves a response alone that has begun", () => {
  const error = failures["/wait"]();
  let passed;
  problemHandler()(error, {}, { headersSent: true }, (next) => {
    passed = next;
  });
  assert.equal(passed, error);
});

test("the types of the real libraries fit", () => {
  const options =
    "--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --types node --module node20 --ignoreConfig";
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const sample = join(root, "test/types/frameworks.ts");
  execFileSync(process.execPath, [tsc, ...options.split(" "), sample]);
});

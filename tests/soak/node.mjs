/**
 * `node.mjs COUNT`: so many errors thrown and caught, a tenth of them through adapters, retry, monitor
 * and log fields; then workers, some of which are ended in mid-call, and an exit with busy workers.
 *
 * Prints `{"done": n, "rss_kb": k}` after each of twenty equal steps, and `{"ok": true}` at the end.
 */

import assert from "node:assert/strict";
import { once } from "node:events";
import { writeSync } from "node:fs";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  Worker,
  isMainThread,
  parentPort,
  workerData,
} from "node:worker_threads";

import {
  AvatarError,
  RecurrenceMonitor,
  RetryBudget,
  RetryPolicy,
  classify,
  retry,
} from "../../bindings-node/dist/index.mjs";

const STEPS = 20;
const WORKERS = 16;
const ENDED = 8;
const FACTS = [
  {
    phase: "websocket_connect",
    httpStatus: 401,
    body: '{"message":"Session token expired"}',
  },
  {
    phase: "session_token",
    httpStatus: 429,
    headers: { "Retry-After": "2" },
    reqId: "r-1",
  },
  { phase: "websocket_runtime", closeCode: 4001, closeReason: "credits" },
  {
    phase: "websocket_runtime",
    transport: "reset",
    message: "reset by peer",
  },
];

const monitor = new RecurrenceMonitor();

function classified(count) {
  for (let at = 0; at < count; at++) {
    try {
      throw classify(FACTS[at % FACTS.length]);
    } catch (error) {
      assert.ok(error instanceof AvatarError);
    }
  }
}

function library() {
  const reset = new Error("read ECONNRESET, token=x");
  throw new TypeError("fetch failed", {
    cause: Object.assign(reset, { code: "ECONNRESET" }),
  });
}

/** Through adapters, retry, monitor, log fields and inspection. */
async function handled(count) {
  const policy = new RetryPolicy({ attempts: 2, baseMs: 0 });
  const budget = new RetryBudget();
  for (let at = 0; at < count; at++) {
    try {
      await retry(
        () => {
          try {
            library();
          } catch (error) {
            const connectionId = `c-${at}`;
            throw AvatarError.from(error, {
              phase: "websocket_connect",
              connectionId,
            });
          }
        },
        { policy, budget },
      );
    } catch (error) {
      monitor.record(error);
      assert.ok(JSON.stringify(error.logFields()).length > 0);
      assert.ok(error.native instanceof TypeError);
      if (at % 10 === 0) inspect(error);
    }
  }
}

async function work(count) {
  classified(count);
  await handled(Math.floor(count / 10));
}

/** The collector, run until the end. */
function collector() {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}

function print(line) {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function steps(count) {
  const collect = collector();
  const each = Math.floor(count / STEPS);
  for (let step = 1; step <= STEPS; step++) {
    await work(each);
    collect();
    const rss = Math.round(process.memoryUsage.rss() / 1024);
    print({ done: step * each, rss_kb: rss });
  }
}

function started(task) {
  return new Worker(new URL(import.meta.url), { workerData: task });
}

async function workers(count) {
  const each = Math.floor(count / STEPS / WORKERS);
  const ends = Array.from({ length: WORKERS }, () =>
    once(started({ count: each }), "exit"),
  );
  for (const [status] of await Promise.all(ends)) assert.equal(status, 0);
}

/** Workers that are busy for ever. */
async function busy(count) {
  const made = Array.from({ length: count }, () => started({ forEver: true }));
  await Promise.all(made.map((worker) => once(worker, "message")));
  return made;
}

async function main(count) {
  await steps(count);
  await workers(count);
  const ended = await busy(ENDED);
  await Promise.all(ended.map((worker) => worker.terminate()));
  await busy(WORKERS);
  print({ ok: true });
  process.exit(0);
}

if (isMainThread) {
  await main(Number(process.argv[2]));
} else if (workerData.forEver) {
  await work(10);
  parentPort.postMessage("busy");
  for (;;) classified(1000);
} else {
  await work(workerData.count);
}

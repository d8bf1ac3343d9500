import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";

import { copyBuild } from "./copy.mjs";

const require = createRequire(import.meta.url);

/** A copy whose core answers nothing any more. */
function broken(t) {
  const index = copyBuild(t);
  const copy = require(index);
  const error = copy.classify({ phase: "websocket_connect", httpStatus: 503 });
  const monitor = new copy.RecurrenceMonitor();
  const { native } = require(join(dirname(index), "native.cjs"));
  for (const name of Object.keys(native)) {
    native[name] = () => {
      throw new Error("a defect");
    };
  }
  return { ...copy, error, monitor };
}

test("a defect of ours fails nobody who handles a failure", (t) => {
  const { error, monitor, isRetryable, retryDelayMs } = broken(t);
  assert.deepEqual(monitor.record(error), []);
  assert.deepEqual(monitor.check(), []);
  assert.equal(isRetryable(error), false);
  assert.equal(retryDelayMs(error), 0);
  const fields = error.logFields();
  assert.equal(fields.code, "serverError");
  assert.equal(fields["exception.message"], error.message);
  assert.equal(error.severity, "ERROR");
  assert.equal(error.problem().status, 500);
  assert.equal(error.problem().code, "serverError");
  assert.ok(error.userMessage);
  assert.equal(error.docUrl + error.operatorHint, "");
});

test("a defect of ours ends the tries, with the failure", async (t) => {
  const { error, retry } = broken(t);
  const operation = () => {
    throw error;
  };
  assert.equal(await retry(operation).catch((thrown) => thrown), error);
  assert.equal(error.attempts, 1);
});

test("a monitor takes any clock and any error", (t) => {
  const { classify, RecurrenceMonitor } = require(copyBuild(t));
  const upstream = classify({ phase: "websocket_connect", httpStatus: 502 });
  const times = [NaN, -1, Infinity, 2 ** 60, undefined, "soon"];
  const clock = () => times.shift();
  const monitor = new RecurrenceMonitor({ threshold: 1, clock });
  assert.equal(monitor.record(upstream)[0].event, "fired");
  while (times.length > 0) assert.ok(Array.isArray(monitor.record(upstream)));
  assert.deepEqual(monitor.record(undefined), []);
  assert.deepEqual(monitor.record(null), []);
  const dead = new RecurrenceMonitor({ clock: () => assert.fail("no clock") });
  assert.deepEqual(dead.record(upstream), []);
});

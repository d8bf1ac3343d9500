import assert from "node:assert/strict";
import test from "node:test";

import { RecurrenceMonitor, classify } from "avatar-errors";

import { secondCopy } from "./copy.mjs";

const upstream = () =>
  classify({ phase: "websocket_connect", httpStatus: 502 });

test("a monitor of its own clock fires once", () => {
  const monitor = new RecurrenceMonitor();
  const told = Array.from({ length: 7 }, () => monitor.record(upstream()));
  assert.deepEqual(
    told.map((events) => events.length),
    [0, 0, 0, 0, 1, 0, 0],
  );
  const [{ event, fingerprint, count, atMs }] = told[4];
  assert.deepEqual([event, count], ["fired", 5]);
  assert.deepEqual(fingerprint, upstream().fingerprint);
  assert.ok(Number.isInteger(atMs));
  assert.deepEqual(monitor.check(), []);
});

test("a monitor takes any clock and any error", (t) => {
  const times = [NaN, -1, Infinity, -Infinity, 2 ** 60, 0.5, undefined, "soon"];
  const clock = () => times.shift();
  const monitor = new RecurrenceMonitor({ threshold: 1, clock });
  assert.equal(monitor.record(upstream())[0].event, "fired");
  while (times.length > 0) assert.ok(Array.isArray(monitor.record(upstream())));
  for (const value of [undefined, null, 1, {}, new Error("no")])
    assert.deepEqual(monitor.record(value), []);
  assert.throws(() => new RecurrenceMonitor({ threshold: null }), RangeError);
  const silent = new RecurrenceMonitor({ threshold: 1, clock: () => null });
  assert.equal(silent.record(upstream())[0].event, "fired");
  const dead = new RecurrenceMonitor({ clock: () => assert.fail("no clock") });
  assert.deepEqual(dead.record(upstream()), []);
  const other = secondCopy(t).classify({ closeCode: 4503 });
  const eager = new RecurrenceMonitor({ threshold: 1 });
  assert.equal(eager.record(other)[0].fingerprint[0], "upstreamError");
});

test("a monitor watches 256 failures at a time", () => {
  let now = 0;
  const monitor = new RecurrenceMonitor({ threshold: 2, clock: () => now });
  const failure = (serverCode) =>
    classify({ phase: "websocket_connect", httpStatus: 502, serverCode });
  for (now = 1; now <= 300; now += 1) monitor.record(failure(`s-${now}`));
  assert.deepEqual(monitor.record(failure("s-1")), [], "it made way");
  assert.equal(monitor.record(failure("s-300")).length, 1);
});

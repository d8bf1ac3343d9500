import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { AvatarError, RecurrenceMonitor, RetryPolicy } from "avatar-errors";

/** The vectors of the handling, which every language runs. */
function vectors(file, atLeast) {
  const path = new URL(`../../tests/handling/${file}`, import.meta.url);
  const text = readFileSync(path, "utf8");
  const { vectors } = JSON.parse(text);
  assert.equal(vectors.length, text.split('"why":').length - 1);
  assert.ok(vectors.length >= atLeast, `${file}: ${vectors.length} vectors`);
  return vectors;
}

/** snake_case keys as this language has them. */
function camelCase(object = {}) {
  const name = (key) =>
    key.replace(/_[a-z]/g, ([, letter]) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [name(key), value]),
  );
}

test("every decision", () => {
  for (const vector of vectors("retry.json", 60)) {
    const policy = new RetryPolicy(camelCase(vector.policy));
    const decision = policy.decide(
      AvatarError.fromJSON(vector.error),
      camelCase(vector.state),
    );
    assert.equal(JSON.stringify(decision), vector.decision, vector.name);
  }
});

test("every line of a log", () => {
  for (const vector of vectors("log.json", 20)) {
    const error = AvatarError.fromJSON(vector.error);
    const line = JSON.stringify(error.logFields());
    assert.equal(line, vector.fields, vector.name);
    assert.equal(error.severity, JSON.parse(vector.fields).severity);
  }
});

test("every problem document", () => {
  for (const vector of vectors("problem.json", 25)) {
    const error = AvatarError.fromJSON(vector.error);
    assert.equal(JSON.stringify(error.problem()), vector.problem, vector.name);
    const surface = {
      user_message: error.userMessage,
      operator_hint: error.operatorHint,
      doc_url: error.docUrl,
    };
    assert.equal(JSON.stringify(surface), vector.surface, vector.name);
  }
});

test("every history", () => {
  for (const vector of vectors("recurrence.json", 15)) {
    let now = 0;
    const monitor = new RecurrenceMonitor({
      ...camelCase(vector.policy),
      clock: () => now,
    });
    assert.equal(vector.history.length, vector.events.length, vector.name);
    for (const [at, entry] of vector.history.entries()) {
      now = entry.at_ms;
      const events = entry.error
        ? monitor.record(AvatarError.fromJSON(entry.error))
        : monitor.check();
      const name = `${vector.name}, entry ${at}`;
      assert.equal(JSON.stringify(events), vector.events[at], name);
    }
  }
});

test("every policy that cannot be", () => {
  for (const vector of vectors("invalid.json", 8)) {
    if (vector.json) continue; // the core runs what only JSON can say
    const make = () =>
      vector.policy
        ? new RetryPolicy(camelCase(vector.policy))
        : new RecurrenceMonitor(camelCase(vector.recurrence));
    assert.throws(make, (refused) => {
      assert.ok(refused instanceof RangeError, vector.name);
      return refused.message.includes(vector.refused);
    });
  }
});

import assert from "node:assert/strict";
import test from "node:test";

import {
  AvatarError,
  SessionTokenError,
  classify,
  classifyJSON,
} from "avatar-errors";

import { toFailure } from "./failure.mjs";
import { vectors } from "./vectors.mjs";

const { all, there } = vectors();

const forms = {
  "as JSON": ({ failure, line }) => classifyJSON(line ?? failure),
  "as a failure": ({ failure, line }) =>
    classify(toFailure(failure ?? JSON.parse(line))),
  "as a failure of a new error": ({ failure, line }) =>
    new AvatarError(toFailure(failure ?? JSON.parse(line))),
};

for (const [form, make] of Object.entries(forms)) {
  test(`vectors ${form}`, (t) => {
    let run = 0;
    const wrong = [];
    for (const vector of all) {
      try {
        check(vector, make(vector));
      } catch (error) {
        wrong.push(`${vector.name}: ${error.message}`);
      }
      run += 1;
    }
    t.diagnostic(`vectors: ${run} run of ${there}`);
    assert.deepEqual(wrong, []);
    assert.ok(run === there && run >= 500, `${run} vectors run of ${there}`);
  });
}

function check(vector, error) {
  assert.equal(JSON.stringify(error), vector.error);
  const expected = JSON.parse(vector.error);
  assert.deepEqual(
    [error.code, error.phase, error.message],
    [expected.code, expected.phase, expected.message],
  );
  assert.deepEqual({ ...error.toJSON() }, expected);
  assert.equal(
    error instanceof SessionTokenError,
    expected.phase === "session_token",
  );
  assert.equal(
    JSON.stringify(AvatarError.fromJSON(vector.error)),
    vector.error,
  );
  if ("fingerprint" in vector)
    assert.deepEqual(error.fingerprint, vector.fingerprint);
  if ("raw_body" in vector)
    assert.equal(error.rawBody ?? null, vector.raw_body);
}

import assert from "node:assert/strict";
import test from "node:test";

import { classify } from "avatar-errors";

import { cases } from "../../bench/node/cases.mjs";
import { classifyByHand } from "../../bench/node/handwritten.mjs";

const COMPARED = [
  ...["code", "phase", "recovery", "httpStatus", "serverCode", "serverTitle"],
  ...["serverDetail", "connectionId", "reqId", "closeCode", "closeReason"],
  "retryAfterMs",
];

test("the classifier written by hand does the same job in the benchmark", () => {
  assert.ok(Object.keys(cases).length >= 5);
  for (const [name, facts] of Object.entries(cases)) {
    const [ours, theirs] = [classify(facts), classifyByHand(facts)];
    for (const key of COMPARED)
      assert.equal(theirs[key], ours[key], `${name}: ${key}`);
  }
});

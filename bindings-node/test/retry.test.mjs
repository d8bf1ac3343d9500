import assert from "node:assert/strict";
import test from "node:test";

import {
  AvatarError,
  RetryBudget,
  RetryPolicy,
  classify,
  isRetryable,
  retry,
  retryDelayMs,
} from "avatar-errors";
import { DelegateBackoff, handleWhen, retry as cockatiel } from "cockatiel";
import pRetry from "p-retry";

import { secondCopy } from "./copy.mjs";

const fast = new RetryPolicy({ baseMs: 1 });
const reset = () =>
  classify({ phase: "websocket_runtime", transport: "reset" });
const expired = () => classify({ phase: "websocket_connect", httpStatus: 401 });
const unpaid = () => classify({ phase: "websocket_connect", httpStatus: 402 });
const asked = () =>
  classify({
    phase: "websocket_connect",
    httpStatus: 503,
    headers: { "Retry-After": "7" },
  });

/** Fails as it is told, then answers. */
function service(...failures) {
  const operation = async (attempt) => {
    operation.attempts.push(attempt);
    if (failures.length > 0) throw failures.shift();
    return "up";
  };
  operation.attempts = [];
  return operation;
}

async function thrown(promise) {
  return promise.then(
    () => assert.fail("nothing was thrown"),
    (error) => error,
  );
}

test("what is transient is tried again, and told what it needs", async () => {
  const operation = service(expired(), reset());
  const reasons = [];
  const onRetry = (_, decision) => reasons.push(decision.reason);
  assert.equal(await retry(operation, { policy: fast, onRetry }), "up");
  assert.deepEqual(reasons, ["renew_token", "transient"]);
  assert.deepEqual(
    operation.attempts.map(({ number, newToken, newSession }) => [
      number,
      newToken,
      newSession,
    ]),
    [
      [1, false, false],
      [2, true, false],
      [3, true, true],
    ],
  );
});

test("it gives up with the last error, which says how often it was tried", async () => {
  const last = reset();
  const operation = service(reset(), reset(), last);
  const error = await thrown(retry(operation, { policy: fast }));
  assert.equal(error, last);
  assert.equal(error.attempts, 3);
  assert.ok(!JSON.stringify(error).includes("attempts"));
  assert.equal(reset().attempts, undefined);
});

test("billing and other errors are not tried again", async () => {
  const operation = service(unpaid());
  assert.equal((await thrown(retry(operation))).attempts, 1);
  const other = service(new TypeError("a defect"));
  assert.ok((await thrown(retry(other))) instanceof TypeError);
  assert.equal(other.attempts.length, 1);
});

test("a token is renewed once", async () => {
  const operation = service(expired(), expired(), expired());
  const error = await thrown(retry(operation, { policy: fast }));
  assert.equal(error.attempts, 2);
});

test("an operation that throws at once is tried again too", async () => {
  let calls = 0;
  const operation = () => {
    calls += 1;
    if (calls === 1) throw reset();
    return calls;
  };
  assert.equal(await retry(operation, { policy: fast }), 2);
});

/** What a promise has come to by now, without any waiting. */
async function settled(promise) {
  await new Promise(setImmediate);
  return Promise.race([promise, Promise.resolve("nothing yet")]);
}

test("a signal ends the wait at once, with its reason", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const operation = service(asked());
  let waiting;
  const begun = new Promise((resolve) => (waiting = resolve));
  const pending = thrown(retry(operation, { signal, onRetry: waiting }));
  await begun;
  assert.equal(await settled(pending), "nothing yet");
  const reason = new Error("the user went away");
  controller.abort(reason);
  assert.equal(await settled(pending), reason);
  assert.equal(operation.attempts.length, 1);
});

test("a signal ends a try that does not listen to it", async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 10);
  const never = () => new Promise(() => {});
  const error = await thrown(retry(never, { signal: controller.signal }));
  assert.equal(error.name, "AbortError");
});

test("a signal that is aborted already starts nothing", async () => {
  const operation = service();
  const error = await thrown(retry(operation, { signal: AbortSignal.abort() }));
  assert.equal(error.name, "AbortError");
  assert.equal(operation.attempts.length, 0);
});

test("a signal that is aborted on the way to a wait ends it at once", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const onRetry = () => controller.abort();
  const operation = service(asked());
  const error = await thrown(retry(operation, { signal, onRetry }));
  assert.equal(error, signal.reason);
  assert.equal(operation.attempts.length, 1);
});

test("a cancellation passes untouched, whatever its reason is", async () => {
  const controller = new AbortController();
  const operation = async ({ number }) => {
    controller.abort(reset());
    assert.equal(number, 1);
    await new Promise(() => {});
  };
  const { signal } = controller;
  const error = await thrown(retry(operation, { policy: fast, signal }));
  assert.equal(error, signal.reason);
  assert.equal(error.attempts, undefined);
});

test("a wait longer than any timer is a long one", async () => {
  const controller = new AbortController();
  const policy = new RetryPolicy({
    maxRetryAfterMs: 2 ** 50,
    maxElapsedMs: 2 ** 51,
  });
  const forever = classify({
    phase: "websocket_connect",
    httpStatus: 503,
    headers: { "Retry-After": "999999999" },
  });
  const operation = service(forever);
  setTimeout(() => controller.abort(), 30);
  const { signal } = controller;
  await thrown(retry(operation, { policy, signal }));
  assert.equal(operation.attempts.length, 1);
});

test("options that are none are refused, and nothing is tried", async () => {
  for (const options of [{ policy: { attempts: 5 } }, { budget: 500 }]) {
    const operation = service();
    const error = await thrown(retry(operation, options));
    assert.ok(error instanceof TypeError, String(error));
    assert.equal(operation.attempts.length, 0);
  }
  for (const capacity of [NaN, -1, 0.5, 2 ** 32, "500", null])
    assert.throws(() => new RetryBudget(capacity), RangeError);
  assert.throws(() => new RetryPolicy({ attempts: null }), RangeError);
  assert.equal(new RetryBudget(0).left, 0);
});

test("an error that is frozen is thrown itself too", async () => {
  const frozen = Object.freeze(unpaid());
  assert.equal(await thrown(retry(service(frozen))), frozen);
});

test("an empty budget stops, and a success fills it", async () => {
  const budget = new RetryBudget(20);
  await retry(service(reset()), { policy: fast, budget });
  assert.equal(budget.left, 20);
  const error = await thrown(
    retry(service(reset(), reset()), { policy: fast, budget }),
  );
  assert.equal(error.attempts, 2);
  assert.equal(budget.left, 6);
  await retry(service(), { budget });
  assert.equal(budget.left, 7);
});

test("a cancelled wait gives its cost back", async () => {
  const budget = new RetryBudget();
  for (let waits = 0; waits < 36; waits += 1) {
    const controller = new AbortController();
    const { signal } = controller;
    const onRetry = () => setImmediate(() => controller.abort());
    const operation = service(asked());
    const error = await thrown(retry(operation, { budget, signal, onRetry }));
    assert.equal(error, signal.reason);
    assert.equal(operation.attempts.length, 1);
  }
  assert.equal(budget.left, 500);
  const onRetry = () => {
    throw new Error("a defect of the caller's");
  };
  await thrown(retry(service(asked()), { budget, onRetry }));
  assert.equal(budget.left, 500, "a wait that never began, too");
  await retry(service(reset()), { policy: fast, budget });
  assert.equal(budget.left, 500);
});

test("decide takes any number, and an error of another copy", (t) => {
  const numbers = [
    NaN,
    Infinity,
    -Infinity,
    -1,
    0.5,
    2 ** 60,
    1e300,
    undefined,
  ];
  const policy = new RetryPolicy();
  for (const error of [reset(), secondCopy(t).classify(reset().toJSON())]) {
    for (const number of numbers) {
      const names = ["attempt", "elapsedMs", "renewals", "random", "budget"];
      for (const name of names) {
        const decision = policy.decide(error, { [name]: number });
        assert.equal(typeof decision.retry, "boolean");
        assert.ok(Number.isInteger(decision.waitMs) && decision.waitMs >= 0);
      }
    }
  }
  assert.deepEqual(
    [
      policy.decide(reset(), { attempt: Infinity }).reason,
      policy.decide(reset(), { elapsedMs: Infinity }).reason,
      policy.decide(reset(), { budget: -1 }).reason,
      policy.decide(reset(), { random: NaN }).waitMs,
    ],
    ["attempts_exhausted", "time_exhausted", "budget_exhausted", 500],
  );
  for (const value of [undefined, null, 1, new Error("no"), {}])
    assert.throws(() => policy.decide(value), TypeError);
});

test("a budget takes any number", () => {
  const budget = new RetryBudget(20);
  for (const cost of [NaN, -1, 0.5]) assert.ok(budget.take(cost));
  for (const cost of [Infinity, 1e300, 21]) assert.ok(!budget.take(cost));
  assert.equal(budget.left, 20);
  assert.ok(budget.take(20));
  for (const cost of [NaN, -1]) budget.refund(cost);
  assert.equal(budget.left, 2);
  budget.refund(Infinity);
  assert.equal(budget.left, 20);
});

test("p-retry takes the predicate", async () => {
  const options = {
    retries: 2,
    minTimeout: 1,
    shouldRetry: ({ error }) => isRetryable(error),
  };
  assert.equal(await pRetry(service(reset(), expired()), options), "up");
  const operation = service(unpaid());
  assert.ok(AvatarError.is(await thrown(pRetry(operation, options))));
  assert.equal(operation.attempts.length, 1);
});

test("cockatiel takes the predicate and the wait", async () => {
  const waits = [];
  const policy = cockatiel(handleWhen(isRetryable), {
    maxAttempts: 2,
    backoff: new DelegateBackoff(({ attempt, result }) => {
      waits.push(retryDelayMs(result.error, attempt));
      return 1;
    }),
  });
  assert.equal(await policy.execute(service(asked(), expired())), "up");
  assert.deepEqual(waits, [7000, 0]);
  const operation = service(unpaid());
  assert.ok(AvatarError.is(await thrown(policy.execute(operation))));
  assert.equal(operation.attempts.length, 1);
});

test("what is no AvatarError is neither retryable nor waited for", () => {
  for (const value of [undefined, null, 1, new Error("no"), {}]) {
    assert.equal(isRetryable(value), false);
    assert.equal(retryDelayMs(value), 0);
  }
});

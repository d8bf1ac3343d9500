import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";

import { copyBuild, root } from "./copy.mjs";

// In a process of its own: a panic also writes to standard error.
const script = `
  const errors = require("./index.cjs");
  const { AvatarError, RecurrenceMonitor, RetryPolicy } = errors;
  const facts = { phase: "websocket_send", closeCode: 4503 };
  const message = "panic on request";
  const json = { ...errors.classify(facts).toJSON(), message };
  const error = AvatarError.fromJSON(json);
  const cause = new DOMException(message, "AbortError");
  const monitor = new RecurrenceMonitor({ threshold: 1 });
  const { status, code } = error.problem();
  const answers = {
    classify: errors.classify({ ...facts, message }).toJSON(),
    from: AvatarError.from(cause, { phase: facts.phase }).code,
    text: error.describe(),
    given: new AvatarError("idleTimeout", message).code,
    same: [error.reclassified(), error.withIds({ reqId: "r-1" })].map((it) => it === error),
    fields: [error.code, error.phase, error.message],
    log: error.logFields().code,
    problem: [status, code],
    severity: error.severity,
    surface: [error.userMessage, error.operatorHint, error.docUrl].map(Boolean),
    fingerprint: error.fingerprint,
    decision: new RetryPolicy().decide(error).reason,
    events: monitor.record(error),
    after: errors.classify(facts).code,
  };
  const operation = () => { throw error; };
  errors.retry(operation).catch((thrown) => {
    answers.retry = [thrown === error, thrown.attempts];
    console.log(JSON.stringify(answers));
  });
`;

test("after a panic the core answers all the same, as far as it can", (t) => {
  const folder = dirname(copyBuild(t));
  const [library] = readdirSync(folder).filter((name) =>
    name.endsWith(".node"),
  );
  cpSync(panicking(), join(folder, library));
  const output = run(process.execPath, ["-e", script], folder);
  const { classify, text, ...answers } = JSON.parse(output);
  assert.deepEqual(
    [classify.code, classify.phase],
    ["unknown", "websocket_send"],
  );
  assert.ok(text.startsWith("unknown: "), text);
  assert.deepEqual(answers, {
    given: "unknown",
    same: [true, true],
    from: "unknown",
    fields: ["upstreamError", "websocket_send", "panic on request"],
    log: "unknown",
    problem: [500, "unknown"],
    severity: "ERROR",
    surface: [true, true, true],
    fingerprint: ["unknown", "websocket_send", "fallback.unknown"],
    decision: "not_retryable",
    events: [],
    after: "upstreamError",
    retry: [true, 1],
  });
});

/** The native library, built so that it panics on request. */
function panicking() {
  const options = ["--features", "test-panic", "--message-format", "json"];
  const lines = run("cargo", ["build", "--quiet", ...options], root)
    .trim()
    .split("\n");
  const artifacts = lines.map((line) => JSON.parse(line));
  const { filenames } = artifacts.findLast(({ target }) =>
    target?.kind.includes("cdylib"),
  );
  return filenames[0];
}

function run(command, args, cwd) {
  return execFileSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
    maxBuffer: 2 ** 26,
  });
}

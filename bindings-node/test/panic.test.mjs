import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";

import { copyBuild, root } from "./copy.mjs";

// In a process of its own: a panic also writes to standard error.
const script = `
  const { classify } = require("./index.cjs");
  const { native } = require("./native.cjs");
  const none = [NaN, NaN, NaN, undefined, undefined, undefined];
  let thrown;
  try {
    native.classify("panic on request", ...none);
  } catch (error) {
    thrown = [error instanceof Error, error.message];
  }
  const facts = { phase: "websocket_send", closeCode: 4001 };
  const answered = classify({ ...facts, message: "panic on request" });
  console.log(JSON.stringify([thrown, answered.code, answered.phase, classify(facts).code]));
`;

test("a panic becomes an ordinary error, and classify answers all the same", (t) => {
  const folder = dirname(copyBuild(t));
  const [library] = readdirSync(folder).filter((name) =>
    name.endsWith(".node"),
  );
  cpSync(panicking(), join(folder, library));
  const output = run(process.execPath, ["-e", script], folder);
  assert.deepEqual(JSON.parse(output), [
    [true, "requested"],
    "unknown",
    "websocket_send",
    "creditsExhausted",
  ]);
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

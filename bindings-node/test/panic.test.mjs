import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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
  const folder = dirname(copyBuild(t, (name) => !name.endsWith(".node")));
  const cli = join(root, "node_modules/@napi-rs/cli/dist/cli.js");
  const build = ["build", "--platform", "--no-js", "--features", "test-panic"];
  run([cli, ...build, "--output-dir", folder], root);
  assert.deepEqual(JSON.parse(run(["-e", script], folder)), [
    [true, "requested"],
    "unknown",
    "websocket_send",
    "creditsExhausted",
  ]);
});

function run(args, cwd) {
  return execFileSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    stdio: "pipe",
  });
}

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";

import { classifyJSON } from "avatar-errors";

import { root } from "./copy.mjs";

const manifest = createRequire(import.meta.url)("../package.json");
const program = join(root, manifest.bin["avatar-errors"]);

function run(args, input = "") {
  return spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: "utf8",
  });
}

test("a line is classified as the package does it, with what follows it", () => {
  const failures = [{ close_code: 4001 }, { http_status: 429 }];
  const input = failures.map((one) => `${JSON.stringify(one)}\n`).join("");
  const { status, stdout, stderr } = run(["classify"], `${input}no JSON\n`);
  const expected = failures.map(
    (one) => `${JSON.stringify(classifyJSON(one))}\n`,
  );
  assert.equal(stdout, expected.join(""));
  assert.match(stderr, /:3: /);
  assert.equal(status, 1);
});

test("it tells its version, and what is wrong with arguments", () => {
  assert.equal(
    run(["--version"]).stdout,
    `avatar-errors ${manifest.version}\n`,
  );
  const { status, stdout, stderr } = run(["no-such-command"]);
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /no-such-command/);
});

test(
  "a signal ends it while it reads",
  { skip: process.platform === "win32" },
  async () => {
    const child = spawn(process.execPath, [program, "classify"]);
    child.stdin.write('{"close_code":4001}\n');
    await once(child.stdout, "data");
    child.kill("SIGINT");
    const [, signal] = await once(child, "exit");
    assert.equal(signal, "SIGINT");
  },
);

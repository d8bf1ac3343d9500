import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(
  new URL("../../tests/soak/node.mjs", import.meta.url),
);

test("the soak program runs to its end", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    program,
    "4000",
  ]);
  assert.equal(stderr, "");
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(lines.pop(), { ok: true });
  assert.deepEqual(
    lines.map(({ done }) => done),
    Array.from({ length: 20 }, (_, at) => 200 * (at + 1)),
  );
  assert.ok(lines.every(({ rss_kb }) => rss_kb > 1000));
});

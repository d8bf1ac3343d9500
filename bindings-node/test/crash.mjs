// A script that ends its process with an error that nobody catches.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { root } from "./copy.mjs";

/** What Node prints of it. */
export async function crash(script) {
  const { code, stderr } = await promisify(execFile)(
    process.execPath,
    ["-e", script],
    { cwd: root },
  ).then(assert.fail, (ended) => ended);
  assert.equal(code, 1);
  return stderr;
}

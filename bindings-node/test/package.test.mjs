import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { root } from "./copy.mjs";

const installed = mkdtempSync(join(tmpdir(), "avatar-errors-"));
let tarball, packed;

before(() => {
  const packing = ["pack", "--json", "--pack-destination", installed];
  [packed] = JSON.parse(run("npm", packing, root));
  tarball = join(installed, packed.filename);
  writeFileSync(join(installed, "package.json"), '{"private":true}');
  run(
    "npm",
    ["install", "--offline", "--no-audit", "--no-fund", tarball],
    installed,
  );
});

after(() => rmSync(installed, { recursive: true, force: true }));

function run(command, args, cwd = installed) {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    throw new Error(
      `${command} ${args.join(" ")}\n${error.stdout}${error.stderr}`,
    );
  }
}

const node = (...args) => run(process.execPath, args);
const tool = (path, ...args) => node(join(root, "node_modules", path), ...args);

const print =
  "console.log(classify({ phase: 'websocket_runtime', closeCode: 4001 }).code)";

test("the tarball holds what is needed and no more", () => {
  const names = packed.files.map(({ path }) => path);
  for (const name of [
    "LICENSE",
    "README.md",
    "dist/index.cjs",
    "dist/index.mjs",
    "dist/index.d.cts",
    "dist/index.d.mts",
  ]) {
    assert.ok(names.includes(name), name);
  }
  for (const name of names)
    assert.match(name, /^(dist\/|LICENSE$|README\.md$|package\.json$)/);
  // How large it is where it ships, built anew, dist/native.py looks at.
  assert.ok(names.some((name) => name.endsWith(".node")));
});

test("it is required", () => {
  const script = `const { classify } = require('avatar-errors'); ${print}`;
  assert.equal(node("-e", script), "creditsExhausted\n");
});

test("it is imported", () => {
  const script = `import { classify } from 'avatar-errors'; ${print}`;
  assert.equal(node("--input-type=module", "-e", script), "creditsExhausted\n");
});

test("the types hold in both module systems, strictly", () => {
  for (const extension of ["mts", "cts"]) {
    cpSync(
      join(root, "test/types/usage.ts"),
      join(installed, `usage.${extension}`),
    );
  }
  const typeRoots = [
    "--typeRoots",
    join(root, "node_modules/@types"),
    "--types",
    "node",
  ];
  const strict = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
  ];
  const options = [...typeRoots, ...strict, "--target", "es2022"];
  for (const module of ["node16", "node20", "nodenext"]) {
    tool(
      "typescript/bin/tsc",
      ...options,
      "--module",
      module,
      "usage.mts",
      "usage.cts",
    );
  }
  const bundler = ["--module", "esnext", "--moduleResolution", "bundler"];
  tool("typescript/bin/tsc", ...options, ...bundler, "usage.mts");
});

test("publint and are-the-types-wrong find nothing", () => {
  assert.match(
    tool("publint/src/cli.js", "run", tarball, "--strict"),
    /All good!/,
  );
  tool("@arethetypeswrong/cli/dist/index.js", tarball);
});

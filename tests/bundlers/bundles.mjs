// Every bundler, as it comes, makes a bundle that a real browser loads and that classifies.

import assert from "node:assert/strict";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";

import { browserOf } from "../runtimes/driver.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const entry = join(here, "app.mjs");
const dist = join(here, "dist");

const bundlers = {
  Vite: (file) =>
    vite({
      root: here,
      logLevel: "error",
      build: {
        outDir: dist,
        emptyOutDir: false,
        rollupOptions: { input: entry, output: { entryFileNames: file } },
      },
    }),
  webpack: (file) =>
    new Promise((resolve, reject) =>
      webpack(
        {
          mode: "production",
          context: here,
          entry,
          performance: { hints: false },
          output: { path: dist, filename: file },
        },
        (error, stats) =>
          error || stats.hasErrors()
            ? reject(error ?? new Error(stats.toString()))
            : resolve(),
      ),
    ),
  esbuild: (file) =>
    esbuild.build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: "esm",
      outfile: join(dist, file),
    }),
  Rollup: async (file) => {
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ browser: true })],
    });
    await bundle.write({ file: join(dist, file), format: "es" });
  },
};

rmSync(dist, { recursive: true, force: true });
const expected = [
  '{"code":"sessionTokenExpired","phase":"websocket_connect","message":"Session token expired (websocket_connect, HTTP 401)","http_status":401,"server_detail":"Session token expired","recovery":"renewToken","retryable":false,"alert":false,"rule":"text.session_token_expired"}',
  "sessionTokenExpired: Session token expired (websocket_connect, HTTP 401); get a new session token, then connect again",
  "connectionFailed",
];
let loaded = 0;
for (const [name, bundle] of Object.entries(bundlers)) {
  const file = `${name}.js`;
  await bundle(file);
  const { page, close } = await browserOf("chromium", `/bundles/${file}`);
  try {
    assert.deepEqual(
      await page.evaluate(() => globalThis.answer),
      expected,
      name,
    );
  } finally {
    await close();
  }
  loaded += 1;
  console.log(`${name}: ${statSync(join(dist, file)).size} bytes`);
}
assert.equal(loaded, 4);
console.log(`${loaded} bundles loaded in Chromium and classify`);

// Failures as JSON lines on standard input, what workerd makes of them on standard output. It may not
// compile WebAssembly: the bundle imports the module.

import { spawn } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { answerAll } from "./ask.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = fileURLToPath(new URL("../../target/workerd/", import.meta.url));
await mkdir(folder, { recursive: true });
await build({
  entryPoints: [join(here, "worker.mjs")],
  outfile: join(folder, "worker.mjs"),
  bundle: true,
  format: "esm",
  conditions: ["workerd"],
  plugins: [
    {
      name: "module",
      setup: ({ onResolve }) =>
        onResolve({ filter: /\.wasm$/ }, () => ({
          path: "avatar-errors.wasm",
          external: true,
        })),
    },
  ],
});
await copyFile(
  join(here, "../../bindings-node/dist/avatar-errors.wasm"),
  join(folder, "avatar-errors.wasm"),
);

const port = await freePort();
await writeFile(
  join(folder, "config.capnp"),
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker", esModule = embed "worker.mjs"),
    (name = "avatar-errors.wasm", wasm = embed "avatar-errors.wasm"),
  ],
  compatibilityDate = "2026-01-01",
);
`,
);
const workerd = spawn(
  join(here, "node_modules/.bin/workerd"),
  ["serve", join(folder, "config.capnp")],
  { stdio: ["ignore", "ignore", "inherit"] },
);
try {
  const url = `http://127.0.0.1:${port}/`;
  await ready(url);
  await answerAll(async (body) => {
    const response = await fetch(url, { method: "POST", body });
    if (!response.ok) throw new Error(await response.text());
    return Buffer.from(await response.arrayBuffer());
  });
} finally {
  workerd.kill();
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function ready(url) {
  for (let left = 100; ; left -= 1) {
    try {
      return await fetch(url, { method: "POST", body: "" });
    } catch (error) {
      if (left === 0 || workerd.exitCode !== null) throw error;
      await new Promise((waited) => setTimeout(waited, 100));
    }
  }
}

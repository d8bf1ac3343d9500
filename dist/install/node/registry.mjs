import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { dist } from "./places.mjs";
import { install, node } from "./runtimes.mjs";

/** The packages that were built: file, manifest and the names of what is in them. */
export function packages() {
  const files = readdirSync(dist).filter((name) => name.endsWith(".tgz"));
  assert.ok(files.length > 1, `no packages in ${dist}: make dist-node`);
  return files.map((name) => {
    const file = join(dist, name);
    const tar = (...args) =>
      execFileSync("tar", [...args, file], { encoding: "utf8" });
    return {
      file,
      manifest: JSON.parse(
        execFileSync("tar", ["-xzOf", file, "package/package.json"]),
      ),
      files: tar("-tzf").trim().split("\n"),
    };
  });
}

/** A registry that holds these and knows no other. */
export async function startRegistry(packages) {
  // It uses an old client that fails on the newer Nodes that it asks for.
  const modules = install("registry", {
    dependencies: { verdaccio: "6" },
    overrides: { "node-fetch": "2.7.0" },
  });
  const folder = mkdtempSync(join(tmpdir(), "avatar-errors-registry-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const everybody = "{ access: $all, publish: $all, unpublish: $all }";
  writeFileSync(
    join(folder, "config.yaml"),
    `storage: ./storage\npackages: { "**": ${everybody} }\nlog: { type: stdout, level: error }\n`,
  );
  writeFileSync(
    join(folder, "npmrc"),
    `registry=${url}\n//127.0.0.1:${port}/:_authToken=anybody\n`,
  );
  const server = spawn(
    node(22),
    [
      join(modules, "verdaccio/bin/verdaccio"),
      "--config",
      join(folder, "config.yaml"),
      "--listen",
      `127.0.0.1:${port}`,
    ],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    },
  );
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    if (server.kill()) await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answers(`${url}-/ping`);
    for (const { file } of packages)
      execFileSync(
        "npm",
        [
          "publish",
          file,
          "--tag", // npm wants to be told where it is a candidate.
          "latest",
          "--silent",
          "--userconfig",
          join(folder, "npmrc"),
          "--provenance=false",
        ],
        { stdio: ["ignore", "ignore", "inherit"] },
      );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function answers(url) {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error("the registry does not start");
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

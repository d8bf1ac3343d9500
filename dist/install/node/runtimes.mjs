import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { equipment, here as hereAlone } from "./places.mjs";
import { emulator } from "./roots.mjs";

const { platform, arch } = process;
const system = platform === "win32" ? "win" : platform;
const NODES = [20, 22, 24, 26];
const BUN = { linux: "linux", darwin: "darwin", win32: "windows" };
const DENO = {
  linux: "linux-$-glibc",
  darwin: "darwin-$",
  win32: "win32-$",
};

/** The folder of modules with what a manifest names, installed once. */
export function install(name, manifest) {
  const folder = join(equipment, name);
  const file = join(folder, "package.json");
  const text = JSON.stringify({ private: true, ...manifest });
  const done = join(folder, "done");
  if (!existsSync(done) || readFileSync(done, "utf8") !== text) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    execFileSync(
      "npm",
      ["install", "--silent", "--force", "--no-audit", "--no-fund"],
      { cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    );
    writeFileSync(done, text);
  }
  return join(folder, "node_modules");
}

function fetched(name, alias) {
  return join(install(name, { dependencies: { runtime: alias } }), "runtime");
}

const program = (name) => (platform === "win32" ? `${name}.exe` : name);

/** A Node of this version: its own package's. */
export function node(major, machine = arch) {
  const of = fetched(
    `node-${major}-${machine}`,
    `npm:node-${system}-${machine}@${major}`,
  );
  return join(of, "bin", program("node"));
}

function bun() {
  const cpu = arch === "arm64" ? "aarch64" : arch;
  const of = fetched("bun", `npm:@oven/bun-${BUN[platform]}-${cpu}@1`);
  return join(of, "bin", program("bun"));
}

function deno() {
  const build = DENO[platform].replace("$", arch);
  return join(fetched("deno", `npm:@deno/${build}@2`), program("deno"));
}

/** The Node of the path comes first. */
export function runtimes(own) {
  const here = {
    name: `Node ${process.versions.node}`,
    kind: "node",
    binary: realpathSync(process.execPath),
  };
  if (own) return [here];
  const nodes = NODES.map((major) => {
    const binary = node(major);
    return { name: `Node ${version(binary)}`, kind: "node", binary };
  });
  const others = [
    { kind: "bun", binary: bun() },
    { kind: "deno", binary: deno() },
  ].map((one) => ({ ...one, name: `${one.kind} ${version(one.binary)}` }));
  return [here, ...nodes, ...others, ...emulated()];
}

function version(binary) {
  const said = execFileSync(binary, ["--version"], { encoding: "utf8" });
  return /\d+\.\d+\.\d+/.exec(said)[0];
}

/** On another machine, played by QEMU. */
function emulated() {
  if (hereAlone || platform !== "linux" || arch !== "x64") return [];
  return [
    {
      name: "Node 22 on aarch64, by QEMU",
      kind: "node",
      binary: realpathSync(process.execPath),
      cpu: "arm64",
      through: [...emulator(), node(22, "arm64")],
    },
  ];
}

import { execFileSync, spawnSync } from "node:child_process";
import {
  accessSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NPM = realpathSync(
  execFileSync("sh", ["-c", "command -v npm"], { encoding: "utf8" }).trim(),
);

/** A fresh folder of a stranger with nothing but a runtime, and npm where that is Node, on the PATH. */
export class Folder {
  #registry;
  #runtime;
  #programs;
  #env;

  constructor(registry, runtime) {
    this.#registry = registry;
    this.#runtime = runtime;
    this.root = mkdtempSync(join(tmpdir(), "avatar-errors-install-"));
    this.path = join(this.root, "project");
    this.#programs = join(this.root, "programs");
    mkdirSync(this.path);
    mkdirSync(this.#programs);
    this.write("package.json", '{ "private": true, "type": "module" }');
    symlinkSync(runtime.binary, join(this.#programs, runtime.kind));
    if (runtime.kind === "node") {
      symlinkSync(NPM, join(this.#programs, "npm"));
      const npx = NPM.replace("npm-cli", "npx-cli");
      symlinkSync(npx, join(this.#programs, "npx"));
      // With it npx starts what it has installed.
      symlinkSync("/bin/sh", join(this.#programs, "sh"));
    }
    this.#env = {
      PATH: this.#programs,
      HOME: this.root,
      NPM_CONFIG_REGISTRY: registry.url,
      BUN_CONFIG_REGISTRY: registry.url,
      DENO_DIR: join(this.root, "deno"),
      NO_COLOR: "1",
    };
  }

  close() {
    rmSync(this.root, { recursive: true, force: true });
  }

  get programs() {
    return readdirSync(this.#programs).sort();
  }

  write(name, text) {
    writeFileSync(join(this.path, name), text);
  }

  #modules(...below) {
    const folder = join(this.path, "node_modules", ...below);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  has(name) {
    // Deno has the packages of packages in a folder of its own.
    return [...this.#modules(), ...this.#modules(".deno")].some(
      (one) => one === name || one.startsWith(`${name}@`),
    );
  }

  /** What a program prints; what it says beside that is an error. */
  run(name, args, { input = "", ...env } = {}) {
    const { status, stdout, stderr } = spawnSync(
      join(this.#programs, name),
      args,
      {
        cwd: this.path,
        env: { ...this.#env, ...env },
        input,
        encoding: "utf8",
      },
    );
    if (status !== 0)
      throw new Error(
        `${name} ${args.join(" ")}: ${status}\n${stdout}${stderr}`,
      );
    return { stdout, stderr };
  }

  add(...args) {
    const { kind, cpu } = this.#runtime;
    const quiet = ["--no-audit", "--no-fund", "--no-update-notifier"];
    const machine = cpu ? [`--cpu=${cpu}`] : [];
    const [name, ...rest] = {
      node: ["npm", "install", ...quiet, ...machine],
      bun: ["bun", "add"],
      // By itself it takes nothing that is younger than a day.
      deno: ["deno", "add", "--quiet", "--minimum-dependency-age=0"],
    }[kind];
    const packages = kind === "deno" ? args.map((one) => `npm:${one}`) : args;
    return this.run(name, [...rest, ...packages]);
  }

  remove(name) {
    const { kind } = this.#runtime;
    if (kind === "node") this.run("npm", ["uninstall", name]);
    else this.run(kind, ["remove", name]);
  }

  /** What a script in this folder prints. */
  script(name, through = this.#runtime.through) {
    const { kind } = this.#runtime;
    const args = kind === "deno" ? ["run", "--allow-all", name] : [name];
    if (!through) return this.run(kind, args);
    const [program, ...rest] = through;
    const done = spawnSync(program, [...rest, ...args], {
      cwd: this.path,
      env: process.env,
      encoding: "utf8",
    });
    if (done.status !== 0) throw new Error(`${done.error ?? ""}${done.stderr}`);
    return done;
  }

  /** What is still there of packages. */
  left() {
    const names = [...this.#modules(), ...this.#modules(".deno")];
    const { dependencies = {} } = JSON.parse(
      readFileSync(join(this.path, "package.json"), "utf8"),
    );
    return [
      ...names.filter((name) => name.startsWith("avatar-errors")),
      ...Object.keys(dependencies),
    ];
  }
}

#!/usr/bin/env node
// The command line: the program that the package of this platform brings along.
import { spawnSync } from "node:child_process";

import { builds, WHAT_TO_DO } from "./builds.cjs";

const name =
  process.platform === "win32" ? "avatar-errors.exe" : "avatar-errors";

function find(): string | undefined {
  for (const build of builds) {
    try {
      return require.resolve(`avatar-errors-${build}/bin/${name}`);
    } catch {
      // Of two packages for one platform, one is installed.
    }
  }
  return undefined;
}

function run(program: string): void {
  const { status, signal, error } = spawnSync(program, process.argv.slice(2), {
    stdio: "inherit",
  });
  if (error) {
    console.error(`avatar-errors: ${error.message}`);
    process.exitCode = 1;
  } else if (signal) process.kill(process.pid, signal);
  else process.exitCode = status ?? 1;
}

const program = find();
if (program) run(program);
else {
  const names = builds.map((build) => `avatar-errors-${build}`).join(" or ");
  console.error(
    `avatar-errors: ${names ? `the package ${names} is not installed` : "there is no build for this platform"}.\n${WHAT_TO_DO}`,
  );
  process.exitCode = 1;
}

#!/usr/bin/env node
// `npx avatar-errors`, with the standard streams of this process.
import { native } from "./native.cjs";

try {
  const [, , ...rest] = process.argv;
  process.exitCode = native.commandLine(["avatar-errors", ...rest]);
} catch (error) {
  console.error(`avatar-errors: ${(error as Error).message}`);
  process.exitCode = 1;
}

#!/usr/bin/env node
// `npx avatar-errors`, with the standard streams of this process.
import { native } from "./native.cjs";

process.exitCode = native.commandLine([
  "avatar-errors",
  ...process.argv.slice(2),
]);

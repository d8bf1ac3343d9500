// Failures as JSON lines on standard input, errors as JSON lines on standard output.

import { once } from "node:events";
import process from "node:process";

import { chunks } from "./chunks.mjs";
import { errorsOf } from "./lines.mjs";

for await (const bytes of chunks()) {
  const errors = errorsOf(bytes);
  if (errors !== "" && !process.stdout.write(errors))
    await once(process.stdout, "drain");
}

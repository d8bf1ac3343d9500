// Failures as JSON lines on standard input, errors as JSON lines on standard output; a line
// that is no failure gives none. Every failure goes through both forms of the package.

import { once } from "node:events";

import { classify, classifyJSON } from "avatar-errors";

import { toFailure } from "./failure.mjs";

// Nobody reads these stacks.
Error.stackTraceLimit = 0;

const LINE_FEED = 0x0a;
const utf8 = new TextDecoder("utf-8", { fatal: true });

let rest = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
  const end = bytes.lastIndexOf(LINE_FEED) + 1;
  rest = bytes.subarray(end);
  await write(bytes.subarray(0, end));
}
await write(rest);

async function write(bytes) {
  let errors = "";
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    errors += errorLine(bytes.subarray(start, end));
    start = end + 1;
  }
  if (errors !== "" && !process.stdout.write(errors))
    await once(process.stdout, "drain");
}

function errorLine(bytes) {
  let failure, error;
  try {
    failure = JSON.parse(utf8.decode(bytes));
    error = JSON.stringify(classifyJSON(failure));
  } catch {
    return "";
  }
  const same = JSON.stringify(classify(toFailure(failure)));
  if (same !== error)
    throw new Error(`as a failure another error:\n${error}\n${same}`);
  return `${error}\n`;
}

// Failures as JSON lines, errors as JSON lines; a line that is no failure gives none. Every failure
// goes through both forms of the package. Runs wherever the package does.

import { classify, classifyJSON } from "avatar-errors";

import { toFailure } from "./failure.mjs";

// Nobody reads these stacks.
Error.stackTraceLimit = 0;

const LINE_FEED = 0x0a;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The errors of whole lines. */
export function errorsOf(bytes) {
  let errors = "";
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    errors += errorLine(bytes.subarray(start, end));
    start = end + 1;
  }
  return errors;
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

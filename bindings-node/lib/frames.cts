import { native } from "./native.cjs";
import { text } from "./peek.cjs";

const MOST_FRAMES = 100;
const LONGEST_FRAME = 1024;
const LONGEST_HEADER = 256;
/** As much of a stack as is looked at. */
const LONGEST = 65_536;

/** What stands before the message, such as `TypeError [ERR_INVALID_URL]: `. */
const BEFORE = /^(?:[\w$. ]+(?:\[\w+\])?: )?$/;
const END = /(?::\d{1,9}:\d{1,9}\)?|\((?:<anonymous>|native|index \d{1,9})\))$/;
/** One of a file, with a name before it that is nothing but a name. */
const PLAIN =
  /^ {4}at (?:[\w$.<>[\]#]+ ){0,8}\(?(?:file:|node:|\/|[A-Za-z]:[\\/]|<anonymous>)[^()]*\)?$/;

/** The frames of an error's stack, without its message: that may span lines and look like a frame. */
export function framesOf(thrown: object): string[] {
  const stack = text(thrown, "stack");
  const behind = behindHeader(stack, text(thrown, "message"));
  return behind === undefined
    ? last(stack.slice(-LONGEST)).filter((line) => PLAIN.test(line))
    : linesOf(behind.slice(0, LONGEST))
        .filter(isFrame)
        .slice(0, MOST_FRAMES)
        .map(clean)
        .filter(isFrame);
}

function behindHeader(stack: string, message: string): string | undefined {
  if (message === "") return undefined;
  const at = stack.slice(0, LONGEST_HEADER + message.length).indexOf(message);
  if (at < 0 || !BEFORE.test(stack.slice(0, at))) return undefined;
  const behind = stack.slice(at + message.length);
  return behind === "" || behind.startsWith("\n    at ") ? behind : undefined;
}

/** The frames at the end, no more than an engine writes. */
function last(stack: string): string[] {
  const lines = linesOf(stack);
  const limit = Math.min(Error.stackTraceLimit || 10, MOST_FRAMES);
  const text = lines.findLastIndex((line) => !isFrame(line));
  return lines
    .slice(text + 1)
    .slice(-limit)
    .map(clean)
    .filter(isFrame);
}

function linesOf(stack: string): string[] {
  return stack.split("\n").filter((line) => line.length <= LONGEST_FRAME);
}

function isFrame(line: string): boolean {
  return line.startsWith("    at ") && END.test(line.slice(-32));
}

function clean(line: string): string {
  return `    ${native.redacted(line.slice(4))}`;
}

import { isAvatarError } from "./brand.cjs";
import { framesOf } from "./frames.cjs";
import { native } from "./native.cjs";
import { isObject, members, peek, text } from "./peek.cjs";
import { hide } from "./properties.cjs";
import { quietly } from "./quiet.cjs";

/** As many links as are shown, in all. */
const MOST_LINKS = 32;
const MOST_NAMES = 256;
const LONGEST_NAME = 100;
/** As much of a text as is looked at: 1,024 characters of it are shown. */
const LONGEST_TEXT = 16_384;

/** What a stand-in stands for; anything else is itself. */
export let originalOf: (value: unknown) => unknown;

/**
 * Stands for what a library threw: its name, its text without secrets, its frames and its code.
 * Whatever else the original has, its request and with it the credentials, is not here.
 */
class Cause extends Error {
  readonly #original: object;

  static {
    originalOf = (value) =>
      isObject(value) && #original in value ? value.#original : value;
  }

  constructor(original: object, seen: Set<object>) {
    super(redacted(text(original, "message")) || undefined);
    this.#original = original;
    Object.defineProperty(this, "stack", STACK);
    const inner = standIn(peek(original, "cause") ?? beneath(original), seen);
    if (inner !== undefined) hide(this, "cause", inner);
    const gathered = members(peek(original, "errors"), MOST_LINKS);
    const errors = gathered.map((member) => standIn(member, seen));
    if (errors.length > 0)
      hide(
        this,
        "errors",
        errors.filter((member) => member !== undefined),
      );
    const code = text(original, "code");
    if (/^\w{1,64}$/.test(code) && redacted(code) === code)
      Object.assign(this, { code });
  }
}

/** Written when it is read: an engine writes a stack as late, and that costs more than all else. */
const STACK = {
  get(this: Error): string | undefined {
    const original = originalOf(this);
    if (original === this || !isObject(original)) return undefined;
    const stack = [Error.prototype.toString.call(this), ...framesOf(original)];
    const written = stack.join("\n");
    if (Object.isExtensible(this)) hide(this, "stack", written);
    return written;
  },
  set(this: Error, stack: unknown): void {
    hide(this, "stack", stack);
  },
  configurable: true,
};

/** What is shown of what a library threw; `undefined` of what was seen or is too much. */
export function causeOf(thrown: unknown): unknown {
  return quietly(() => standIn(thrown, new Set()));
}

function standIn(thrown: unknown, seen: Set<object>): unknown {
  if (typeof thrown === "string") return redacted(thrown);
  if (typeof thrown === "symbol") return redacted(String(thrown));
  if (!isObject(thrown) || isAvatarError(thrown)) return thrown;
  if (originalOf(thrown) !== thrown) return thrown;
  if (seen.has(thrown) || seen.size >= MOST_LINKS) return undefined;
  seen.add(thrown);
  return new (classOf(thrown))(thrown, seen);
}

/** Of an event. */
function beneath(original: object): unknown {
  const error = peek(original, "error");
  return isObject(error) ? error : undefined;
}

const classes = new Map<string, typeof Cause>();

/** The class of the stand-ins of a name: inspecting shows that of the class. */
function classOf(thrown: object): typeof Cause {
  const found = text(thrown, "name") || text(thrown, "constructor", "name");
  // An error that calls itself an object is shown without its text.
  const key = found === "Object" ? "Error" : found.slice(0, LONGEST_NAME);
  let made = classes.get(key);
  if (made === undefined) {
    const name = redacted(key).replace(/[^\w$.]/g, "_") || "Error";
    made = class extends Cause {};
    Object.defineProperty(made, "name", { value: name });
    hide(made.prototype, "name", name);
    if (classes.size >= MOST_NAMES) classes.clear();
    classes.set(key, made);
  }
  return made;
}

function redacted(words: string): string {
  return words === "" ? "" : native.redacted(words.slice(0, LONGEST_TEXT));
}

import type { AvatarError } from "./error.cjs";
import { isObject, peek } from "./peek.cjs";
import { quietly } from "./quiet.cjs";

/** A class of errors, whatever its constructor takes. */
export interface ErrorClass<E extends AvatarError = AvatarError> {
  readonly prototype: E;
  /** The class for phase `session_token`, where it extends the one that is asked for an error. */
  readonly sessionTokenError?: ErrorClass | undefined;
  /** The page where an SDK documents its codes. */
  readonly docPage?: string | undefined;
}

/** What the next error of a class holds, instead of what its constructor is told. */
export interface Making {
  readonly Class: unknown;
  readonly text: string;
  readonly options: unknown;
  made?: object;
}

let waiting: Making | undefined;

/** For the base of all constructors: what to make, where one of ours called them. */
export function taken(Class: unknown): Making | undefined {
  if (waiting?.Class !== Class) return undefined;
  const making = waiting;
  waiting = undefined;
  return making;
}

/**
 * An error of a class, without a stack: that is most of what an error costs, and the caller captures
 * the one that counts. A subclass's constructor is called without arguments, so that its fields are
 * there; where it throws, the error is there all the same.
 */
export function make(
  Class: Function,
  Base: Function,
  text: string,
  options: unknown,
): object {
  const making: Making = { Class, text, options };
  const outer = waiting;
  waiting = making;
  try {
    quietly(() => {
      try {
        Reflect.construct(Class, []);
      } catch {
        // It wants arguments.
      }
      if (making.made) return;
      // It threw before it called ours.
      waiting = making;
      Reflect.construct(Base, [], Class);
    });
  } finally {
    waiting = outer;
  }
  return making.made!;
}

/** Whether it is a class of errors of this copy of the package. */
export function isClassOf(Base: Function, value: unknown): value is Function {
  if (value === Base) return true;
  if (typeof value !== "function") return false;
  try {
    const prototype: unknown = value.prototype;
    return (
      isObject(prototype) &&
      Object.prototype.isPrototypeOf.call(Base.prototype, prototype)
    );
  } catch {
    return false;
  }
}

/** The class that was called, or its own for session tokens. */
export function classFor(
  called: unknown,
  Base: Function,
  phase: string,
): Function {
  const Class = isClassOf(Base, called) ? called : Base;
  if (phase !== "session_token") return Class;
  const token = peek(Class, "sessionTokenError");
  return isClassOf(Class, token) ? token : Class;
}

/** A compiled module. */
export type Module = object;

interface Memory {
  readonly buffer: ArrayBuffer;
}

// Node's types have no such thing, and the browsers' have too much besides.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => Module;
  Instance: new (module: Module) => { exports: object };
};

export function compiled(bytes: Uint8Array): Module {
  return new WebAssembly.Module(bytes);
}

/** What the module exports; the README of `bindings-wasm` is its contract. */
export interface Exports {
  readonly memory: Memory;
  input(length: number): number;
  output(): number;
  forget(object: number): void;
  classify(count: number, nowMs: number): number;
  classify_phase(): number;
  classify_json(nowMs: number): number;
  weigh(count: number): number;
  from_json(): number;
  given(count: number, nowMs: number): number;
  reclassified(): number;
  with_ids(): number;
  said(): number;
  log_fields(): number;
  problem(): number;
  catalog(): number;
  redacted(): number;
  policy(given: number, ...values: number[]): number;
  decide(policy: number, ...state: number[]): number;
  budget(given: number, capacity: number): number;
  budget_left(budget: number): number;
  budget_take(budget: number, cost: number): number;
  budget_refund(budget: number, cost: number): void;
  attempts(policy: number, budget: number): number;
  attempts_made(attempts: number): number;
  attempts_failed(attempts: number, elapsedMs: number, random: number): number;
  attempts_succeeded(attempts: number): void;
  attempts_cancelled(attempts: number): void;
  monitor(given: number, ...values: number[]): number;
  monitor_record(monitor: number, nowMs: number): number;
  monitor_check(monitor: number, nowMs: number): number;
}

/** A text, bytes, or a text that is not there. */
export type Part = string | Uint8Array | undefined;

/** No answer; what is less is a refusal, −2 less the length of its reason. */
const NONE = -1;
const ABSENT = 0xffff_ffff;

/** In units of UTF-16. */
const LONG = 65_536;

/** A unit of UTF-16 makes three bytes at most. */
function room(part: Part): number {
  return (typeof part === "string" ? 3 : 1) * (part?.length ?? 0);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** An instance that trapped: a defect of ours, or no memory left. */
class Trap extends Error {}

/** The instance of the module that answers; after a trap a new one. */
export class Instance {
  readonly #module: Module;
  #exports: Exports | undefined;
  #bytes = new Uint8Array();

  constructor(module: Module) {
    this.#module = module;
    this.exports; // So that what cannot be is known at once.
  }

  /** Another object after a trap. */
  get exports(): Exports {
    if (this.#exports === undefined) {
      const { exports } = new WebAssembly.Instance(this.#module);
      this.#exports = exports as Exports;
    }
    return this.#exports;
  }

  /** Calls the module; where it traps, what is asked of the next one instead. */
  guarded<T>(work: () => T, otherwise: () => T): T {
    try {
      return work();
    } catch (trap) {
      if (!(trap instanceof Trap)) throw trap;
      return otherwise();
    }
  }

  /** What the module answers; `null` for nothing. @throws where it refuses. */
  ask(
    parts: readonly Part[],
    question: (exports: Exports) => number,
  ): string | null {
    const [length, answer] = this.call(parts, (exports) => {
      const length = question(exports);
      const text = length < NONE ? NONE - 1 - length : length;
      return [length, length === NONE ? null : this.#read(exports, text)];
    });
    if (length < NONE) throw new Error(answer ?? "");
    return answer;
  }

  /** The same where there is always an answer. */
  answer(
    parts: readonly Part[],
    question: (exports: Exports) => number,
  ): string {
    return this.ask(parts, question) ?? "";
  }

  /** @throws Trap, and what trapped is gone. */
  call<T>(parts: readonly Part[], work: (exports: Exports) => T): T {
    const { exports } = this;
    try {
      this.#write(exports, parts);
      return work(exports);
    } catch (cause) {
      this.#exports = undefined;
      throw new Trap("the instance trapped", { cause });
    }
  }

  #write(exports: Exports, parts: readonly Part[]): void {
    if (parts.length === 0) return;
    // What is long is measured before: memory that was taken stays.
    parts = parts.map((part) =>
      typeof part === "string" && part.length > LONG
        ? encoder.encode(part)
        : part,
    );
    let most = 0;
    for (const part of parts) most += 4 + room(part);
    let at = exports.input(most) >>> 0;
    const bytes = this.#memory(exports);
    for (const part of parts) {
      let length = ABSENT;
      if (typeof part === "string")
        // No more of the memory: beyond 2 GB nothing is written.
        length = encoder.encodeInto(
          part,
          bytes.subarray(at + 4, at + 4 + room(part)),
        ).written;
      else if (part !== undefined) {
        bytes.set(part, at + 4);
        length = part.length;
      }
      bytes[at] = length;
      bytes[at + 1] = length >>> 8;
      bytes[at + 2] = length >>> 16;
      bytes[at + 3] = length >>> 24;
      at += 4 + (length === ABSENT ? 0 : length);
    }
  }

  #read(exports: Exports, length: number): string {
    const at = exports.output() >>> 0;
    return decoder.decode(this.#memory(exports).subarray(at, at + length));
  }

  #memory({ memory }: Exports): Uint8Array {
    if (this.#bytes.buffer !== memory.buffer)
      this.#bytes = new Uint8Array(memory.buffer);
    return this.#bytes;
  }
}

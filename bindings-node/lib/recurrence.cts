import { textOf, type AvatarError } from "./error.cjs";
import { native, type NativeEvent, type NativeMonitor } from "./native.cjs";
import { refusing } from "./refusing.cjs";

export interface RecurrenceOptions {
  /** How many make an alert, 1–100; default 5. */
  threshold?: number | undefined;
  /** The sliding window in which they count; default five minutes. */
  windowMs?: number | undefined;
  /** How long after an alert there is none of the same failure; default a quarter of an hour. */
  coolDownMs?: number | undefined;
  /** Gives milliseconds; default Unix time that nobody can set back or forth. */
  clock?: (() => number) | undefined;
}

/** Something to tell whoever watches. */
export class RecurrenceEvent {
  /** `fired`: alert; `cleared`: not seen for a whole window. */
  readonly event: "fired" | "cleared";
  /** Code, phase and detail of the failure. */
  readonly fingerprint: readonly [code: string, phase: string, detail: string];
  /** Of `fired` how often it was seen in the window, of `cleared` how often since it fired. */
  readonly count: number;
  /** When, on the monitor's clock. */
  readonly atMs: number;

  constructor({ event, fingerprint, count, atMs }: NativeEvent) {
    this.event = event;
    this.fingerprint = fingerprint;
    this.count = count;
    this.atMs = atMs;
  }

  /** `JSON.stringify(event)` is the same bytes in every language. */
  toJSON() {
    const { event, fingerprint, count, atMs } = this;
    return { event, fingerprint: [...fingerprint], count, at_ms: atMs };
  }
}

/**
 * Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has
 * cleared. Counts `upstreamError`, `serverError` and `protocolError` by their fingerprint, in
 * bounded memory.
 *
 * @example
 * const monitor = new RecurrenceMonitor();
 * for (const { event, fingerprint } of monitor.record(error)) page(event, fingerprint);
 */
export class RecurrenceMonitor {
  readonly #native: NativeMonitor;
  readonly #clock: (() => number) | undefined;

  /** @throws {RangeError} where a value cannot be. */
  constructor({ clock, ...policy }: RecurrenceOptions = {}) {
    this.#native = refusing(() => new native.RecurrenceMonitor(policy));
    this.#clock = clock;
  }

  /** Counts a failure; gives what there is to tell, of other failures too. Never throws. */
  record(error: AvatarError): RecurrenceEvent[] {
    const text = textOf(error);
    return text === undefined
      ? []
      : this.#told((now) => this.#native.record(text, now));
  }

  /**
   * What there is to tell now. Call it every now and then: nothing else notices that a failure
   * has stopped.
   */
  check(): RecurrenceEvent[] {
    return this.#told((now) => this.#native.check(now));
  }

  #told(ask: (now: number | undefined) => NativeEvent[]): RecurrenceEvent[] {
    try {
      return ask(this.#clock?.()).map((event) => new RecurrenceEvent(event));
    } catch {
      return []; // Who counts is in the middle of handling a failure.
    }
  }
}

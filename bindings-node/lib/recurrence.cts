import type { AvatarError } from "./error.cjs";
import { native } from "./native.cjs";
import { refusing } from "./retry-policy.cjs";

export interface RecurrenceOptions {
  /** How many make an alert, 1–100; default 5. */
  threshold?: number | undefined;
  /** The sliding window in which they count; default five minutes. */
  windowMs?: number | undefined;
  /** How long after an alert there is none of the same failure; default a quarter of an hour. */
  coolDownMs?: number | undefined;
  /** Gives milliseconds; default the system clock. */
  clock?: (() => number) | undefined;
}

interface EventJSON {
  event: "fired" | "cleared";
  fingerprint: [code: string, phase: string, detail: string];
  count: number;
  at_ms: number;
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

  constructor(json: EventJSON) {
    this.event = json.event;
    this.fingerprint = json.fingerprint;
    this.count = json.count;
    this.atMs = json.at_ms;
  }

  /** `JSON.stringify(event)` is the same bytes in every language. */
  toJSON(): EventJSON {
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
  #state: string;
  readonly #clock: () => number;

  /** @throws {RangeError} where a value cannot be. */
  constructor(options: RecurrenceOptions = {}) {
    const { threshold, windowMs, coolDownMs, clock = Date.now } = options;
    const policy = JSON.stringify({
      threshold,
      window_ms: windowMs,
      cool_down_ms: coolDownMs,
    });
    this.#state = refusing(() => native.recurrenceMonitor(policy));
    this.#clock = clock;
  }

  /** Counts a failure; gives what there is to tell, of other failures too. Never throws. */
  record(error: AvatarError): RecurrenceEvent[] {
    return this.#recur(JSON.stringify(error));
  }

  /**
   * What there is to tell now. Call it every now and then: nothing else notices that a failure
   * has stopped.
   */
  check(): RecurrenceEvent[] {
    return this.#recur("");
  }

  #recur(error: string): RecurrenceEvent[] {
    try {
      const answer = native.recur(this.#state, error, this.#clock());
      // The state is last, so that it need not be read.
      const key = ',"monitor":';
      const end = answer.indexOf(key);
      const { events } = JSON.parse(`${answer.slice(0, end)}}`) as {
        events: EventJSON[];
      };
      this.#state = answer.slice(end + key.length, -1);
      return events.map((event) => new RecurrenceEvent(event));
    } catch {
      return []; // Who counts is in the middle of handling a failure.
    }
  }
}

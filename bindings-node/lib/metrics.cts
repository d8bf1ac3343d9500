import { catalog } from "./catalog.cjs";
import { AvatarError } from "./error.cjs";

/** What a counter's labels hold: listed words alone, never an ID or free text. */
export type Labels = {
  /** A code, or `other` for one that this version does not list; likewise the next two. */
  code: string;
  phase: string;
  recovery: string;
  /** `true` or `false`. */
  alert: string;
};

/** Counts failures of a whole fleet; neither method throws, and each can be passed on alone. */
export interface FleetCounter {
  /** A failure, once, where no further try follows. Anything but an `AvatarError` is left out. */
  readonly count: (error: unknown) => void;
  /** A try that is made again after this error; fits `onRetry`. */
  readonly countRetry: (error: unknown) => void;
}

/** What is used of `prom-client`. */
export interface PrometheusClient {
  readonly Counter: new (configuration: {
    name: string;
    help: string;
    labelNames: (keyof Labels)[];
    registers: any[];
  }) => { inc(labels: Labels): void };
  readonly register: Registry;
}

/** A registry of `prom-client`. */
export interface Registry {
  registerMetric(metric: any): void;
}

/** What is used of a meter of `@opentelemetry/api`. */
export interface Meter {
  createCounter(
    name: string,
    options: { description: string },
  ): { add(value: number, attributes: Labels): void };
}

type Add = (labels: Labels) => void;

// OpenTelemetry's exporters append `_total`, and prom-client wants it said: the names are the same.
const FAILURES = ["avatar_errors", "Failures of the avatar service."] as const;
const RETRIES = [
  "avatar_errors_retries",
  "Tries made again after a failure of the avatar service.",
] as const;

/**
 * Counts with `prom-client`, once for each registry; without one in the default.
 *
 * @throws {Error} that of `prom-client`, where the registry has the counters already.
 */
export class PrometheusCounter implements FleetCounter {
  readonly count;
  readonly countRetry;

  constructor(client: PrometheusClient, registry: Registry = client.register) {
    const make = ([name, help]: readonly [string, string]): Add => {
      const counter = new client.Counter({
        name: `${name}_total`,
        help,
        labelNames: ["code", "phase", "recovery", "alert"],
        registers: [registry],
      });
      return (labels) => counter.inc(labels);
    };
    this.count = counting(make(FAILURES));
    this.countRetry = counting(make(RETRIES));
  }
}

/** Counts with OpenTelemetry's API. */
export class OpenTelemetryCounter implements FleetCounter {
  readonly count;
  readonly countRetry;

  constructor(meter: Meter) {
    const make = ([name, description]: readonly [string, string]): Add => {
      const counter = meter.createCounter(name, { description });
      return (labels) => counter.add(1, labels);
    };
    this.count = counting(make(FAILURES));
    this.countRetry = counting(make(RETRIES));
  }
}

function counting(add: Add): (error: unknown) => void {
  const { codes, phases, recoveries } = catalog();
  const known = {
    code: new Set<string>(codes.map(({ code }) => code)),
    phase: new Set<string>(phases),
    recovery: new Set<string>(recoveries),
  };
  const listed = (label: keyof typeof known, word: string) =>
    known[label].has(word) ? word : "other";
  return (error) => {
    // Who counts is in the middle of handling a failure.
    try {
      if (!AvatarError.is(error)) return;
      add({
        code: listed("code", error.code),
        phase: listed("phase", error.phase),
        recovery: listed("recovery", error.recovery),
        alert: error.alert ? "true" : "false",
      });
    } catch {}
  };
}

import type { Severity } from "./generated/words.cjs";
import type { RecurrenceOptions } from "./recurrence.cjs";
import type { RetryPolicyOptions } from "./retry-policy.cjs";

/** What crosses of a failure: so many texts in one, and bytes beside them; `null` where a text holds the separator. */
export type Ask<T> = (
  texts: string,
  count: number,
  bytes: Uint8Array[] | undefined,
) => T | null;

/** `error` is always the text that an error holds. */
interface Native {
  classify: Ask<string>;
  weigh: Ask<number>;
  classifyJSON(failure: string): string;
  fromJSON(json: string): string;
  redacted(text: string): string;
  given(
    code: string,
    message: string,
    rawBody: string,
    ...facts: Parameters<Ask<string>>
  ): string | null;
  /** `null` where it stays as it is. */
  reclassified(error: string): string | null;
  /** An ID that is not given stays, a blank one goes. */
  withIds(
    error: string,
    connectionId: string | undefined,
    reqId: string | undefined,
  ): string;
  /** A blank page is the core's own. */
  said(error: string, page: string): Said;
  logFields(error: string): string;
  problem(error: string, page: string): string;
  catalog(): string;
  /** The exit status. */
  commandLine(args: string[]): number;
  RetryPolicy: new (options: RetryPolicyOptions) => NativePolicy;
  RetryBudget: new (capacity: number | undefined) => NativeBudget;
  Attempts: new (policy: NativePolicy, budget: NativeBudget) => NativeAttempts;
  RecurrenceMonitor: new (
    options: Omit<RecurrenceOptions, "clock">,
  ) => NativeMonitor;
}

/** What the core says of an error besides its fields. */
export interface Said {
  readonly line: string;
  readonly fingerprint: readonly [code: string, phase: string, detail: string];
  readonly severity: Severity;
  readonly userMessage: string;
  readonly operatorHint: string;
  readonly docUrl: string;
}

export interface NativeDecision {
  retry: boolean;
  waitMs: number;
  newToken: boolean;
  newSession: boolean;
  cost: number;
  reason: string;
}

export interface NativePolicy {
  decide(
    error: string,
    attempt: number,
    elapsedMs: number,
    renewals: number,
    random: number,
    budget: number,
  ): NativeDecision;
}

export interface NativeBudget {
  readonly left: number;
  take(cost: number): boolean;
  refund(cost: number): void;
}

interface NativeAttempts {
  readonly made: number;
  failed(error: string): NativeDecision;
  succeeded(): void;
  cancelled(): void;
}

export interface NativeEvent {
  event: "fired" | "cleared";
  fingerprint: [code: string, phase: string, detail: string];
  count: number;
  atMs: number;
}

export interface NativeMonitor {
  record(error: string, nowMs: number | undefined): NativeEvent[];
  check(nowMs: number | undefined): NativeEvent[];
}

/** Per platform, in the order to try: the wrong libc fails at once, so it needs no detection. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux-x64-gnu", "linux-x64-musl"],
  "linux-arm64": ["linux-arm64-gnu", "linux-arm64-musl"],
  "darwin-x64": ["darwin-x64"],
  "darwin-arm64": ["darwin-arm64"],
  "win32-x64": ["win32-x64-msvc"],
  "win32-arm64": ["win32-arm64-msvc"],
};

function load(): Native {
  const builds = BUILDS[`${process.platform}-${process.arch}`] ?? [];
  const tried: { place: string; reason: unknown }[] = [];
  for (const build of builds) {
    const file = `./avatar-errors.${build}.node`;
    for (const place of [file, `avatar-errors-${build}`]) {
      try {
        return require(place);
      } catch (reason) {
        tried.push({ place, reason });
      }
    }
  }
  throw explain(tried);
}

function explain(tried: { place: string; reason: unknown }[]): Error {
  const { join } = require("node:path") as typeof import("node:path");
  let cause: unknown;
  const lines = tried.map(({ place, reason }) => {
    const name = place.startsWith(".")
      ? join(__dirname, place)
      : `package ${place}`;
    if ((reason as NodeJS.ErrnoException)?.code === "MODULE_NOT_FOUND")
      return `  ${name}: not found`;
    cause ??= reason;
    return `  ${name}: ${String((reason as Error)?.message ?? reason).split("\n", 1)[0]}`;
  });
  const looked =
    lines.length > 0
      ? ["Looked for:", ...lines]
      : ["There is no build for this platform."];
  return new Error(
    [
      `avatar-errors: no native library could be loaded for ${platform()}.`,
      ...looked,
      "What to do: install again with optional dependencies (no --omit=optional), on this platform;",
      "a lock file or node_modules folder from another platform lacks the package. To build the",
      "library from source, run `npm install && npm run build` in bindings-node.",
    ].join("\n"),
    { cause },
  );
}

function platform(): string {
  const name = `${process.platform}-${process.arch}`;
  if (process.platform !== "linux") return name;
  const { header } = process.report.getReport() as {
    header: { glibcVersionRuntime?: string };
  };
  const glibc = header.glibcVersionRuntime;
  return `${name} (${glibc ? `glibc ${glibc}` : "musl"})`;
}

export const native = load();

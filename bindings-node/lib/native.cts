import { load } from "./load.cjs";
import type { Severity } from "./generated/words.cjs";
import type { RecurrenceOptions } from "./recurrence.cjs";
import type { RetryPolicyOptions } from "./retry-policy.cjs";

/** What crosses of a failure: so many texts in one, and bytes beside them; `null` where a text holds the separator. */
export type Ask<T> = (
  texts: string,
  count: number,
  bytes: Uint8Array[] | undefined,
) => T | null;

/** What the core answers, as a native add-on or as WebAssembly; `error` is always the text that an error holds. */
export interface Native {
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

export interface NativeAttempts {
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

export const native: Native = load();

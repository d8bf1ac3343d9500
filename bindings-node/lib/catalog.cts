import { native } from "./native.cjs";
import type {
  KnownErrorCode,
  KnownPhase,
  KnownRecovery,
} from "./generated/words.cjs";

/** What is known of a code. */
export interface CodeInfo {
  readonly code: KnownErrorCode;
  /** Whether it is one of the 19 documented ones. */
  readonly documented: boolean;
  readonly meaning: string;
  /** What to do about it. */
  readonly action: string;
  /** What to tell an end user. */
  readonly user_message: string;
  /** The HTTP status with which a backend passes it on. */
  readonly problem_status: number;
  /** Unless the facts of the failure say otherwise. */
  readonly recovery: KnownRecovery;
  /** Whether to alert when it recurs. */
  readonly alert: boolean;
  /** Facts that change the recovery. */
  readonly exceptions: readonly {
    readonly recovery: KnownRecovery;
    readonly condition: string;
    readonly why: string;
  }[];
}

/** A rule of the classification. */
export interface RuleInfo {
  /** As an error's `rule` gives it. */
  readonly name: string;
  readonly code: KnownErrorCode;
  readonly why: string;
}

export interface Catalog {
  readonly codes: readonly CodeInfo[];
  readonly phases: readonly KnownPhase[];
  readonly recoveries: readonly KnownRecovery[];
  /** In the order in which they are tried. */
  readonly rules: readonly RuleInfo[];
}

/** Everything that this version knows of codes and rules. */
export function catalog(): Catalog {
  return JSON.parse(native.catalog());
}

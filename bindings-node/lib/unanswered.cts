import type { AvatarError } from "./error.cjs";
import type { LogFields } from "./log.cjs";
import { native } from "./native.cjs";
import type { Problem } from "./problem.cjs";

/** What operators and end users read. */
export interface Surface {
  user_message: string;
  operator_hint: string;
  doc_url: string;
}

/** Asks the core; after a defect of ours the least there is: who asks is handling a failure. */
export function asked<T>(
  question: "logFields" | "problem" | "surface",
  error: AvatarError,
  least: (error: AvatarError) => T,
): T {
  try {
    return JSON.parse(native[question](JSON.stringify(error)));
  } catch {
    return least(error);
  }
}

export function leastFields(error: AvatarError): LogFields {
  const { code, phase, recovery, retryable, alert, rule, message } = error;
  return {
    ...{ code, phase, recovery, retryable, alert, rule, severity: "ERROR" },
    "error.type": code,
    "exception.message": message,
  };
}

export function leastProblem({ code, phase, retryable }: AvatarError): Problem {
  const { user_message: detail } = leastSurface();
  const nothing = { type: "about:blank", title: "Internal Server Error" };
  return { ...nothing, status: 500, detail, code, phase, retryable };
}

export function leastSurface(): Surface {
  return {
    user_message: "Something went wrong.",
    operator_hint: "",
    doc_url: "",
  };
}

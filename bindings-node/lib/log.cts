import type { AvatarErrorJSON } from "./generated/fields.cjs";
import type { Severity } from "./generated/words.cjs";

/** What to log of an error. */
export interface LogFields extends Omit<AvatarErrorJSON, "message"> {
  severity: Severity;
  "error.type": string;
  "exception.message": string;
  "http.response.status_code"?: number;
}

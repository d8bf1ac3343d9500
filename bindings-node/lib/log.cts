import type { AvatarErrorJSON } from "./answer.cjs";

/** What to log of an error. */
export interface LogFields extends Omit<AvatarErrorJSON, "message"> {
  severity: "WARN" | "ERROR";
  "error.type": string;
  "exception.message": string;
  "http.response.status_code"?: number;
}

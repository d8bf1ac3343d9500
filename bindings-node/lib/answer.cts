import { native } from "./native.cjs";
import type { ErrorCode, Phase, Recovery } from "./words.cjs";

/** The canonical JSON of an error, the same in every language. */
export interface AvatarErrorJSON {
  code: ErrorCode;
  phase: Phase;
  message: string;
  http_status?: number;
  server_code?: string;
  server_title?: string;
  server_detail?: string;
  connection_id?: string;
  req_id?: string;
  close_code?: number;
  close_reason?: string;
  recovery: Recovery;
  retryable: boolean;
  alert: boolean;
  retry_after_ms?: number;
  rule: string;
}

/** How each field is read from its line, in the order of the lines and of the JSON. */
const READ = {
  code: String,
  phase: String,
  message: String,
  http_status: Number,
  server_code: String,
  server_title: String,
  server_detail: String,
  connection_id: String,
  req_id: String,
  close_code: Number,
  close_reason: String,
  recovery: String,
  retryable: isTrue,
  alert: isTrue,
  retry_after_ms: Number,
  rule: String,
} satisfies Record<keyof AvatarErrorJSON, (line: string) => unknown>;

export const KEYS = Object.keys(READ) as (keyof AvatarErrorJSON)[];

function isTrue(line: string): boolean {
  return line === "true";
}

/** What the core answered; most of it stays unread until somebody looks. */
export class Answer {
  #lines: string;
  #fields: AvatarErrorJSON | undefined;

  private constructor(
    readonly code: ErrorCode,
    readonly phase: Phase,
    readonly message: string,
    lines: string,
    fields?: AvatarErrorJSON,
  ) {
    this.#lines = lines;
    this.#fields = fields;
  }

  /** From what the native half writes: a line for each field, then the raw body. */
  static fromLines(lines: string): Answer {
    const code = lines.indexOf("\n");
    const phase = lines.indexOf("\n", code + 1);
    const message = lines.indexOf("\n", phase + 1);
    return new Answer(
      lines.slice(0, code),
      lines.slice(code + 1, phase),
      lines.slice(phase + 1, message),
      lines,
    );
  }

  /** From JSON as another process wrote it; throws where it is not that of an error. */
  static fromJSON(text: string): Answer {
    const fields = JSON.parse(native.canonical(text)) as AvatarErrorJSON;
    return new Answer(fields.code, fields.phase, fields.message, "", fields);
  }

  read(key: keyof AvatarErrorJSON): unknown {
    return key === "code" || key === "phase" ? this[key] : this.fields[key];
  }

  get fields(): AvatarErrorJSON {
    return (this.#fields ??= this.#readFields());
  }

  get rawBody(): string | undefined {
    const lines = this.#lines.split("\n");
    return lines.length > KEYS.length
      ? lines.slice(KEYS.length).join("\n")
      : undefined;
  }

  #readFields(): AvatarErrorJSON {
    const lines = this.#lines.split("\n", KEYS.length);
    const fields = KEYS.flatMap((key, index) => {
      const line = lines[index];
      return line ? [[key, READ[key](line)]] : [];
    });
    return Object.fromEntries(fields) as AvatarErrorJSON;
  }
}

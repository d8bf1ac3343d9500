import type { Phase } from "./words.cjs";

export type Bytes = Uint8Array | ArrayBuffer | DataView;

/** Response headers as clients give them: an object, `Headers`, a `Map`, or pairs. */
export type HeadersLike =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string | readonly string[]]>;

/**
 * The raw facts of what happened. All are optional; a value of the wrong type, out of
 * range or blank counts as not given.
 */
export interface Facts {
  phase?: Phase | undefined;
  /** 100–599. */
  httpStatus?: number | undefined;
  headers?: HeadersLike | undefined;
  /** The response body as received. */
  body?: string | Bytes | undefined;
  /** The server's own code, title and detail, where they are parsed already. */
  serverCode?: string | number | undefined;
  serverTitle?: string | undefined;
  serverDetail?: string | undefined;
  /** A binary WebSocket frame as received. */
  frame?: Bytes | undefined;
  /** Of a close frame *received*: never 1006 or 1015, which nobody sends. */
  closeCode?: number | undefined;
  closeReason?: string | undefined;
  transport?:
    | "dns"
    | "refused"
    | "unreachable"
    | "reset"
    | "tls"
    | "timeout"
    | "other"
    | undefined;
  /** A violation seen locally. */
  protocol?:
    | "undecodable"
    | "unexpected_message"
    | "text_frame"
    | "missing_payload"
    | "missing_connection_id"
    | "missing_token"
    | "other"
    | undefined;
  /** A parameter refused locally, before any request. */
  invalidArgument?: string | undefined;
  /** The native exception's own text. */
  message?: string | undefined;
  connectionId?: string | undefined;
  reqId?: string | undefined;
  /** Unix time for reading `Retry-After` dates; the system clock where not given. */
  nowMs?: number | undefined;
}

/** A failure in the JSON form that all languages share. */
export interface FailureJSON {
  phase?: Phase;
  http_status?: number;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  body?: string;
  /** In standard base64 with padding, for a body that is not text. */
  body_base64?: string;
  server_code?: string | number;
  server_title?: string;
  server_detail?: string;
  frame_base64?: string;
  close_code?: number;
  close_reason?: string;
  transport?: string;
  protocol?: string;
  invalid_argument?: string;
  message?: string;
  connection_id?: string;
  req_id?: string;
  now_ms?: number;
}

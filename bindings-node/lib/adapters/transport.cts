import type { Transport } from "../generated/words.cjs";
import { peek, text } from "../peek.cjs";

const WORDS: Readonly<Record<string, Transport>> = {
  ENOTFOUND: "dns",
  ENODATA: "dns",
  ESERVFAIL: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "timeout",
  ETIMEOUT: "timeout",
  ESOCKETTIMEDOUT: "timeout",
  ERR_SOCKET_CONNECTION_TIMEOUT: "timeout",
  ERR_TLS_HANDSHAKE_TIMEOUT: "timeout",
  // What OpenSSL refuses before it looks at a certificate.
  EPROTO: "tls",
  HOSTNAME_MISMATCH: "tls",
  INVALID_CA: "tls",
  INVALID_PURPOSE: "tls",
  PATH_LENGTH_EXCEEDED: "tls",
  ERR_STREAM_PREMATURE_CLOSE: "other",
  ERR_SOCKET_CLOSED: "other",
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: "other",
};

/** Node gives these names to the end of a stream too, but then no system call failed. */
const RESETS = new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOTCONN",
  "ESHUTDOWN",
]);

const PREFIXES: readonly (readonly [prefix: string, word: Transport])[] = [
  ["EAI_", "dns"],
  ["ERR_TLS_", "tls"],
  ["ERR_SSL_", "tls"],
  // The names that OpenSSL has for what is wrong with a certificate.
  ["CERT_", "tls"],
  ["CRL_", "tls"],
  ["ERROR_IN_C", "tls"],
  ["UNABLE_TO_", "tls"],
  ["SELF_SIGNED_", "tls"],
  ["DEPTH_ZERO_", "tls"],
  // An answer that the HTTP parser cannot read.
  ["HPE_", "other"],
  ["ERR_HTTP2_", "other"],
];

/** What broke, by the code of an error of Node itself. */
export function transportOf(link: object): Transport | undefined {
  if (isTimeout(link)) return "timeout";
  const code = text(link, "code");
  if (code === "") return undefined;
  if (Object.hasOwn(WORDS, code)) return WORDS[code];
  const syscall = text(link, "syscall");
  if (RESETS.has(code)) return syscall === "" ? "other" : "reset";
  const known = PREFIXES.find(([prefix]) => code.startsWith(prefix));
  if (known) return known[1];
  // Too many open files, a firewall's refusal and the like.
  return syscall === "connect" ? "other" : undefined;
}

/** As `AbortSignal.timeout` and got name it; Node's own code for it is in the table. */
export function isTimeout(link: unknown): boolean {
  return peek(link, "name") === "TimeoutError";
}

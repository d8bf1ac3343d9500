// What the libraries' errors say, as facts.

const TRANSPORT = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  // What OpenSSL refuses before it looks at a certificate.
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

/** A session is over; the facts are what `classify` takes. */
export class Failed extends Error {
  constructor(facts) {
    super('failed');
    this.facts = facts;
  }
}

/** The word for a broken transport, by types and codes in the chain of causes. */
export function transport(error) {
  for (let next = error; next; next = next.cause) {
    if (next.name === 'TimeoutError') return 'timeout';
    if (/^(CERT_|ERR_SSL_|ERR_TLS_)/.test(next.code)) return 'tls';
    // Node calls the end of a stream ECONNRESET too, but then no system call failed.
    if (next.code === 'ECONNRESET' && !next.syscall) return 'other';
    if (Object.hasOwn(TRANSPORT, next.code)) return TRANSPORT[next.code];
  }
  return 'other';
}

/** An upgrade that failed without an HTTP answer. */
export function upgrade(error) {
  // Of the errors of ws itself none has a code while it connects: the answer was no good.
  return error.code === undefined ? { protocol: 'other' } : { transport: transport(error) };
}

/**
 * A WebSocket that is no longer open: `error` is what ws found wrong, `broken` is what broke
 * the socket beneath.
 */
export function closed({ code, reason, error, broken }) {
  if (error?.code?.startsWith('WS_ERR_')) return { protocol: 'other' };
  if (code === 1006) return { transport: transport(broken) };
  return { closeCode: code, closeReason: reason };
}

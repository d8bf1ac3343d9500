// The classifier that an SDK would write for itself, in plain JavaScript: the same
// facts, the same fields, the common cases of every rule. The peer of the benchmark.

const NAMES =
  "session[_-]?key|session_?token|x-session-key|x-api-key|api[_-]?key|api_secret_key|api_secret|" +
  "api_token|client_secret|secret|token|authorization|password|set-cookie|cookie";
const NAMED = new RegExp(
  `((?:${NAMES})["']?\\s*(?::=|=>|[:=]|%3A|%3D)\\s*)("[^"]*"|'[^']*'|bearer\\s+[^\\s,;&"']+|[^\\s,;&"'<>()[\\]{}|\\\\]+)`,
  "gi",
);
const BEARER = /\b(bearer\s+)(?!\[redacted\])[^\s,;&"']+/gi;
const JWT = /eyJ[\w-]*(?:\.[\w-]*)+/g;
const USERINFO = /\/\/[^\s/?#"']*:[^\s/?#"']*@/g;
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+/gu;

const APPLICATION = {
  4001: "creditsExhausted",
  4002: "sessionDurationExceeded",
  4003: "concurrencyLimit",
  4010: "sessionTokenInvalid",
  4503: "upstreamError",
};

const CODES = new Map(
  [
    "sessionTokenExpired",
    "sessionTokenInvalid",
    "appIDUnrecognized",
    "appIDMismatch",
    "avatarNotFound",
    "billingRequired",
    "creditsExhausted",
    "sessionDurationExceeded",
    "unsupportedSampleRate",
    "invalidEgressConfig",
    "egressUnavailable",
    "idleTimeout",
    "upstreamError",
    "protocolError",
    "connectionFailed",
    "connectionClosed",
    "serverError",
    "invalidRequest",
    "concurrencyLimit",
  ].map((code) => [code.toLowerCase(), code]),
);

const PHRASES = [
  ["credits exhausted", "creditsExhausted"],
  ["session time limit reached", "sessionDurationExceeded"],
  ["maximum session duration", "sessionDurationExceeded"],
  ["session denied", "billingRequired"],
  ["invalid session token", "sessionTokenInvalid"],
  ["empty token", "sessionTokenInvalid"],
  ["token is expired", "sessionTokenExpired"],
  ["session token expired", "sessionTokenExpired"],
  ["app id mismatch", "appIDMismatch"],
  ["appidunrecognized", "appIDUnrecognized"],
  ["app id unrecognized", "appIDUnrecognized"],
  ["avatar not found", "avatarNotFound"],
  ["unsupported sample rate", "unsupportedSampleRate"],
  ["livekit silence timeout", "idleTimeout"],
  ["no audio input for", "idleTimeout"],
  ["egress configuration is invalid", "invalidEgressConfig"],
  ["missing livekit credentials", "invalidEgressConfig"],
  ["provide api_token or both api_key and api_secret", "invalidEgressConfig"],
  ["egress client is not configured on server", "egressUnavailable"],
  ["failed to create egress connection", "egressUnavailable"],
  ["driven server returned non-200 status code", "upstreamError"],
  ["driven server request failed", "upstreamError"],
  ["livekit_egress", "invalidEgressConfig"],
  ["agora_egress", "invalidEgressConfig"],
  ["expected clientconfiguresession message", "protocolError"],
  ["clientconfiguresession message is nil", "protocolError"],
  ["unexpected message type", "protocolError"],
  ["failed to unmarshal initial message", "protocolError"],
  ["expected binary protobuf message", "protocolError"],
  ["invalid protobuf payload", "protocolError"],
];

const GRPC = {
  CANCELLED: "upstreamError",
  UNKNOWN: "serverError",
  INVALID_ARGUMENT: "invalidRequest",
  DEADLINE_EXCEEDED: "upstreamError",
  NOT_FOUND: "invalidRequest",
  ALREADY_EXISTS: "invalidRequest",
  PERMISSION_DENIED: "sessionTokenInvalid",
  RESOURCE_EXHAUSTED: "concurrencyLimit",
  FAILED_PRECONDITION: "invalidRequest",
  ABORTED: "upstreamError",
  OUT_OF_RANGE: "invalidRequest",
  UNIMPLEMENTED: "protocolError",
  INTERNAL: "upstreamError",
  UNAVAILABLE: "egressUnavailable",
  DATA_LOSS: "upstreamError",
  UNAUTHENTICATED: "invalidEgressConfig",
};
const GRPC_NAMES = Object.keys(GRPC);

const RECOVERY = {
  sessionTokenExpired: "renewToken",
  sessionDurationExceeded: "renewToken",
  connectionFailed: "retry",
  connectionClosed: "retry",
  idleTimeout: "retry",
  upstreamError: "retry",
  egressUnavailable: "retry",
  serverError: "report",
  protocolError: "report",
  unknown: "report",
};

export class HandwrittenError extends Error {
  constructor(fields, cause) {
    super(fields.message, cause === undefined ? undefined : { cause });
    this.name = "HandwrittenError";
    this.code = fields.code;
    this.phase = fields.phase;
    this.httpStatus = fields.httpStatus;
    this.serverCode = fields.serverCode;
    this.serverTitle = fields.serverTitle;
    this.serverDetail = fields.serverDetail;
    this.connectionId = fields.connectionId;
    this.reqId = fields.reqId;
    this.closeCode = fields.closeCode;
    this.closeReason = fields.closeReason;
    this.recovery = fields.recovery;
    this.retryable = fields.recovery === "retry";
    this.alert = ["upstreamError", "serverError", "protocolError"].includes(
      fields.code,
    );
    this.retryAfterMs = fields.retryAfterMs;
    this.rawBody = fields.rawBody;
  }
}

export function classifyByHand(facts, cause) {
  const found = {
    status: facts.httpStatus,
    code: facts.serverCode === undefined ? undefined : String(facts.serverCode),
    title: facts.serverTitle,
    detail: facts.serverDetail,
    connectionId: facts.connectionId,
    reqId: facts.reqId,
    protocol: facts.protocol,
  };
  if (facts.frame) readFrame(facts.frame, facts.phase, found);
  const body = facts.body === undefined ? undefined : decode(facts.body);
  if (body) readBody(body, found);

  const code = decide(facts, found);
  const retryAfterMs = readRetryAfter(facts);
  const serverTitle = clean(found.title, 1024);
  const serverDetail = clean(found.detail, 1024);
  const closeReason = clean(facts.closeReason, 123);
  const words =
    serverDetail ??
    serverTitle ??
    closeReason ??
    clean(facts.message, 1024) ??
    code;
  let place = facts.phase;
  if (found.status !== undefined) place += `, HTTP ${found.status}`;
  if (facts.closeCode !== undefined) place += `, close ${facts.closeCode}`;
  if (facts.transport !== undefined) place += `, ${facts.transport}`;
  return new HandwrittenError(
    {
      code,
      phase: facts.phase,
      message: `${words} (${place})`,
      httpStatus: found.status,
      serverCode: clean(found.code, 64),
      serverTitle,
      serverDetail,
      connectionId: clean(found.connectionId, 128),
      reqId: clean(found.reqId, 128),
      closeCode: facts.closeCode,
      closeReason,
      recovery: recover(code, facts, found, retryAfterMs),
      retryAfterMs,
      rawBody: body && redact(body).slice(0, 2048),
    },
    cause,
  );
}

function decide(facts, found) {
  if (found.protocol !== undefined) return "protocolError";
  if (facts.invalidArgument !== undefined) return "invalidRequest";
  const application = APPLICATION[found.code] ?? APPLICATION[facts.closeCode];
  if (application) return application;
  const open =
    facts.phase !== "session_token" && facts.phase !== "websocket_connect";
  if (found.code !== undefined) {
    const named = CODES.get(found.code.toLowerCase().replace(/[_\s-]/g, ""));
    if (named) return named;
  }
  const texts = [found.title, found.detail, facts.closeReason, found.code]
    .filter((text) => text !== undefined)
    .map((text) => text.toLowerCase());
  for (const [phrase, code] of PHRASES) {
    if (texts.some((text) => text.includes(phrase))) {
      const credit =
        code === "billingRequired" &&
        texts.some((text) => text.includes("credit"));
      return credit ? "creditsExhausted" : code;
    }
  }
  if (open && texts.some((text) => text.includes("unauthorized")))
    return "invalidEgressConfig";
  if (found.code !== undefined) {
    const grpc =
      GRPC[found.code.toUpperCase()] ??
      (open && GRPC[GRPC_NAMES[Number(found.code) - 1]]);
    if (
      grpc &&
      (open ||
        found.status === undefined ||
        found.code.toUpperCase() !== "UNAUTHENTICATED")
    ) {
      return grpc;
    }
  }
  const number = Number(found.code);
  const status =
    found.status ??
    (open && number >= 400 && number < 600 ? number : undefined);
  if (status >= 400) return byStatus(status, facts.phase, open);
  if (facts.closeCode !== undefined) return byClose(facts.closeCode);
  if (facts.transport !== undefined) {
    return open && facts.phase !== "websocket_handshake"
      ? "connectionClosed"
      : "connectionFailed";
  }
  return texts.length > 0 ? "serverError" : "unknown";
}

function byStatus(status, phase, open) {
  if (status === 400)
    return phase === "websocket_connect"
      ? "sessionTokenInvalid"
      : "invalidRequest";
  if (status === 401)
    return phase === "session_token"
      ? "sessionTokenInvalid"
      : "sessionTokenExpired";
  if (status === 402) return "billingRequired";
  if (status === 403)
    return phase === "session_token"
      ? "appIDUnrecognized"
      : "sessionTokenInvalid";
  if (status === 404) return "appIDUnrecognized";
  if (status === 408) return open ? "connectionClosed" : "connectionFailed";
  if (status === 429) return "concurrencyLimit";
  if (status < 500) return "invalidRequest";
  return status === 502 || status === 504 ? "upstreamError" : "serverError";
}

function byClose(code) {
  if ([1002, 1003, 1007, 1010].includes(code)) return "protocolError";
  if (code === 1009) return "invalidRequest";
  if (code === 1014) return "upstreamError";
  if (code === 1015) return "connectionFailed";
  if (code === 3000 || code === 3003) return "sessionTokenInvalid";
  if (code >= 4000 && code < 4500) return "invalidRequest";
  if (code >= 4500 && code < 5000) return "serverError";
  return "connectionClosed";
}

function recover(code, facts, found, retryAfterMs) {
  if (code === "sessionTokenExpired" && facts.phase === "session_token")
    return "surface";
  if (code === "connectionFailed" && facts.transport === "tls")
    return "surface";
  if (code === "connectionClosed" && [1000, 1008].includes(facts.closeCode))
    return "report";
  if (code === "concurrencyLimit" && retryAfterMs !== undefined) return "retry";
  if (code === "serverError") {
    const transient =
      [500, 503].includes(found.status) || retryAfterMs !== undefined;
    return transient || facts.closeCode >= 4500 ? "retry" : "report";
  }
  return RECOVERY[code] ?? "surface";
}

function readBody(body, found) {
  if (/^\s*(?:<!doctype html|<html)/i.test(body)) {
    const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1];
    found.title ??= title
      ?.replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
    return;
  }
  let json;
  try {
    json = JSON.parse(body);
  } catch {
    found.detail ??= body;
    return;
  }
  if (typeof json !== "object" || json === null) return;
  let entry = json;
  if (Array.isArray(json.errors) && json.errors.length > 0)
    entry = json.errors[0];
  else if (typeof json.error === "object" && json.error !== null)
    entry = json.error;
  const code =
    entry.code ??
    (typeof entry.error === "string" ? entry.error : undefined) ??
    entry.id;
  if (found.code === undefined && code !== undefined) found.code = String(code);
  found.title ??= entry.title;
  found.detail ??= entry.detail ?? entry.message;
  if (
    found.status === undefined ||
    (found.status >= 200 && found.status < 300)
  ) {
    const status = Number(entry.status);
    if (status >= 100 && status < 600) found.status = status;
  }
}

function readRetryAfter(facts) {
  const header =
    facts.headers?.["retry-after"] ?? facts.headers?.["Retry-After"];
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function readFrame(frame, phase, found) {
  try {
    const message = fields(frame);
    const type = message.get(1) ?? 0;
    if (type === 4) {
      const payload = message.get(5);
      if (payload === undefined) {
        found.protocol ??= "missing_payload";
        return;
      }
      const error = fields(payload);
      found.connectionId = decode(error.get(1)) || found.connectionId;
      found.reqId = decode(error.get(2)) || found.reqId;
      found.code ??= String((error.get(3) ?? 0) | 0);
      found.detail ??= decode(error.get(4)) || undefined;
    } else if (phase === "websocket_handshake" && type !== 2) {
      found.protocol ??= "unexpected_message";
    }
  } catch {
    found.protocol ??= "undecodable";
  }
}

function fields(bytes) {
  const read = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 64; shift += 7) {
      if (at >= bytes.length) throw new RangeError("truncated");
      const byte = bytes[at++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("varint too long");
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === 0) read.set(tag >>> 3, varint());
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new RangeError("truncated");
      read.set(tag >>> 3, bytes.subarray(at, at + length));
      at += length;
    } else throw new RangeError("unknown wire type");
  }
  return read;
}

const decoder = new TextDecoder();

function decode(bytes) {
  if (bytes === undefined) return "";
  if (typeof bytes === "string") return bytes;
  return Buffer.isBuffer(bytes) ? bytes.toString() : decoder.decode(bytes);
}

function clean(text, limit) {
  if (text === undefined) return undefined;
  const line = redact(text).replace(CONTROLS, " ").trim();
  if (line === "") return undefined;
  return line.length > limit
    ? `${[...line].slice(0, limit - 1).join("")}…`
    : line;
}

function redact(text) {
  return text
    .replace(NAMED, "$1[redacted]")
    .replace(BEARER, "$1[redacted]")
    .replace(JWT, "[redacted]")
    .replace(USERINFO, "//[redacted]@");
}

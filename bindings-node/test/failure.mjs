// From a failure in its JSON form to the one that a Node program has.

const BLANK = /^[\p{White_Space}\p{Cc}\p{Cf}]*$/u;

export function toFailure(failure) {
  const facts = {};
  for (const [key, value] of Object.entries(failure)) {
    if (key.endsWith("_base64") || /[A-Z]/.test(key)) continue;
    facts[key.replace(/_(.)/g, (_, letter) => letter.toUpperCase())] = value;
  }
  // Pairs are headers in Node, but not in JSON.
  if (Array.isArray(facts.headers)) delete facts.headers;
  if (!isText(facts.body)) facts.body = decoded(failure.body_base64);
  const frame = failure.frame_base64;
  if (frame === "" || isText(frame)) {
    facts.frame = decoded(frame);
    if (!facts.frame && !isText(facts.protocol)) facts.protocol = "undecodable";
  }
  if (Array.isArray(facts.evidence))
    facts.evidence = facts.evidence.map((link) =>
      isJSONObject(link) ? toFailure(link) : link,
    );
  return facts;
}

function isJSONObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value) {
  return typeof value === "string" && !BLANK.test(value);
}

function decoded(base64) {
  if (typeof base64 !== "string") return undefined;
  try {
    const text = atob(base64);
    if (btoa(text) !== base64) return undefined;
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

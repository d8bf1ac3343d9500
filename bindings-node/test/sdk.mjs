// A small SDK that re-exports our names and, as public SDKs do, decides on codes by itself: wrongly
// as often as not.

import { AvatarError, AvatarSDKErrorCode } from "avatar-errors";

export class AvatarSDKError extends AvatarError {
  static docPage = "https://sdk.example/errors";
  region = "eu";
}

export class TokenError extends AvatarSDKError {}
AvatarSDKError.sessionTokenError = TokenError;

/** Asks for a token. */
export async function token(base) {
  const details = { phase: "session_token" };
  const response = await fetch(base, { method: "POST" });
  const rawBody = await response.text();
  if (response.ok) return rawBody;
  let body = {};
  try {
    body = JSON.parse(rawBody);
  } catch {
    details.serverDetail = rawBody;
  }
  throw new AvatarSDKError(
    AvatarSDKErrorCode.InvalidRequest,
    body.message ?? "no token",
    {
      ...details,
      httpStatus: response.status,
      serverCode: body.code,
      serverDetail: body.message ?? details.serverDetail,
      rawBody,
    },
  );
}

/** What an SDK makes of a close. */
export function closed(closeCode, closeReason) {
  return new AvatarSDKError(AvatarSDKErrorCode.unknown, "closed", {
    phase: "websocket_runtime",
    close_code: closeCode,
    close_reason: closeReason,
    connection_id: "c-1",
  });
}

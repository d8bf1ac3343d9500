import { AvatarError, classify } from "avatar-errors";

const phase = "websocket_connect";
const error = classify({
  phase,
  httpStatus: 401,
  body: '{"message":"Session token expired"}',
});
globalThis.answer = [
  JSON.stringify(error),
  error.describe(),
  AvatarError.from(new TypeError("Failed to fetch"), { phase }).code,
];
globalThis.ready = true;

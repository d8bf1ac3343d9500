import axios from "axios";

/** No secret is written here as one: it is put together. */
export const SECRET = ["hunter", "9f8e7d6c"].join("-");

const text = (word) =>
  `${word} failed for wss://host/websocket?sessionKey=${SECRET}\n` +
  `    at token=${SECRET} (/srv/app.js:1:1)\n    at password: ${SECRET} (/srv/app.js:2:2)`;

/** An error with secrets wherever an error of a library has some: its texts, its request, its stack. */
export function ofAxios(cause) {
  const config = {
    headers: { "X-Api-Key": SECRET },
    url: `https://host/?api_key=${SECRET}`,
  };
  const response = { status: 401, data: { token: SECRET }, config };
  const request = { socket: { authorization: SECRET } };
  const code = axios.AxiosError.ERR_BAD_REQUEST;
  const error = new axios.AxiosError(
    text("outermost"),
    code,
    config,
    request,
    response,
  );
  return Object.assign(error, { cause, note: SECRET });
}

/** With a cause, a group beneath that, and beneath one of its members a text that is no error. */
export function planted() {
  const member = new TypeError(text("member"), {
    cause: `bare, token=${SECRET}`,
  });
  const hidden = { password: SECRET, message: text("plain") };
  const gathered = new AggregateError(
    [member, new RangeError(text("other")), hidden],
    text("gathered"),
  );
  const beneath = new Error(text("beneath"), { cause: gathered });
  return ofAxios(Object.assign(beneath, { code: "ECONNRESET", key: SECRET }));
}

export const WORDS = [
  "AxiosError: outermost failed for wss://host/websocket",
  "Error: beneath failed",
  "AggregateError: gathered failed",
  "TypeError: member failed",
  "RangeError: other failed",
  "bare, token=[redacted]",
  "plain failed",
  "planted.mjs",
  "ECONNRESET",
];

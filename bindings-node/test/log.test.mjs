import assert from "node:assert/strict";
import { Writable } from "node:stream";
import test from "node:test";

import { classify } from "avatar-errors";
import pino from "pino";
import winston from "winston";

const SECRET = "eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.c2lnbmF0dXJl";
const error = classify({
  phase: "websocket_connect",
  httpStatus: 401,
  body: `{"message":"Session token expired, token=${SECRET}"}`,
  connectionId: "c-1",
});

/** What a logger writes, read back. */
function lines() {
  const written = [];
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  return { stream, written };
}

function check(line, message) {
  assert.equal(line[message], String(error));
  assert.equal(line.code, "sessionTokenExpired");
  assert.equal(line.connection_id, "c-1");
  assert.equal(line["error.type"], "sessionTokenExpired");
  assert.equal(line["http.response.status_code"], 401);
  assert.ok(!JSON.stringify(line).includes(SECRET));
}

test("pino takes the fields", () => {
  const { stream, written } = lines();
  pino(stream).warn(error.logFields(), String(error));
  check(written[0], "msg");
  assert.equal(written[0].level, 40);
});

test("winston takes the fields", async () => {
  const { stream, written } = lines();
  const transports = [new winston.transports.Stream({ stream })];
  const logger = winston.createLogger({ transports });
  logger.warn(String(error), error.logFields());
  await new Promise((resolve) => logger.end(resolve));
  check(written[0], "message");
  assert.equal(written[0].level, "warn");
});

test("neither raw body nor message is among them", () => {
  assert.ok(error.rawBody);
  const fields = error.logFields();
  assert.ok(!("raw_body" in fields) && !("message" in fields));
});

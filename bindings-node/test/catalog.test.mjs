import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { AvatarError, catalog, classify } from "avatar-errors";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The words of a union in the declarations that the package ships. */
function union(name) {
  const words = read("../dist/generated/words.d.cts");
  const [, body] = new RegExp(`type ${name} =([^;]*);`).exec(
    words.replace(/\/\*.*?\*\//gs, ""),
  );
  return body.match(/"[^"]*"/g).map((word) => word.slice(1, -1));
}

test("the catalogue is the frozen one", () => {
  assert.deepEqual(catalog(), JSON.parse(read("../../tests/catalog.json")));
});

test("the types list every word of the catalogue, and no other", () => {
  const { codes, phases, recoveries } = catalog();
  assert.deepEqual(
    union("KnownErrorCode"),
    codes.map(({ code }) => code),
  );
  assert.deepEqual(union("KnownPhase"), phases);
  assert.deepEqual(union("KnownRecovery"), recoveries);
});

test("every word of transport and protocol in the types is one that the core knows", () => {
  const unions = { transport: "Transport", protocol: "Violation" };
  for (const [name, type] of Object.entries(unions)) {
    const words = union(type);
    assert.ok(words.length > 6);
    for (const word of words)
      assert.match(
        classify({ [name]: word }).message,
        new RegExp(`, ${word}\\)$`),
      );
  }
});

test("every code comes back from JSON as itself", () => {
  for (const { code, recovery, alert } of catalog().codes) {
    const retryable = recovery === "retry";
    const json = {
      ...classify({}).toJSON(),
      code,
      recovery,
      retryable,
      alert,
    };
    const error = AvatarError.fromJSON(json);
    assert.deepEqual(
      [error.code, error.recovery, error.alert],
      [code, recovery, alert],
    );
  }
});

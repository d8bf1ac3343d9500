import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../tests/vectors/", import.meta.url);

/** Every vector, and how many there are by another way of counting. */
export function vectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const texts = files.map((name) =>
    readFileSync(new URL(name, folder), "utf8"),
  );
  return {
    all: texts.flatMap((text) => JSON.parse(text).vectors),
    there: texts.reduce(
      (sum, text) => sum + text.split('"why":').length - 1,
      0,
    ),
  };
}

// Runs where the package is installed, beside sample.json: what importing took, and how many vectors agree.
import { readFileSync } from "node:fs";

const begun = performance.now();
const { AvatarError, classifyJSON } = await import("avatar-errors");
const importing = performance.now() - begun;

const { vectors } = JSON.parse(readFileSync("sample.json", "utf8"));
let run = 0;
const wrong = [];
for (const { name, failure, line, error } of vectors) {
  run += 1;
  const found = classifyJSON(line ?? failure);
  if (!(found instanceof AvatarError) || JSON.stringify(found) !== error)
    wrong.push(name);
}
console.log(
  JSON.stringify({ importing: Math.round(importing * 10) / 10, run, wrong }),
);

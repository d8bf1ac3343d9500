// How late the event loop is while a thousand errors a second are classified, logged, counted and
// watched, beside an idle loop. One JSON line.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { cases, upstream } from "./cases.mjs";

const SECONDS = 10;
const ERRORS_A_SECOND = 1000;
const TICK_MS = 10;
const TURN_MS = 2;
const FINGERPRINTS = 256;

const require = createRequire(
  fileURLToPath(new URL("../../bindings-node/package.json", import.meta.url)),
);
const { RecurrenceMonitor, classify } = require("./dist/index.cjs");
const { PrometheusCounter } = require("./dist/metrics.cjs");
const prometheus = require("prom-client");

const counter = new PrometheusCounter(prometheus, new prometheus.Registry());
const monitor = new RecurrenceMonitor({ threshold: 100 });
const failures = [
  ...Object.values(cases),
  ...Array.from({ length: FINGERPRINTS }, (_, at) => upstream(at)),
];
let handled = 0;
let logged = 0;

const idle = await lags();
const begun = performance.now();
const worker = setInterval(handle, TICK_MS);
const busy = await lags();
clearInterval(worker);
handle();
if (handled < SECONDS * ERRORS_A_SECOND || logged === 0)
  throw new Error(`${handled} errors in ${SECONDS} s`);
console.log(
  JSON.stringify({
    name: "node/event loop",
    lag_us: told(busy),
    idle_us: told(idle),
  }),
);

/** As many errors as are due. */
function handle() {
  const due = ((performance.now() - begun) * ERRORS_A_SECOND) / 1000;
  for (; handled < due; handled += 1) {
    const error = classify(failures[handled % failures.length]);
    logged += JSON.stringify(error.logFields()).length;
    counter.count(error);
    monitor.record(error);
  }
}

/** How much later than asked for each of the loop's turns comes. */
async function lags() {
  const found = [];
  const end = performance.now() + SECONDS * 1000;
  for (let asked; (asked = performance.now()) < end;) {
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    found.push(performance.now() - asked - TURN_MS);
  }
  return found;
}

function told(found) {
  const sorted = found.sort((a, b) => a - b);
  const at = (share) =>
    Math.round(1000 * sorted[Math.floor(share * (sorted.length - 1))]);
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}

// How late the event loop is while a thousand errors a second are classified, logged, counted and
// watched, and while it gets the largest frames, beside an idle loop. A JSON line each.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { cases, upstream } from "./cases.mjs";
import { count, frames } from "./hostile.mjs";

const SECONDS = 10;
const ERRORS_A_SECOND = 1000;
const TICK_MS = 10;
const TURN_MS = 2;
const FINGERPRINTS = 256;
const MOST_US = 100_000;

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

const idle = await lags(SECONDS * 1000);
const begun = performance.now();
const worker = setInterval(handle, TICK_MS);
const busy = await lags(SECONDS * 1000);
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

const received = [];
for (const frame of frames()) {
  setTimeout(() => {
    if (classify({ phase: "websocket_runtime", frame }).code === "unknown")
      throw new Error("the frame is none of the service");
  });
  received.push(...(await lags(0)));
}
console.log(
  JSON.stringify({
    name: `node/event loop, 1 MB frames of ${count} hostile patterns`,
    lag_us: told(received),
    idle_us: told(idle),
    most_us: MOST_US,
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

/** How much later than asked for each of the loop's turns comes, of one at least. */
async function lags(milliseconds) {
  const found = [];
  const end = performance.now() + milliseconds;
  do {
    const asked = performance.now();
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    found.push(performance.now() - asked - TURN_MS);
  } while (performance.now() < end);
  return found;
}

function told(found) {
  const sorted = found.sort((a, b) => a - b);
  const at = (share) =>
    Math.round(1000 * sorted[Math.floor(share * (sorted.length - 1))]);
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}

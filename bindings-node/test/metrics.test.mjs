import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";

import { metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { AvatarError, classify } from "avatar-errors";
import { OpenTelemetryCounter, PrometheusCounter } from "avatar-errors/metrics";
import client from "prom-client";

import { root, secondCopy } from "./copy.mjs";

const require = createRequire(import.meta.url);
const LABELS = ["code", "phase", "recovery", "alert"];
const upstream = classify({ phase: "websocket_connect", httpStatus: 502 });
const UPSTREAM = "upstreamError websocket_connect retry true";

/** What was counted: the metric's name and its labels' values, to the number. */
async function readPrometheus(registry) {
  const counted = {};
  for (const { name, values } of await registry.getMetricsAsJSON())
    for (const { labels, value } of values) {
      assert.deepEqual(Object.keys(labels).sort(), [...LABELS].sort());
      counted[[name, ...LABELS.map((label) => labels[label])].join(" ")] =
        value;
    }
  return counted;
}

function withPrometheus() {
  const registry = new client.Registry();
  return [
    new PrometheusCounter(client, registry),
    () => readPrometheus(registry),
  ];
}

function withOpenTelemetry() {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 1e8,
  });
  const provider = new MeterProvider({ readers: [reader] });
  const read = async () => {
    await reader.forceFlush();
    const counted = {};
    const [exported] = exporter.getMetrics();
    for (const { descriptor, dataPoints } of exported?.scopeMetrics[0]
      ?.metrics ?? [])
      for (const { attributes, value } of dataPoints) {
        assert.deepEqual(Object.keys(attributes).sort(), [...LABELS].sort());
        const words = LABELS.map((label) => attributes[label]);
        counted[[`${descriptor.name}_total`, ...words].join(" ")] = value;
      }
    await provider.shutdown();
    return counted;
  };
  return [new OpenTelemetryCounter(provider.getMeter("test")), read];
}

for (const [name, make] of [
  ["prom-client", withPrometheus],
  ["OpenTelemetry", withOpenTelemetry],
]) {
  test(`${name}: failures and retries are counted apart`, async () => {
    const [counter, read] = make();
    const { count, countRetry } = counter;
    for (let i = 0; i < 3; i += 1) countRetry(upstream, {});
    count(upstream);
    count(classify({ phase: "session_token", httpStatus: 402 }));
    assert.deepEqual(await read(), {
      [`avatar_errors_total ${UPSTREAM}`]: 1,
      "avatar_errors_total billingRequired session_token surface false": 1,
      [`avatar_errors_retries_total ${UPSTREAM}`]: 3,
    });
  });

  test(`${name}: labels hold listed words alone`, async () => {
    const [counter, read] = make();
    const json =
      '{"code":"quotaOfNextYear","phase":"c-42","message":"m","connection_id":"c-42",' +
      '"recovery":"ask-user-7","retryable":false,"alert":true,"rule":"r"}';
    counter.count(AvatarError.fromJSON(json));
    counter.count(
      classify({ phase: "a phase of c-42", message: "free text of c-42" }),
    );
    assert.deepEqual(await read(), {
      "avatar_errors_total other other other true": 1,
      "avatar_errors_total unknown unknown report false": 1,
    });
  });

  test(`${name}: only an AvatarError is counted, and nothing throws`, async () => {
    const [counter, read] = make();
    const hostile = classify({});
    Object.defineProperty(hostile, "alert", {
      get() {
        throw new Error("no");
      },
    });
    const proxy = new Proxy(upstream, {
      has() {
        throw new Error("no");
      },
    });
    for (const thing of [new Error("x"), null, undefined, "x", hostile, proxy])
      for (const each of [counter.count, counter.countRetry]) each(thing);
    assert.deepEqual(await read(), {});
  });
}

test("an error of another copy of the package is counted", async (t) => {
  const [counter, read] = withPrometheus();
  const other = secondCopy(t);
  counter.count(
    other.classify({ phase: "websocket_connect", httpStatus: 502 }),
  );
  assert.deepEqual(await read(), { [`avatar_errors_total ${UPSTREAM}`]: 1 });
});

test("without a registry it is the default one", async () => {
  new PrometheusCounter(client).count(upstream);
  const page = await client.register.metrics();
  assert.match(page, /^avatar_errors_total\{code="upstreamError",.*\} 1$/m);
  assert.throws(() => new PrometheusCounter(client), /already been registered/);
});

test("a meter of the API alone counts nothing and does no harm", () => {
  new OpenTelemetryCounter(metrics.getMeter("test")).count(upstream);
});

test("both module systems share one build", () => {
  assert.equal(
    require("avatar-errors/metrics").PrometheusCounter,
    PrometheusCounter,
  );
});

test("the types of the real libraries fit", () => {
  const options =
    "--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --types node --module node20 --ignoreConfig";
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const sample = join(root, "test/types/metrics.ts");
  execFileSync(process.execPath, [tsc, ...options.split(" "), sample]);
});

import { metrics } from "@opentelemetry/api";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import {
  OpenTelemetryCounter,
  PrometheusCounter,
  type FleetCounter,
} from "avatar-errors/metrics";
import client from "prom-client";
import * as all from "prom-client";

const counters: FleetCounter[] = [
  new PrometheusCounter(client),
  new PrometheusCounter(all, new client.Registry()),
  new PrometheusCounter(
    client,
    new client.Registry<client.OpenMetricsContentType>(),
  ),
  new OpenTelemetryCounter(metrics.getMeter("backend")),
  new OpenTelemetryCounter(new MeterProvider().getMeter("backend")),
];
const onRetry: (error: unknown, decision: { reason: string }) => void =
  counters[0]!.countRetry;
onRetry(new Error(), { reason: "transient" });
// @ts-expect-error a meter is needed
new OpenTelemetryCounter();
// @ts-expect-error not a registry
new PrometheusCounter(client, metrics);
// @ts-expect-error not a meter
new OpenTelemetryCounter(client);

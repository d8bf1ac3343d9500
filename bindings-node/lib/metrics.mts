export type * from "./metrics.cjs";
export { OpenTelemetryCounter, PrometheusCounter } from "./metrics.cjs";

use super::open_enum;

open_enum! {
    /// How loud to log a failure, as a short name of OpenTelemetry's severities.
    Severity {
        /// The flow goes on by itself: `retry` and `renewToken`.
        Warn = "WARN",
        /// Somebody must look at it: `surface` and `report`.
        Error = "ERROR",
    }
}

use avatar_errors_core::catalog;

/// A line for each code, in columns.
pub(crate) fn table() -> String {
    let codes = catalog::codes().iter().map(|info| info.code.as_str().len());
    let width = codes.max().unwrap_or_default();
    let row = |code: &str, recovery: &str, alert: &str, origin: &str, meaning: &str| {
        format!("{code:<width$} {recovery:<10} {alert:<5} {origin:<10} {meaning}\n")
    };
    let rows = catalog::codes().iter().map(|info| {
        let alert = if info.alert { "yes" } else { "no" };
        let origin = if info.documented { "documented" } else { "extension" };
        row(info.code.as_str(), info.recovery.as_str(), alert, origin, info.meaning)
    });
    std::iter::once(row("CODE", "RECOVERY", "ALERT", "ORIGIN", "MEANING")).chain(rows).collect()
}

use std::io::{self, Write};
use std::process::ExitCode;

use avatar_errors::catalog;

/// Prints the catalogue.
pub(crate) fn run(json: bool) -> io::Result<ExitCode> {
    let mut stdout = io::stdout().lock();
    if json {
        writeln!(stdout, "{}", catalog::to_json())?;
        return Ok(ExitCode::SUCCESS);
    }
    let row = |code: &str, recovery: &str, alert: &str, origin: &str, meaning: &str| {
        format!("{code:<24} {recovery:<10} {alert:<5} {origin:<10} {meaning}")
    };
    writeln!(stdout, "{}", row("CODE", "RECOVERY", "ALERT", "ORIGIN", "MEANING"))?;
    for info in catalog::codes() {
        let alert = if info.alert { "yes" } else { "no" };
        let origin = if info.documented { "documented" } else { "extension" };
        let (code, recovery) = (info.code.as_str(), info.recovery.as_str());
        writeln!(stdout, "{}", row(code, recovery, alert, origin, info.meaning))?;
    }
    Ok(ExitCode::SUCCESS)
}

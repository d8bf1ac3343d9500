use std::io::{self, BufWriter, Write};

use avatar_errors_core::catalog;

use crate::complaint::complain;
use crate::stdout::Stdout;
use crate::{FAILURE, SUCCESS};

/// Says what is known of a code.
pub(crate) fn run(stdout: Stdout, code: &str) -> io::Result<u8> {
    let known = |info: &&catalog::CodeInfo| info.code.as_str().eq_ignore_ascii_case(code);
    let Some(info) = catalog::codes().iter().find(known) else {
        let reason = "no code of the catalogue; `avatar-errors codes` lists them";
        complain(&format_args!("{code:?}"), &reason);
        return Ok(FAILURE);
    };
    let mut stdout = BufWriter::new(stdout);
    writeln!(stdout, "{}: {}", info.code, info.meaning)?;
    writeln!(stdout, "what to do: {}", info.action)?;
    writeln!(stdout, "to an end user: {}", info.user_message)?;
    writeln!(stdout, "passed on as: HTTP {}", info.problem_status)?;
    writeln!(stdout, "documentation: {}", info.code.doc_url())?;
    writeln!(stdout, "recovery: {}", info.recovery)?;
    for exception in catalog::exceptions(&info.code) {
        let (recovery, condition, why) = (exception.recovery, exception.condition, exception.why);
        writeln!(stdout, "  but {recovery} for {condition}: {why}")?;
    }
    if info.alert {
        writeln!(stdout, "alert: when it recurs")?;
    }
    if !info.documented {
        writeln!(stdout, "origin: an extension of the documented codes")?;
    }
    writeln!(stdout, "rules that lead to it:")?;
    let rules = || catalog::rules().iter().filter(|rule| rule.code == info.code);
    let width = rules().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules() {
        writeln!(stdout, "  {:<width$}  {}", rule.name, rule.why)?;
    }
    stdout.flush()?;
    Ok(SUCCESS)
}

#![doc = include_str!("../../REFERENCE.md")]

use std::fmt::Write as _;

use crate::catalog;

/// This page in Markdown, from the catalogue.
#[must_use]
pub fn to_markdown() -> String {
    let mut page = String::from(
        "Every code: what happened, what to do about it, and which rules lead to it.\n",
    );
    for info in catalog::codes() {
        // Writing to a string does not fail.
        let _ = code(&mut page, info);
    }
    page
}

fn code(page: &mut String, info: &catalog::CodeInfo) -> std::fmt::Result {
    let origin = if info.documented { "" } else { " An extension of the documented codes." };
    let alert = if info.alert { " Alert when it recurs." } else { "" };
    writeln!(page, "\n## {}\n\n{}.{origin}{alert}\n", info.code, info.meaning)?;
    writeln!(page, "- What to check: {}.", info.action)?;
    write!(page, "- Recovery: `{}`", info.recovery)?;
    for exception in catalog::exceptions(&info.code) {
        write!(page, "; `{}` for {}: {}", exception.recovery, exception.condition, exception.why)?;
    }
    writeln!(page, ".\n- For an end user: \"{}\"", info.user_message)?;
    writeln!(page, "- Passed on as: HTTP {}.", info.problem_status)?;
    let rules = catalog::rules().iter().filter(|rule| rule.code == info.code);
    let rules: Vec<_> = rules.map(|rule| format!("`{}`", rule.name)).collect();
    writeln!(page, "- Rules: {}.", rules.join(", "))
}

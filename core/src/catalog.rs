//! The codes and the rules as data: for tables, bindings and tests.
//!
//! ```
//! # extern crate avatar_errors_core as avatar_errors;
//! use avatar_errors::catalog;
//!
//! let documented = catalog::codes().iter().filter(|info| info.documented).count();
//! assert_eq!(documented, 19);
//! let rules = catalog::rules().iter().filter(|rule| rule.code == "idleTimeout");
//! assert!(rules.count() > 0);
//! ```

pub mod reference;

use std::sync::LazyLock;

use serde::Serialize;

use crate::rules::{self, between};
use crate::words::{
    CODES, ErrorCode, FACTS, FIELDS, Phase, Recovery, Severity, TRANSPORTS, VIOLATIONS,
};

pub use crate::rules::{ExceptionInfo, RuleInfo};
pub use crate::words::{CodeInfo, FactInfo, FactKind, FieldInfo, FieldKind, WordInfo};

/// Every code, in the order of the service's documentation, extensions last.
#[must_use]
pub fn codes() -> &'static [CodeInfo] {
    CODES
}

/// Every rule, in the order in which they are tried.
#[must_use]
pub fn rules() -> &'static [RuleInfo] {
    static RULES: LazyLock<Vec<RuleInfo>> = LazyLock::new(rules::list);
    &RULES
}

/// What an operator should check where one of these rules decided, and the code would mislead: the
/// rule's name and the hint.
pub fn hints() -> impl Iterator<Item = (&'static str, &'static str)> {
    rules().iter().filter_map(|rule| Some((rule.name, between::hint(rule.name)?)))
}

/// Every phase with its meaning.
#[must_use]
pub fn phases() -> &'static [WordInfo] {
    Phase::INFO
}

/// Every recovery with its meaning.
#[must_use]
pub fn recoveries() -> &'static [WordInfo] {
    Recovery::INFO
}

/// Every severity with its meaning.
#[must_use]
pub fn severities() -> &'static [WordInfo] {
    Severity::INFO
}

/// Every field of an error, in the order of the canonical JSON.
#[must_use]
pub fn fields() -> &'static [FieldInfo] {
    FIELDS
}

/// Every key of a failure but `phase` and `evidence`.
#[must_use]
pub fn facts() -> &'static [FactInfo] {
    FACTS
}

/// Every word for a broken transport, and what it stands for.
#[must_use]
pub fn transports() -> &'static [(&'static str, &'static str)] {
    TRANSPORTS
}

/// Every word for a violation of the protocol, and what it stands for.
pub fn protocols() -> impl Iterator<Item = (&'static str, &'static str)> {
    VIOLATIONS.iter().map(|row| (row.word, row.why))
}

/// The facts that change the recovery of a code.
#[must_use]
pub fn exceptions(code: &ErrorCode) -> Vec<ExceptionInfo> {
    rules::recovery::exceptions(code)
}

/// The whole catalogue as JSON, a line for each entry: `codes`, `phases`, `recoveries` and `rules`.
#[must_use]
pub fn to_json() -> String {
    #[derive(Serialize)]
    struct Code {
        #[serde(flatten)]
        info: &'static CodeInfo,
        exceptions: Vec<ExceptionInfo>,
    }

    let codes = codes().iter().map(|info| Code { info, exceptions: exceptions(&info.code) });
    let lists = [
        list("codes", codes),
        list("phases", Phase::ALL),
        list("recoveries", Recovery::ALL),
        list("rules", rules()),
    ];
    format!("{{\n{}\n}}", lists.join(",\n"))
}

fn list(name: &str, entries: impl IntoIterator<Item = impl Serialize>) -> String {
    let lines = entries.into_iter().filter_map(|entry| serde_json::to_string(&entry).ok());
    format!("\"{name}\": [\n{}\n]", lines.collect::<Vec<_>>().join(",\n"))
}

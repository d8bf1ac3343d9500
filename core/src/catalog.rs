//! The codes and the rules as data: for tables, bindings and tests.
//!
//! ```
//! use avatar_errors::catalog;
//!
//! let documented = catalog::codes().iter().filter(|info| info.documented).count();
//! assert_eq!(documented, 19);
//! let rules = catalog::rules().iter().filter(|rule| rule.code == "idleTimeout");
//! assert!(rules.count() > 0);
//! ```

use std::sync::LazyLock;

use serde::Serialize;

use crate::code::CODES;
use crate::{ErrorCode, Phase, Recovery, recovery, rules};

pub use crate::code::CodeInfo;

/// A rule of the classification.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The name, as an error's `rule` gives it.
    pub name: &'static str,
    /// The code that it gives.
    pub code: ErrorCode,
    /// Why.
    pub why: &'static str,
}

/// Facts that change the recovery of a code.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ExceptionInfo {
    /// The recovery under these facts.
    pub recovery: Recovery,
    /// The facts.
    pub condition: &'static str,
    /// Why.
    pub why: &'static str,
}

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

/// The facts that change the recovery of a code.
#[must_use]
pub fn exceptions(code: &ErrorCode) -> Vec<ExceptionInfo> {
    recovery::exceptions(code)
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

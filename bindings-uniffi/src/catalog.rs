use std::collections::HashMap;

use avatar_errors as core;
use core::{AvatarError, ErrorCode, Recovery};

use crate::guard::guard;

/// What is said of an error by its words alone: read once, then looked up.
#[derive(Default, uniffi::Record)]
pub struct Catalog {
    /// What is said of a code.
    texts: HashMap<String, Texts>,
    /// What is said of a code that is not listed.
    unlisted_texts: Texts,
    /// What an operator should check where that rule decided, for the rules of which the code would
    /// mislead.
    hints: HashMap<String, String>,
    /// How loud to log a recovery.
    severities: HashMap<String, String>,
    /// How loud to log a recovery that is not listed.
    unlisted_severity: String,
}

/// What operators and end users read.
#[derive(Default, uniffi::Record)]
pub struct Texts {
    user_message: String,
    operator_hint: String,
    doc_url: String,
}

/// The texts by code and the severities by recovery.
#[uniffi::export]
pub fn catalog() -> Catalog {
    guard(|| Catalog {
        texts: ErrorCode::ALL.iter().map(|code| (code.to_string(), texts(code.as_str()))).collect(),
        unlisted_texts: texts(""),
        hints: core::catalog::hints().map(|(rule, hint)| (rule.into(), hint.into())).collect(),
        severities: Recovery::ALL
            .iter()
            .map(|recovery| (recovery.to_string(), recovery.severity().to_string()))
            .collect(),
        unlisted_severity: Recovery::from("").severity().to_string(),
    })
    .unwrap_or_default()
}

/// Codes, phases, recoveries and rules as JSON.
#[uniffi::export]
pub fn catalog_json() -> String {
    guard(core::catalog::to_json).unwrap_or_default()
}

fn texts(code: &str) -> Texts {
    let error = AvatarError::given(code, "", &core::Failure::new(core::Phase::Unknown));
    Texts {
        user_message: error.user_message().to_owned(),
        operator_hint: error.operator_hint().to_owned(),
        doc_url: error.doc_url().to_owned(),
    }
}

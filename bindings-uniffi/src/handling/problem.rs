use avatar_errors::Problem;

use crate::fields::Fields;

/// What a backend answers its own clients with.
#[derive(Default, uniffi::Record)]
pub struct ProblemDocument {
    status: i32,
    retry_after_s: Option<i64>,
    json: String,
}

/// The problem document.
#[uniffi::export]
pub fn problem(error: Fields) -> ProblemDocument {
    error.ask(|error| error.problem().into())
}

/// That of an SDK which documents the codes by itself.
#[uniffi::export]
pub fn problem_at(error: Fields, page: &str) -> ProblemDocument {
    error.ask(|error| error.problem_at(page).into())
}

impl From<Problem<'_>> for ProblemDocument {
    fn from(problem: Problem<'_>) -> Self {
        Self {
            status: problem.status.into(),
            retry_after_s: problem.retry_after_s.and_then(|seconds| i64::try_from(seconds).ok()),
            json: problem.to_json(),
        }
    }
}

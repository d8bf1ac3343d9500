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
    error.ask(|error| {
        let problem = error.problem();
        ProblemDocument {
            status: problem.status.into(),
            retry_after_s: problem.retry_after_s.and_then(|seconds| i64::try_from(seconds).ok()),
            json: problem.to_json(),
        }
    })
}

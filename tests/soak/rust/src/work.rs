use std::hint::black_box;
use std::io::{Error, ErrorKind};

use avatar_errors::{
    Attempts, AvatarError, Failure, Phase, ReadError as _, RecurrenceMonitor, RecurrencePolicy,
    RetryBudget, RetryPolicy, classify,
};

const FRAME: &[u8] = b"\x08\x04\x2a\x11\x0a\x03c-1\x12\x03r-1\x18\x0e\x22\x03bad";
const BODY: &str = r#"{"errors":[{"code":"INVALID_ARGUMENT","title":"Invalid","detail":"token=hidden, wrong sample rate"}]}"#;

/// What programs do with errors all day.
pub(crate) struct Work {
    monitor: Option<RecurrenceMonitor>,
    budget: RetryBudget,
}

impl Work {
    pub(crate) fn new() -> Self {
        let monitor = RecurrenceMonitor::new(RecurrencePolicy::default()).ok();
        Self { monitor, budget: RetryBudget::default() }
    }

    pub(crate) fn classify(&self, at: u64) {
        black_box(error(at));
    }

    /// Adapter, retry, monitor, log fields, problem document, and JSON both ways.
    pub(crate) fn handle(&self, at: u64) {
        let raised = Error::new(ErrorKind::ConnectionRefused, "nobody listens");
        let failure = Failure::new(Phase::WebsocketConnect).error(&raised);
        for error in [classify(&failure), error(at)] {
            let mut attempts = Attempts::new(RetryPolicy::default(), self.budget.clone());
            if attempts.failed(&error).retry {
                attempts.succeeded();
            }
            black_box(self.monitor.as_ref().map(|monitor| monitor.record(&error)));
            black_box((error.log_fields().to_json(), error.problem().to_json(), error.to_string()));
            black_box(AvatarError::from_json(&error.to_json()).is_ok_and(|read| read == error));
        }
    }
}

/// One of many: statuses, bodies, frames, closes; IDs and fingerprints differ.
fn error(at: u64) -> AvatarError {
    let id = format!("c-{at}");
    let failure = match at % 5 {
        0 => Failure::new(Phase::SessionToken).http_status(401),
        1 => Failure::new(Phase::WebsocketConnect).http_status(400).body(BODY),
        2 => Failure::new(Phase::WebsocketRuntime).frame(FRAME),
        3 => Failure::new(Phase::WebsocketRuntime).close_code(4503).close_reason("upstream"),
        _ => Failure::new(Phase::WebsocketSend).server_code(format!("E{}", at % 10_000)),
    };
    classify(&failure.connection_id(id))
}

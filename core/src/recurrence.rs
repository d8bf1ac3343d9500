//! When a failure recurs: counted here, told by the host.

mod event;
mod monitor;
mod policy;
mod watch;

pub use event::{RecurrenceEvent, RecurrenceEventKind};
pub use monitor::RecurrenceMonitor;
pub use policy::{InvalidRecurrence, RecurrencePolicy};
pub(crate) use watch::Watch;

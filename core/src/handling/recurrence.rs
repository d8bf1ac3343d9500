//! When a failure recurs: counted here, told by the host.

mod clock;
mod event;
mod monitor;
mod policy;
mod watch;
mod watched;

pub use event::{RecurrenceEvent, RecurrenceEventKind};
pub use monitor::RecurrenceMonitor;
pub use policy::{InvalidRecurrence, RecurrencePolicy};

//! The core's objects, which a host knows by number.

use std::cell::RefCell;

use avatar_errors::{RecurrenceMonitor, RetryBudget, RetryPolicy, Tries};

pub(crate) enum Object {
    Policy(RetryPolicy),
    Budget(RetryBudget),
    Attempts(Tries),
    Monitor(RecurrenceMonitor),
}

struct Objects {
    kept: Vec<Option<Object>>,
    free: Vec<usize>,
}

thread_local! {
    static OBJECTS: RefCell<Objects> = const {
        RefCell::new(Objects { kept: Vec::new(), free: Vec::new() })
    };
}

/// Its number; −1 where there are more than can be counted.
pub(crate) fn keep(object: Object) -> i32 {
    OBJECTS.with_borrow_mut(|Objects { kept, free }| {
        let at = free.pop().unwrap_or_else(|| {
            kept.push(None);
            kept.len().saturating_sub(1)
        });
        if let Some(place) = kept.get_mut(at) {
            *place = Some(object);
        }
        i32::try_from(at).unwrap_or(-1)
    })
}

/// Works on an object; `None` where there is none of that number.
pub(crate) fn with<T>(number: i32, work: impl FnOnce(&mut Object) -> Option<T>) -> Option<T> {
    OBJECTS.with_borrow_mut(|Objects { kept, .. }| {
        let at = usize::try_from(number).ok()?;
        work(kept.get_mut(at)?.as_mut()?)
    })
}

/// Nobody needs it any more; its number may be given to another.
#[unsafe(no_mangle)]
pub extern "C" fn forget(number: i32) {
    OBJECTS.with_borrow_mut(|Objects { kept, free }| {
        let place = usize::try_from(number).ok().and_then(|at| kept.get_mut(at).map(|it| (at, it)));
        if let Some((at, place)) = place
            && place.take().is_some()
        {
            free.push(at);
        }
    });
}

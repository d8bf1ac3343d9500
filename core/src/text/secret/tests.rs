mod dice;
mod forms;
mod names;
mod settled;
mod values;
mod vendors;

use super::redact;

fn once(text: &str) -> String {
    redact(text).into_owned()
}

/// Panics where a test asks for it.
#[allow(clippy::panic, reason = "it is what the feature is for")]
pub fn on_request(texts: &str) {
    if texts.contains("panic on request") {
        panic!("requested");
    }
}

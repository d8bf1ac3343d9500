//! How failures and errors cross to JavaScript: facts come as one text, an error leaves as one, and
//! what is asked of it later hands that text back. The native add-on and WebAssembly carry the same.

pub mod answer;
pub mod error;
pub mod failure;
#[cfg(feature = "test-panic")]
mod panic;
pub mod settings;
mod texts;

pub use texts::{apart, of};

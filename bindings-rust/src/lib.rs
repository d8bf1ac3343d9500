pub use avatar_errors_core::*;

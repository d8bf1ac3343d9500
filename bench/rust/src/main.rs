//! Prints a JSON line for each case: what a classification costs, and what only parsing costs; then
//! what redaction costs at worst and handling the error.

mod classifying;
mod floor;
mod handling;
mod measure;
mod patterns;
mod redacting;

use std::io::{self, Read};

/// Reads the cases, one failure a line with its name under `case`, from standard input.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut cases = String::new();
    io::stdin().read_to_string(&mut cases)?;
    classifying::print(&cases)?;
    redacting::print()?;
    handling::print()
}

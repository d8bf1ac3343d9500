//! Prints a JSON line for each case: what a classification costs, and what only parsing costs.

mod floor;
mod measure;

use std::hint::black_box;
use std::io::{self, Read};

use avatar_errors::{Failure, classify};

/// Reads the cases, one failure a line with its name under `case`, from standard input.
fn main() -> io::Result<()> {
    let mut cases = String::new();
    io::stdin().read_to_string(&mut cases)?;
    for line in cases.lines() {
        let case: floor::Case<'_> = serde_json::from_str(line)?;
        let failure = Failure::from_json(line).map_err(io::Error::other)?;
        let [whole, alone, floor] = measure::medians([
            &|| drop(black_box(Failure::from_json(black_box(line)).map(|read| classify(&read)))),
            &|| drop(black_box(classify(black_box(&failure)))),
            &|| {
                black_box(floor::parse(black_box(line)));
            },
        ]);
        let name = case.case;
        println!(
            r#"{{"name":"rust: {name}, parsed and classified","ours_ns":{whole:.0},"floor_ns":{floor:.0},"target":"at most 3 x floor"}}"#,
        );
        println!(
            r#"{{"name":"rust: {name}, classified only","ours_ns":{alone:.0},"floor_ns":{floor:.0}}}"#
        );
    }
    Ok(())
}

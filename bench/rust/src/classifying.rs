use std::hint::black_box;
use std::io;

use avatar_errors::{Failure, classify};

use crate::{floor, measure};

pub(crate) fn print(cases: &str) -> io::Result<()> {
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
            r#"{{"name":"{name}, parsed and classified","ours_ns":{whole:.0},"floor_ns":{floor:.0},"times_floor":3}}"#,
        );
        println!(
            r#"{{"name":"{name}, classified only","ours_ns":{alone:.0},"floor_ns":{floor:.0}}}"#
        );
    }
    Ok(())
}

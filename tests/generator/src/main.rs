//! Writes failures, one JSON object a line: every key, hostile texts included.
//!
//! The same seed gives the same lines on every machine. Numbers stay where every
//! language's JSON reads them alike.

mod bodies;
mod failures;
mod frames;
mod texts;

use std::io::{self, BufWriter, Write};

use clap::Parser;
use fastrand::Rng;

#[derive(Parser)]
#[command(about)]
struct Arguments {
    /// What the lines follow from.
    #[arg(long, default_value_t = 20_261_122)]
    seed: u64,
    /// How many lines.
    #[arg(long, default_value_t = 100_000)]
    count: u64,
}

fn main() -> io::Result<()> {
    let Arguments { seed, count } = Arguments::parse();
    let mut rng = Rng::with_seed(seed);
    let mut output = BufWriter::new(io::stdout().lock());
    for _ in 0..count {
        let line = failures::any(&mut rng).to_string();
        writeln!(output, "{}", texts::spell_surrogates(&line))?;
    }
    output.flush()
}

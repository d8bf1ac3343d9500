//! Writes failures, one JSON object a line: the corpus of secrets, then every key, hostile texts included.
//!
//! The same seed gives the same lines on every machine. Numbers stay where every
//! language's JSON reads them alike.

mod bodies;
#[path = "../../secrets/corpus.rs"]
#[allow(dead_code)]
mod corpus;
mod failures;
mod frames;
mod secrets;
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
    let any = std::iter::repeat_with(|| failures::any(&mut rng));
    let all = secrets::failures().chain(any);
    for line in all.take(usize::try_from(count).unwrap_or(usize::MAX)).map(|line| line.to_string())
    {
        writeln!(output, "{}", texts::spell_surrogates(&line))?;
    }
    output.flush()
}

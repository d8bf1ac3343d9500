//! Measures redaction on the corpus of `tests/secrets`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "../../tests/secrets/corpus.rs"]
mod corpus;

use avatar_errors_core::redacted;
use corpus::{ORDINARY, SECRETS, Sample, samples};

/// So many characters of a secret in a row are as bad as all of it.
const TAIL: usize = 6;

/// What of a secret is still there.
fn leak<'s>(sample: &'s Sample, told: &str) -> Option<&'s str> {
    let secrets = sample.secrets.iter();
    secrets.flat_map(|secret| windows(secret)).find(|part| told.contains(part))
}

fn windows(secret: &str) -> impl Iterator<Item = &str> {
    let length = secret.len().min(TAIL);
    (0..=secret.len() - length).map(move |at| &secret[at..at + length])
}

#[test]
fn secrets_go() {
    let (mut there, mut leaked) = (0, Vec::new());
    for (name, file) in SECRETS {
        let (before, failed) = (there, leaked.len());
        for sample in samples(file) {
            there += 1;
            let made = sample.secrets.iter().all(|secret| secret.len() > 2);
            assert!(made && !sample.secrets.is_empty(), "no secret in {:?}", sample.text);
            let told = redacted(&sample.text);
            if let Some(part) = leak(&sample, &told) {
                leaked.push(format!("{part:?} of {:?}\n    in {told:?}", sample.text));
            }
        }
        println!(
            "secrets of {name}: {} of {} gone",
            there - before - (leaked.len() - failed),
            there - before
        );
    }
    println!("recall: {} of {there}", there - leaked.len());
    assert!(there >= 500, "{there} secrets");
    assert!(
        leaked.len() * 100 <= there * 2,
        "{} of {there} leaked:\n{}",
        leaked.len(),
        leaked.join("\n")
    );
}

#[test]
fn ordinary_texts_stay() {
    let (mut there, mut changed) = (0, Vec::new());
    for (name, file) in ORDINARY {
        let (before, failed) = (there, changed.len());
        for sample in samples(file) {
            there += 1;
            let told = redacted(&sample.text);
            if told.contains("[redacted]") {
                changed.push(format!("{:?}\n    as {told:?}", sample.text));
            }
        }
        println!(
            "ordinary texts of {name}: {} of {} changed",
            changed.len() - failed,
            there - before
        );
    }
    println!("precision: {} of {there} unchanged", there - changed.len());
    assert!(there >= 300, "{there} ordinary texts");
    assert!(
        changed.len() * 100 <= there * 2,
        "{} of {there} changed:\n{}",
        changed.len(),
        changed.join("\n")
    );
}

#[test]
fn redacting_twice_changes_nothing() {
    for (_, file) in SECRETS.into_iter().chain(ORDINARY) {
        for sample in samples(file) {
            let told = redacted(&sample.text);
            assert_eq!(redacted(&told), told, "from {:?}", sample.text);
        }
    }
}

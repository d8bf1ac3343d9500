//! Runs every conformance vector and compares bytes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use avatar_errors_core::{AvatarError, Failure, classify};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A file of vectors; `tests/vectors/README.md` says what each key means.
#[derive(Deserialize)]
struct Group {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    failure: Option<Box<RawValue>>,
    line: Option<String>,
    error: String,
    fingerprint: Option<[String; 3]>,
    #[serde(default, deserialize_with = "given")]
    raw_body: Option<Option<String>>,
}

/// Tells a `null` from a key that is not there.
fn given<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors");
    let entries = fs::read_dir(folder).expect("tests/vectors");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}

#[test]
fn every_vector_gives_its_bytes() {
    let (mut run, mut there) = (0, 0);
    let mut wrong = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("a readable file");
        there += text.matches("\"why\":").count();
        let group: Group = serde_json::from_str(&text).expect("a group of vectors");
        for vector in group.vectors {
            if let Err(difference) = check(&vector) {
                wrong.push(format!("{}: {difference}", vector.name));
            }
            run += 1;
        }
    }
    println!("vectors: {run} run of {there}");
    assert!(wrong.is_empty(), "{} of {run} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(run == there && run >= 500, "{run} vectors run of {there}");
}

fn check(vector: &Vector) -> Result<(), String> {
    let line = match (&vector.failure, &vector.line) {
        (Some(failure), None) => failure.get(),
        (None, Some(line)) => line,
        _ => return Err("needs either a failure or a line".to_owned()),
    };
    let failure = Failure::from_json(line).map_err(|error| error.to_string())?;
    let error = classify(&failure);
    same("json", &error.to_json(), &vector.error)?;
    same("read back", &AvatarError::from_json(&vector.error).map(|read| read == error), &Ok(true))?;
    if let Some(fingerprint) = &vector.fingerprint {
        same("fingerprint", &error.fingerprint(), fingerprint)?;
    }
    if let Some(raw_body) = &vector.raw_body {
        same("raw body", &error.raw_body().map(str::to_owned), raw_body)?;
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug + ?Sized>(
    what: &str,
    got: &T,
    expected: &T,
) -> Result<(), String> {
    if got == expected {
        return Ok(());
    }
    Err(format!("{what}\n  got      {got:?}\n  expected {expected:?}"))
}

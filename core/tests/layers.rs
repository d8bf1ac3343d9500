//! Imports only run down: a floor knows those that stand above it in the list of `lib.rs`, and no other.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The floors in the order of `lib.rs`.
fn floors(lib: &str) -> Vec<String> {
    let modules =
        lib.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    modules.filter_map(|rest| rest.split_once(';')).map(|(name, _)| name.to_owned()).collect()
}

/// Every floor that a file names as `crate::floor`, and everything else that it names of the crate.
fn named(text: &str) -> Vec<String> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let places = code.split("crate::").skip(1);
    places
        .map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

#[test]
fn imports_only_run_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let floors = floors(&fs::read_to_string(src.join("lib.rs")).unwrap());
    assert_eq!(floors.first().map(String::as_str), Some("words"));
    assert!(floors.len() >= 8, "{floors:?}");
    let mut paths = Vec::new();
    files(&src, &mut paths);
    let (mut wrong, mut imports) = (Vec::new(), 0);
    for path in paths.iter().filter(|path| !path.ends_with("lib.rs")) {
        let place = path.strip_prefix(&src).unwrap();
        let floor = place.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        let here = floors.iter().position(|name| *name == floor).expect("a file of a floor");
        for name in named(&fs::read_to_string(path).unwrap()) {
            imports += 1;
            // The two macros of the tables are at the root, as every exported macro is.
            if matches!(name.as_str(), "with_fields" | "with_facts") {
                continue;
            }
            match floors.iter().position(|floor| *floor == name) {
                Some(there) if there <= here => {}
                _ => wrong.push(format!("{}: crate::{name}", place.display())),
            }
        }
    }
    assert!(imports > 50, "{imports} imports seen");
    assert!(wrong.is_empty(), "these run up or past the floors:\n{}", wrong.join("\n"));
}

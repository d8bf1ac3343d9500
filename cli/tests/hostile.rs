//! Lines and names that someone else chose.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::string_slice)]

mod program;

use std::fs;

use program::{FAILURE, run, text};

#[test]
fn a_line_that_is_too_long_is_malformed_and_skipped() {
    let long = format!(r#"{{"phase":"unknown","message":"{}"}}"#, "x".repeat(16_000_000));
    let input = format!("{FAILURE}\n{long}\n{FAILURE}\n");
    let output = run(&["classify"], input.as_bytes());
    assert_eq!(text(&output.stdout).lines().count(), 2);
    assert_eq!(text(&output.stderr), "avatar-errors: <stdin>:2: longer than 16000000 bytes\n");
    assert_eq!(output.status.code(), Some(1));
    let output = run(&["classify", "--max-line", "17M"], input.as_bytes());
    assert_eq!(text(&output.stdout).lines().count(), 3);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let output = run(&["classify", "--max-line", "40"], input.as_bytes());
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), ""));
    assert_eq!(text(&output.stderr).lines().count(), 3);
    let output = run(&["classify", "--max-line", "much"], b"");
    assert_eq!(output.status.code(), Some(2));
}

/// A gigabyte without an end, of which no more than the longest line is ever held.
#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte_needs_no_memory() {
    use std::io::{BufRead as _, Write as _};

    let (child, mut stdin, mut stdout) = program::start(&["classify"]);
    let piece = vec![b'x'; 1 << 20];
    for _ in 0..1_000 {
        stdin.write_all(&piece).expect("it reads");
    }
    writeln!(stdin, "\n{FAILURE}").expect("it reads on");
    let mut answer = String::new();
    stdout.read_line(&mut answer).expect("it answers");
    assert!(answer.contains("creditsExhausted"));
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("its status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    let peak: u64 = peak.trim_end_matches("kB").trim().parse().expect("a number");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(text(&output.stderr), "avatar-errors: <stdin>:1: longer than 16000000 bytes\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(peak < 100_000, "{peak} kB at its peak");
}

#[test]
fn what_is_printed_about_a_file_is_escaped() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "it's \u{1b}]0;x\u{7}\u{202e}\u{200b}.ndjson";
    let file = folder.path().join(name);
    let missing = folder.path().join(format!("no {name}"));
    fs::write(&file, "nonsense\n").expect("a file");
    let [file, missing] = [&file, &missing].map(|path| path.to_str().expect("a path"));
    let output = run(&["classify", file, missing], b"");
    let told = text(&output.stderr);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("it's \\u{1b}]0;x\\u{7}\\u{202e}\\u{200b}.ndjson:1: "), "{told}");
    assert!(told.bytes().all(|byte| byte == b'\n' || byte == b' ' || byte.is_ascii_graphic()));
}

#[test]
fn arguments_are_repeated_escaped() {
    let hostile = "--\u{1b}[2J\u{202e}x";
    for arguments in [["explain", &hostile[2..]], [&hostile[2..], "x"], ["classify", hostile]] {
        let output = run(&arguments, b"");
        assert!(!output.status.success());
        let told = text(&output.stderr);
        assert!(told.contains("\\u{202e}x"), "{told:?}");
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    }
    let help = run(&["classify", "--help"], b"");
    assert!(help.status.success() && text(&help.stdout).contains("--max-line <BYTES>"));
}

//! Answers that cannot be written.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod program;

use std::fs::File;
use std::io::BufRead as _;
use std::process::{Command, Output, Stdio};

use program::{FAILURE, feed, program, start, text};

const LINES: usize = 20_000;

fn failures() -> Vec<u8> {
    format!("{FAILURE}\n").repeat(LINES).into_bytes()
}

/// The end of a program that could not write, and what it says of the lines.
fn check(output: &Output, reason: &str, answered: &str) {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("avatar-errors: standard output: "), "{told}");
    assert!(told.contains(reason), "{told}");
    assert!(told.ends_with(&format!("; {answered} answered\n")), "{told}");
}

/// A shell that starts the program without a standard output.
fn without_output(arguments: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("exec \"$0\" {arguments} >&-"));
    shell.arg(env!("CARGO_BIN_EXE_avatar-errors")).stderr(Stdio::piped());
    shell
}

#[test]
fn without_a_standard_output_no_line_is_answered() {
    check(&feed(&mut without_output("classify"), &failures()), "closed", "0 lines were");
    for arguments in ["codes", "codes --json", "codes --markdown", "explain unknown"] {
        let output = feed(&mut without_output(arguments), b"");
        assert_eq!(text(&output.stderr), "avatar-errors: standard output: it is closed\n");
        assert_eq!(output.status.code(), Some(1), "{arguments}");
    }
}

#[test]
fn nothing_to_say_needs_no_standard_output() {
    let output = feed(&mut without_output("classify"), b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn the_null_device_takes_all() {
    for null in [Stdio::null(), File::create("/dev/null").expect("the device").into()] {
        let command = &mut program(&["classify"]);
        let output = feed(command.stdout(null).stderr(Stdio::piped()), &failures());
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_no_line_is_answered() {
    let full = || File::options().write(true).open("/dev/full").expect("the device");
    let command = &mut program(&["classify"]);
    let output = feed(command.stdout(full()).stderr(Stdio::piped()), &failures());
    check(&output, "No space left on device", "0 lines were");
    let output = feed(program(&["codes"]).stdout(full()).stderr(Stdio::piped()), b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("No space left on device"));
    // Where nothing can be told, the status still tells.
    let output = feed(program(&["classify"]).stdout(full()).stderr(full()), &failures());
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn whoever_reads_no_further_is_told_how_far_it_went() {
    let (child, mut stdin, mut stdout) = start(&["classify"]);
    std::io::Write::write_all(&mut stdin, format!("{FAILURE}\n").as_bytes()).expect("it reads");
    let mut answer = String::new();
    stdout.read_line(&mut answer).expect("it answers");
    assert!(answer.contains("creditsExhausted"));
    drop(stdout);
    let _ = std::io::Write::write_all(&mut stdin, &failures());
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    check(&output, "Broken pipe", "1 line was");
}

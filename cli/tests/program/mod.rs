//! The program as it is installed.

#![allow(dead_code, reason = "no test needs all of it")]

use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

pub const FAILURE: &str = r#"{"phase":"websocket_runtime","server_code":4001}"#;

pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_avatar-errors"));
    command.args(arguments);
    command
}

/// What it says to an input.
pub fn run(arguments: &[&str], input: &[u8]) -> Output {
    feed(program(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()), input)
}

/// The same for a program whose outputs are somewhere; it need not read all.
pub fn feed(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("its standard input");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the program ends");
    // It stops reading where it cannot write.
    let _ = writer.join().expect("the writer ends");
    output
}

/// Begins a program that is told and asked on the way.
pub fn start(arguments: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut command = program(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let stdin = child.stdin.take().expect("its standard input");
    let stdout = child.stdout.take().expect("its standard output");
    (child, stdin, BufReader::new(stdout))
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

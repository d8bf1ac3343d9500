//! What the crate brings along: no FFI, nothing that waits or speaks HTTP.

#![allow(clippy::unwrap_used)]

use std::process::Command;

const NOT_BY_DEFAULT: &[&str] = &[
    "futures-core",
    "futures-util",
    "h2",
    "http",
    "httparse",
    "hyper",
    "hyper-util",
    "mio",
    "native-tls",
    "openssl",
    "reqwest",
    "ring",
    "rustls",
    "socket2",
    "tokio",
    "tungstenite",
    "napi",
    "pyo3",
    "uniffi",
    "url",
];

fn tree() -> Vec<String> {
    let cargo = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "avatar-errors-core", "--all-features"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let lines = String::from_utf8(cargo.stdout).unwrap();
    lines.lines().filter_map(|line| line.split(' ').next().map(str::to_owned)).collect()
}

#[test]
fn none_binds_waits_or_speaks_http() {
    let names = tree();
    assert!(names.iter().any(|name| name == "serde_json"), "{names:?}");
    for name in &names {
        assert!(!NOT_BY_DEFAULT.contains(&name.as_str()), "{name}");
    }
}

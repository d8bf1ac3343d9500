use std::fs;
use std::process::Command;

/// The memory of this process that is in use.
pub(crate) fn resident_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.map(|line| line.trim_end_matches("kB").trim().to_owned());
    kb.or_else(of_ps).and_then(|kb| kb.parse().ok()).unwrap_or_default()
}

/// Where there is no `/proc`.
fn of_ps() -> Option<String> {
    let process = std::process::id().to_string();
    let output = Command::new("ps").args(["-o", "rss=", "-p", &process]).output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

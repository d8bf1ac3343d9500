//! The alert rules of a fleet. Their tests and the dashboard beside them are written by hand.

use std::fmt::Write as _;

use avatar_errors_core::Recovery;
use avatar_errors_core::catalog::{self, CodeInfo};

use crate::{File, MARK};

/// How long a failure counts as recent, and how many of the same code recur.
const WINDOW: &str = "5m";
const THRESHOLD: u32 = 5;

const FAILURES: &str = "fleet:avatar_errors:recent";
const RETRIES: &str = "fleet:avatar_errors_retries:recent";

// A storm: so many retries, more of them than operations that failed in the end, and not so many
// more that most of them helped.
const STORM_RETRIES: u32 = 50;
const STORM_RATIO: u32 = 1;
const HELPFUL_RATIO: u32 = 10;
const STORM_FOR: &str = "2m";

pub(crate) fn files() -> Vec<File> {
    vec![("ops/prometheus/avatar-errors.rules.yml", rules())]
}

fn rules() -> String {
    let may = |info: &CodeInfo, recovery| {
        let exceptions = catalog::exceptions(&info.code);
        info.recovery == recovery || exceptions.iter().any(|row| row.recovery == recovery)
    };
    let codes = || catalog::codes().iter();
    let mut text = head();
    text += &record(FAILURES, "avatar_errors_total");
    text += &record(RETRIES, "avatar_errors_retries_total");
    text.extend(codes().filter(|info| info.alert).map(recurring));
    text.extend(codes().filter(|info| may(info, Recovery::Surface)).map(operator));
    text.extend(
        codes()
            .filter(|info| may(info, Recovery::Retry) || may(info, Recovery::RenewToken))
            .map(storm),
    );
    text
}

fn head() -> String {
    format!(
        "\
# {MARK}
#
# {FAILURES} and {RETRIES} say how many failures and
# retries there were in the last {WINDOW}, over all backends. increase() alone would not do: it
# leaves out a counter's first value, and these counters appear with their first failure; and it
# extrapolates, so that four may look like five. Instead, for each counter, the first of these:
#
# - it restarted within the window: increase(), whose business that is, rounded down;
# - its last value, less the last one known before the window;
# - no earlier value, or a higher one from before a restart: its value alone is what is new. Not so
#   where this Prometheus itself was not yet scraping when the window began: then nothing tells what
#   is new from what it missed.
#
# After a restart right before the window at most as many failures are missed as were known before.
groups:
  - name: avatar-errors
    rules:
"
    )
}

fn record(name: &str, metric: &str) -> String {
    let expression = format!(
        "\
sum by (code, phase, recovery, alert) (
    floor(increase({metric}[{WINDOW}]))
      and resets({metric}[{WINDOW}]) > 0
  or
    last_over_time({metric}[{WINDOW}])
      - last_over_time({metric}[1h] offset {WINDOW}) >= 0
  or
    last_over_time({metric}[{WINDOW}])
      unless on () (count(up) unless count(up offset {WINDOW}))
)
"
    );
    format!("      - record: {name}\n        expr: |\n{}", indented(&expression))
}

/// An alert of one code.
struct Alert {
    name: &'static str,
    expression: String,
    hold: Option<&'static str>,
    severity: &'static str,
    summary: String,
    seen: String,
}

impl Alert {
    fn of(self, info: &CodeInfo) -> String {
        let mut text = format!("      - alert: {}\n        expr: |\n", self.name);
        text += &indented(&self.expression);
        text += &self.hold.map(|time| format!("        for: {time}\n")).unwrap_or_default();
        let description = format!("{}. {} What to do: {}.", info.meaning, self.seen, info.action);
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "        labels:
          code: {}
          severity: {}
        annotations:
          summary: {}
          description: {}
          runbook_url: {}
",
            info.code,
            self.severity,
            quoted(&self.summary),
            quoted(&description),
            quoted(info.code.doc_url()),
        );
        text
    }
}

fn recurring(info: &CodeInfo) -> String {
    let code = &info.code;
    Alert {
        name: "AvatarErrorsRecurring",
        expression: format!("sum({FAILURES}{{code=\"{code}\",alert=\"true\"}}) >= {THRESHOLD}\n"),
        hold: None,
        severity: "warning",
        summary: format!("{code} recurs"),
        seen: format!("{{{{ $value }}}} times in the last {WINDOW}, over all backends."),
    }
    .of(info)
}

fn operator(info: &CodeInfo) -> String {
    let code = &info.code;
    let exceptions = catalog::exceptions(code);
    let here = exceptions.iter().filter(|row| row.recovery == Recovery::Surface);
    let why: String =
        here.map(|row| format!("Here for {}: {}. ", row.condition, row.why)).collect();
    Alert {
        name: "AvatarErrorsOperatorMustAct",
        expression: format!("sum({FAILURES}{{code=\"{code}\",recovery=\"surface\"}}) >= 1\n"),
        hold: None,
        // Where a backend answers its own clients with a 4xx, it may be what one of them asked for.
        severity: if info.problem_status >= 500 { "critical" } else { "warning" },
        summary: format!("{code}: an operator must act, trying again does not help"),
        seen: format!("{why}{{{{ $value }}}} times in the last {WINDOW}, over all backends."),
    }
    .of(info)
}

fn storm(info: &CodeInfo) -> String {
    let code = &info.code;
    let [failures, retries] =
        [FAILURES, RETRIES].map(|metric| format!("sum({metric}{{code=\"{code}\"}})"));
    Alert {
        name: "AvatarErrorsRetryStorm",
        expression: format!(
            "(\n    {retries}\n  / {failures} > {STORM_RATIO}\n) <= {HELPFUL_RATIO}\n  \
             and {retries} >= {STORM_RETRIES}\n"
        ),
        hold: Some(STORM_FOR),
        severity: "warning",
        summary: format!("Retries after {code} do not help and load the service"),
        seen: format!(
            "{{{{ $value | printf \"%.1f\" }}}} retries for each failure in the last {WINDOW}, \
             over all backends."
        ),
    }
    .of(info)
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("          {line}\n")).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

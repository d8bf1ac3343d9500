//! Rule names that hold a phase: made once from the tables, then borrowed.

use crate::words::Phase;

/// The names of a family of rules, one for each phase and row.
pub(super) struct PhaseNames(Vec<String>);

impl PhaseNames {
    /// `<family>.<phase>.<row>` for every phase and row.
    pub(super) fn new(family: &str, rows: &[impl AsRef<str>]) -> Self {
        let names = Phase::ALL.iter().flat_map(|phase| {
            rows.iter().map(move |row| format!("{family}.{phase}.{}", row.as_ref()))
        });
        Self(names.collect())
    }

    /// The name for that phase and row.
    pub(super) fn get(&'static self, phase: &Phase, row: usize) -> &'static str {
        let rows = self.0.len() / Phase::ALL.len();
        self.0.get(phase.index() * rows + row).map_or("", String::as_str)
    }
}

//! The frozen catalogue, and the reference that docs.rs publishes.

use avatar_errors_core::{catalog, reference};

use crate::{File, MARK};

pub(crate) fn files() -> Vec<File> {
    vec![
        ("tests/catalog.json", catalog::to_json() + "\n"),
        ("core/REFERENCE.md", format!("<!-- {MARK} -->\n\n{}", reference::to_markdown())),
    ]
}

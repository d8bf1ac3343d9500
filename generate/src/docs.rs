//! The tables of docs/. What stands around them is written by hand.

use avatar_errors_core::catalog::{self, CodeInfo, FactKind, FieldKind, WordInfo};

use crate::{File, MARK, contract, go, kotlin, node, ops, python, swift};

pub(crate) fn files() -> Vec<File> {
    let codes = [("codes", codes()), ("recoveries", words(catalog::recoveries()))];
    let fields = [
        ("fields", fields()),
        ("phases", words(catalog::phases())),
        ("facts", facts()),
        ("transports", meanings(catalog::transports().iter().copied())),
        ("protocols", meanings(catalog::protocols())),
    ];
    let mut files = vec![
        ("docs/codes.md", page(include_str!("../../docs/codes.md"), &codes)),
        ("docs/fields.md", page(include_str!("../../docs/fields.md"), &fields)),
    ];
    let generated = [("generated", paths(&files))];
    let architecture = include_str!("../../docs/ARCHITECTURE.md");
    files.push(("docs/ARCHITECTURE.md", page(architecture, &generated)));
    files
}

/// The page with these parts between their marks; a part without marks goes to the end.
fn page(text: &str, parts: &[(&str, String)]) -> String {
    parts.iter().fold(text.to_owned(), |text, (name, part)| {
        let (begin, end) = (format!("<!-- {name}: {MARK} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = text.split_once(&begin).unwrap_or((&text, "\n"));
        let after = rest.split_once(&end).map_or(rest, |(_, after)| after);
        format!("{before}{begin}{part}{end}{after}")
    })
}

fn table<const WIDTH: usize>(
    head: [&str; WIDTH],
    rows: impl Iterator<Item = [String; WIDTH]>,
) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.map(str::to_owned)) + &format!("|{}\n", "---|".repeat(WIDTH));
    head + &rows.map(|cells| line(&cells)).collect::<String>()
}

fn codes() -> String {
    table(["code", "meaning", "recovery", "what to do"], catalog::codes().iter().map(code))
}

fn code(info: &CodeInfo) -> [String; 4] {
    let anchor = info.code.as_str().to_ascii_lowercase();
    let origin = if info.documented { "" } else { " (extension)" };
    let alert = if info.alert { ", alert" } else { "" };
    let exceptions = catalog::exceptions(&info.code);
    let exceptions =
        exceptions.iter().map(|row| format!("; `{}` for {}", row.recovery, row.condition));
    [
        format!("[`{}`](../core/REFERENCE.md#{anchor}){origin}{alert}", info.code),
        info.meaning.to_owned(),
        format!("`{}`{}", info.recovery, exceptions.collect::<String>()),
        info.action.to_owned(),
    ]
}

fn fields() -> String {
    let rows = catalog::fields().iter().map(|field| {
        let kind = match field.kind {
            FieldKind::Flag => "boolean",
            FieldKind::MaybeText => "string or absent",
            FieldKind::MaybeU16 | FieldKind::MaybeU64 => "integer or absent",
            _ => "string",
        };
        [format!("`{}`", field.name), kind.to_owned(), field.doc.trim().to_owned()]
    });
    table(["field", "type", "what it says"], rows)
}

fn facts() -> String {
    let rows = catalog::facts().iter().map(|fact| {
        let kind = match fact.kind {
            FactKind::Integer => "integer",
            FactKind::Headers => "names with their values",
            FactKind::Payload => "text or bytes",
            FactKind::Base64 => "base64",
            FactKind::Code => "text or integer",
            _ => "text",
        };
        [format!("`{}`", fact.name), kind.to_owned(), fact.doc.trim().to_owned()]
    });
    table(["key", "type", "what it says"], rows)
}

fn words(words: &'static [WordInfo]) -> String {
    meanings(words.iter().map(|info| (info.word, info.doc)))
}

fn meanings(words: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let rows = words.map(|(word, meaning)| [format!("`{word}`"), meaning.trim().to_owned()]);
    table(["word", "what it means"], rows)
}

/// Every file that is generated, these included.
fn paths(pages: &[File]) -> String {
    let groups = [
        contract::files(),
        ops::files(),
        python::files(),
        node::files(),
        kotlin::files(),
        swift::files(),
        go::files(),
    ];
    let whole = groups.iter().flatten().map(|(path, _)| format!("- `{path}`\n"));
    let parts = pages.iter().map(|(path, _)| format!("- tables in `{path}`\n"));
    whole.chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_between_its_marks_and_the_rest_stays() {
        let marked =
            |part: &str| format!("before\n<!-- it: {MARK} -->\n{part}<!-- /it -->\nafter\n");
        assert_eq!(page(&marked("old\n"), &[("it", "new\n".to_owned())]), marked("new\n"));
        let appended = page("before\n", &[("it", "new\n".to_owned())]);
        assert_eq!(appended, marked("new\n").replace("after\n", ""));
    }
}

//! Python: the enums, the fields of the exceptions, and the stub of the native half.

use avatar_errors_core::catalog::{self, FactInfo, FactKind, FieldInfo, FieldKind};

use crate::{File, MARK};

const WIDTH: usize = 100;

pub(crate) fn files() -> Vec<File> {
    vec![
        ("bindings-python/python/avatar_errors/words.py", words()),
        ("bindings-python/python/avatar_errors/fields.py", fields()),
        ("bindings-python/python/avatar_errors/_native.pyi", stub()),
    ]
}

fn words() -> String {
    let mut text = format!(
        "# {MARK}\n\"\"\"The words of an error as string enums.\"\"\"\n\nfrom .open_enum import OpenEnum\n"
    );
    let codes =
        catalog::codes().iter().map(|info| (info.code.as_str(), format!("{}.", info.meaning)));
    text += &enumeration("ErrorCode", "A stable error code, for programmatic handling.", codes);
    let phases = catalog::phases().iter().map(|info| (info.word, info.doc.to_owned()));
    text += &enumeration("Phase", "Where the failure happened.", phases);
    let recoveries = catalog::recoveries().iter().map(|info| (info.word, info.doc.to_owned()));
    text += &enumeration("Recovery", "What to do about a failure.", recoveries);
    text
}

fn enumeration<'a>(
    name: &str,
    about: &str,
    words: impl Iterator<Item = (&'a str, String)>,
) -> String {
    let mut text = format!(
        "\n\nclass {name}(OpenEnum):\n    \"\"\"{about}\"\"\"\n\n    __module__ = \"avatar_errors\"\n    _value_: str\n\n"
    );
    for (word, doc) in words {
        text += &format!("    {word} = \"{word}\"\n{}", docstring(&doc, 4));
    }
    text
}

fn fields() -> String {
    let mut text = format!(
        "# {MARK}\n\"\"\"The fields of an error, and the constructors that take them.\"\"\"

from __future__ import annotations

from ._native import NativeError, given

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .words import ErrorCode, Phase, Recovery


class Fields(Exception):
    \"\"\"What an error knows, of its native error.\"\"\"

    _native: NativeError

    def __init__(
        self,
        code: ErrorCode | str,
        message: str,
        *,
        phase: Phase | str = \"unknown\",
{}    ) -> None:
        self._native = given(
            code,
            message,
            raw_body,
            phase=phase,
{}        )
        super().__init__(self._native.message)
        # What is being handled where it is raised would be printed in its own words.
        self.__suppress_context__ = True
",
        parameters(),
        arguments(),
    );
    for field in catalog::fields() {
        text += &format!(
            "\n    @property\n    def {0}(self) -> {1}:\n{2}        return self._native.{0}\n",
            field.name,
            field_type(field),
            docstring(field.doc, 8),
        );
    }
    text += &format!(
        "

class TokenFields(Fields):
    \"\"\"The constructor of an error whose phase is known.\"\"\"

    def __init__(
        self,
        message: str,
        *,
        code: ErrorCode | str = \"invalidRequest\",
        phase: Phase | str = \"session_token\",
{}    ) -> None:
        super().__init__(
            code,
            message,
            phase=phase,
{}            raw_body=raw_body,
        )
",
        parameters(),
        arguments(),
    );
    text
}

/// The fields that a caller who has decided on the code may know.
fn known() -> impl Iterator<Item = &'static FactInfo> {
    let fact = |field: &FieldInfo| catalog::facts().iter().find(|fact| fact.name == field.name);
    catalog::fields().iter().filter_map(fact).filter(|fact| fact.name != "message")
}

fn parameters() -> String {
    let known = known().map(|fact| {
        let kind = match fact.kind {
            FactKind::Integer => "int",
            FactKind::Code => "str | int",
            _ => "str",
        };
        format!("        {}: {kind} | None = None,\n", fact.name)
    });
    known.chain(["        raw_body: str | None = None,\n".to_owned()]).collect()
}

fn arguments() -> String {
    known().map(|fact| format!("            {0}={0},\n", fact.name)).collect()
}

fn stub() -> String {
    let fields: Vec<_> = catalog::fields()
        .iter()
        .map(|field| {
            format!("@property\n    def {}(self) -> {}: ...", field.name, field_type(field))
        })
        .collect();
    let facts = |kind: fn(&FactInfo) -> &'static str| {
        let facts = catalog::facts().iter();
        let facts: Vec<_> =
            facts.map(|fact| format!("{}: {} = None,", fact.name, kind(fact))).collect();
        facts.join("\n    ")
    };
    let text = include_str!("python/_native.pyi.in")
        .replace("{fields}", &fields.join("\n    "))
        .replace("{facts}", &facts(fact_type))
        .replace("{anything}", &facts(|_| "object"));
    format!("# {MARK}\n{text}")
}

fn field_type(field: &FieldInfo) -> &'static str {
    match (field.name, field.kind) {
        ("code", _) => "ErrorCode",
        ("phase", _) => "Phase",
        ("recovery", _) => "Recovery",
        (_, FieldKind::Flag) => "bool",
        (_, FieldKind::MaybeText) => "str | None",
        (_, FieldKind::MaybeU16 | FieldKind::MaybeU64) => "int | None",
        _ => "str",
    }
}

fn fact_type(fact: &FactInfo) -> &'static str {
    match fact.kind {
        FactKind::Integer => "float | None",
        FactKind::Headers => "_Headers | None",
        FactKind::Payload => "str | Buffer | None",
        FactKind::Code => "str | float | None",
        _ => "str | None",
    }
}

/// The docstring of what stands above it, in as many lines as it needs.
fn docstring(doc: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let quotes = "\"\"\"";
    let mut text = format!("{margin}{quotes}");
    let mut column = indent + quotes.len();
    let mut words = doc.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let length = word.chars().count();
        let end = if words.peek().is_none() { quotes.len() } else { 0 };
        if column > indent + quotes.len() {
            if column + 1 + length + end > WIDTH {
                text += &format!("\n{margin}");
                column = indent;
            } else {
                text.push(' ');
                column += 1;
            }
        }
        text += word;
        column += length;
    }
    format!("{text}{quotes}\n")
}

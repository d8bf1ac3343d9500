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
    let constructed: Vec<_> = ["code", "phase", "message"]
        .into_iter()
        .chain(known().map(|fact| fact.name))
        .chain(["raw_body"])
        .collect();
    let text = include_str!("python/fields.py.in")
        .replace("{parameters}", &parameters())
        .replace("{arguments}", &arguments())
        .replace("{fields}", &catalog::fields().iter().map(field).collect::<String>())
        .replace("{constructed}", &lines(&constructed));
    format!("# {MARK}\n{text}")
}

/// A field as a property: what the constructor takes can be said later too.
fn field(field: &FieldInfo) -> String {
    let name = field.name;
    let (kind, doc) = (field_type(field), docstring(field.doc, 8));
    let property = |decorator: &str| {
        format!(
            "\n    @{decorator}\n    def {name}(self) -> {kind}:\n{doc}        return known(self).{name}\n"
        )
    };
    let said = match name {
        "code" => "ErrorCode | str",
        "phase" => "Phase | str",
        "message" => "str",
        _ => match known().find(|fact| fact.name == name) {
            Some(fact) => fact_kind(fact),
            None => return property("derived"),
        },
    };
    let none = if matches!(name, "code" | "phase" | "message") { "" } else { " | None" };
    let says = match name {
        "connection_id" | "req_id" => format!("hold(self, known(self).with_{name}(value))"),
        _ => format!("change(self, \"{name}\", value)"),
    };
    property("property")
        + &format!(
            "\n    @{name}.setter\n    def {name}(self, value: {said}{none}) -> None:\n        {says}\n"
        )
}

/// The fields that a caller who has decided on the code may know.
fn known() -> impl Iterator<Item = &'static FactInfo> {
    let fact = |field: &FieldInfo| catalog::facts().iter().find(|fact| fact.name == field.name);
    catalog::fields().iter().filter_map(fact).filter(|fact| fact.name != "message")
}

fn parameters() -> String {
    let known =
        known().map(|fact| format!("        {}: {} | None = None,\n", fact.name, fact_kind(fact)));
    known.chain(["        raw_body: str | None = None,\n".to_owned()]).collect()
}

fn fact_kind(fact: &FactInfo) -> &'static str {
    match fact.kind {
        FactKind::Integer => "int",
        FactKind::Code => "str | int",
        _ => "str",
    }
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
        .replace("{members}", &facts(fact_type).replace(" = None,", ""))
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

/// Words in as many lines as they need.
fn lines(words: &[&str]) -> String {
    let mut text = String::new();
    for line in words.chunks(7) {
        text += &format!("{}{}", if text.is_empty() { "" } else { "\n" }, line.join(" "));
    }
    text
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

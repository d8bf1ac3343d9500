//! Go: codes, phases and the other words, the facts of a failure, the fields of an error, and what the
//! core writes of one for logs and for problem documents.

use avatar_errors_core::Link;
use avatar_errors_core::catalog::{self, FactInfo, FactKind, FieldInfo, FieldKind};

use crate::node::{Key, log_keys, problem_keys};
use crate::word::{Word, codes, infos, lowered, transports, violations, wrapped};
use crate::{File, MARK};

pub(crate) fn files() -> Vec<File> {
    vec![
        ("bindings-go/words.go", words()),
        ("bindings-go/failure.go", failure()),
        ("bindings-go/fields.go", fields()),
        ("bindings-go/handling.go", handling()),
    ]
}

fn head(imports: &str) -> String {
    format!("// Code generated; {MARK}\n\npackage avatarerrors\n{imports}")
        .replace("// Code generated; Generated", "// Code generated")
        .replace("do not edit.", "DO NOT EDIT.")
}

fn words() -> String {
    [
        head(""),
        list(
            "Code",
            "",
            "Code is a stable error code, and an error itself: errors.Is(err, CreditsExhausted) holds for
an [Error] of that code. Spellings never change and none is ever removed; new ones may come.",
            codes(),
        ),
        list("Phase", "Phase", "Phase is where a failure happens.", infos(catalog::phases())),
        list("Recovery", "Recovery", "Recovery is what to do about a failure.", infos(catalog::recoveries())),
        list("Severity", "Severity", "Severity is how loud to log a failure.", infos(catalog::severities())),
        list("Transport", "Transport", "Transport is what broke below HTTP and WebSocket.", transports()),
        list("Violation", "Violation", "Violation is one of the protocol, seen locally.", violations()),
        list(
            "Link",
            "Link",
            "Link is how a link of a chain of errors hangs together with the one above it.",
            infos(Link::INFO),
        ),
    ]
    .concat()
}

fn list(name: &str, prefix: &str, about: &str, words: Vec<Word>) -> String {
    let mut text = format!("\n{}type {name} string\n\nconst (\n", docs(about, ""));
    for (at, (word, doc)) in words.into_iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        let member = exported(&lowered(word));
        text += &format!("{gap}{}\t{prefix}{member} {name} = \"{word}\"\n", docs(&doc, "\t"));
    }
    text + ")\n"
}

/// `http_status` as `HTTPStatus`, `creditsExhausted` as `CreditsExhausted`.
fn exported(name: &str) -> String {
    let word = |word: &str| match word {
        "http" | "id" | "dns" | "tls" => word.to_uppercase(),
        _ => {
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            first.to_uppercase() + rest
        }
    };
    name.split(['_', '.']).map(word).collect()
}

/// A fact in Go: its name, its kind, and what hands it on; `None` where another stands for it.
fn fact(info: &FactInfo) -> Option<(String, &'static str, String)> {
    let name = exported(info.name);
    let key = info.name;
    Some(match (info.kind, key) {
        (FactKind::Integer, _) if key.ends_with("_ms") => {
            (name.clone(), "int64", format!("facts.integer(\"{key}\", f.{name})"))
        }
        (FactKind::Integer, _) => {
            (name.clone(), "int", format!("facts.integer(\"{key}\", int64(f.{name}))"))
        }
        (FactKind::Headers, _) => (name.clone(), "http.Header", format!("facts.headers(f.{name})")),
        (FactKind::Payload, _) => {
            (name.clone(), "[]byte", format!("facts.bytes(\"{key}_bytes\", f.{name})"))
        }
        (FactKind::Base64, _) => {
            let bytes = key.trim_end_matches("_base64");
            if catalog::facts().iter().any(|other| other.name == bytes) {
                return None;
            }
            let name = exported(bytes);
            (name.clone(), "[]byte", format!("facts.bytes(\"{bytes}_bytes\", f.{name})"))
        }
        (_, "transport") => {
            (name.clone(), "Transport", format!("facts.text(\"{key}\", string(f.{name}))"))
        }
        (_, "protocol") => {
            (name.clone(), "Violation", format!("facts.text(\"{key}\", string(f.{name}))"))
        }
        _ => (name.clone(), "string", format!("facts.text(\"{key}\", f.{name})")),
    })
}

fn failure() -> String {
    let mut text = head("\nimport \"net/http\"\n");
    text += &format!(
        "
{}type Failure struct {{
{}\tPhase Phase
",
        docs(
            "Failure is the raw facts of what happened; [Classify] says what they mean.

Every fact but the phase is optional, and every value is taken: one that is zero, out of range or
blank counts as not given. A cancellation, and a close that the caller itself began, are no failures
and do not belong here.",
            ""
        ),
        docs("Where it happened.", "\t"),
    );
    let facts = || catalog::facts().iter().filter_map(|info| Some((info, fact(info)?)));
    for (info, (name, kind, _)) in facts() {
        let doc = match info.kind {
            FactKind::Base64 => {
                "A binary WebSocket frame as received; one that is empty but not nil is an empty message."
            }
            FactKind::Integer if info.name == "now_ms" => {
                "Unix time in milliseconds for reading `Retry-After` dates; the system clock where it is 0."
            }
            _ => info.doc,
        };
        text += &format!("\n{}\t{name} {kind}\n", docs(doc, "\t"));
    }
    text += &format!(
        "\n{}\tEvidence []Observation\n}}\n",
        docs("What each link of a chain of errors says, outermost first.", "\t")
    );
    text += "\nfunc (f *Failure) tell(facts *facts) {\n";
    for (_, (_, _, setter)) in facts() {
        text += &format!("\t{setter}\n");
    }
    text + "}\n"
}

/// The type of a field, and how it is read of a text.
fn field(info: &FieldInfo) -> (&'static str, &'static str) {
    match (info.kind, info.name) {
        (FieldKind::Word, "code") => ("Code", "Code(next())"),
        (FieldKind::Word, "phase") => ("Phase", "Phase(next())"),
        (FieldKind::Word, _) => ("Recovery", "Recovery(next())"),
        (FieldKind::Flag, _) => ("bool", "next() == \"true\""),
        (FieldKind::MaybeText, _) => ("string", "maybe(next())"),
        (FieldKind::MaybeU16, _) => ("int", ""),
        (FieldKind::MaybeU64, _) => ("int64", ""),
        _ => ("string", "next()"),
    }
}

fn fields() -> String {
    let fields = catalog::fields();
    let mut text = head("\nimport \"strconv\"\n");
    text += &format!(
        "\n{}type Error struct {{\n",
        docs(
            "Error is what a failure means. Its fields have no secret. Everything it prints by itself is
redacted; what a library raised is within reach of errors.Is and errors.As, and is never printed.",
            ""
        )
    );
    for (at, info) in fields.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n" };
        let doc = match info.kind {
            FieldKind::MaybeText => format!("{} Empty where there is none.", info.doc),
            FieldKind::MaybeU16 | FieldKind::MaybeU64 => {
                format!("{} 0 where there is none, [Error.Has] tells it from a real 0.", info.doc)
            }
            _ => info.doc.to_owned(),
        };
        text += &format!("{gap}{}\t{} {}\n", docs(&doc, "\t"), exported(info.name), field(info).0);
    }
    text += "\n\tmore\n}\n";

    text += "\nfunc (e *Error) read(next func() string) {\n";
    for info in fields {
        let name = exported(info.name);
        text += &match info.kind {
            FieldKind::MaybeU16 => {
                format!("\te.{name} = int(e.number(\"{}\", next()))\n", info.name)
            }
            FieldKind::MaybeU64 => format!("\te.{name} = e.number(\"{}\", next())\n", info.name),
            _ => format!("\te.{name} = {}\n", field(info).1),
        };
    }
    text += "}\n\nfunc (e *Error) texts() [textCount]string {\n\treturn [textCount]string{\n";
    for info in fields {
        let name = exported(info.name);
        text += &match info.kind {
            FieldKind::Word => format!("\t\tstring(e.{name}),\n"),
            FieldKind::Flag => format!("\t\tstrconv.FormatBool(e.{name}),\n"),
            FieldKind::MaybeText => format!("\t\tgiven(e.{name}),\n"),
            FieldKind::MaybeU16 | FieldKind::MaybeU64 => {
                format!("\t\te.digits(\"{}\", int64(e.{name})),\n", info.name)
            }
            _ => format!("\t\te.{name},\n"),
        };
    }
    text += &format!("\t\tgiven(e.newer),\n\t}}\n}}\n\nconst textCount = {}\n", fields.len() + 1);
    text += "\nfunc (e *Error) write(json *object) {\n";
    for info in fields {
        let (key, name) = (info.name, exported(info.name));
        text += &match info.kind {
            FieldKind::Word => format!("\tjson.text(\"{key}\", string(e.{name}))\n"),
            FieldKind::Flag => format!("\tjson.raw(\"{key}\", strconv.FormatBool(e.{name}))\n"),
            FieldKind::MaybeText => {
                format!("\tif e.{name} != \"\" {{\n\t\tjson.text(\"{key}\", e.{name})\n\t}}\n")
            }
            FieldKind::MaybeU16 | FieldKind::MaybeU64 => format!(
                "\tif digits := maybe(e.digits(\"{key}\", int64(e.{name}))); digits != \"\" {{\n\t\tjson.raw(\"{key}\", digits)\n\t}}\n"
            ),
            _ => format!("\tjson.text(\"{key}\", e.{name})\n"),
        };
    }
    text + "}\n"
}

fn handling() -> String {
    let mut text = head("");
    for (name, about, keys) in [
        ("logKeys", "What of an error is logged, in the core's order.", log_keys()),
        ("problemKeys", "The members of a problem document, in the core's order.", problem_keys()),
    ] {
        text += &format!("\n// {about}\nvar {name} = [...]key{{\n");
        for Key { name, first, optional } in keys {
            let kind = match first {
                '"' => "isText",
                't' => "isFlag",
                _ => "isNumber",
            };
            text += &format!("\t{{\"{name}\", {kind}, {optional}}},\n");
        }
        text += "}\n";
    }
    text
}

fn docs(text: &str, indent: &str) -> String {
    // An empty line stands between paragraphs.
    let paragraphs = text.split("\n\n").flat_map(|paragraph| ["", paragraph]).skip(1);
    wrapped(paragraphs, &format!("{indent}//"), 100)
}

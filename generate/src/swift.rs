//! Swift: codes, phases, recoveries and severities, the facts of a failure, the fields of an error and
//! of a log line.

use std::fmt::Write as _;

use avatar_errors_core::catalog::{self, FactInfo, FactKind, FieldInfo, FieldKind};
use avatar_errors_core::{AvatarError, Failure, Phase, classify};

use crate::spelling::lower_camel;
use crate::word::{Word, infos, lowered, wrapped};
use crate::{File, MARK};

/// As wide as swift-format lets a line be.
const WIDTH: usize = 110;

pub(crate) fn files() -> Vec<File> {
    vec![
        (
            "bindings-swift/Sources/AvatarErrors/Generated/ErrorCode.swift",
            words(
                "ErrorCode",
                "A stable error code, for programmatic handling.

Spellings never change and none is ever removed; new ones may come, so a `switch` needs a `default`.",
                "All codes known to this version, in the order of the service's documentation, extensions last.",
                &codes(),
            ),
        ),
        (
            "bindings-swift/Sources/AvatarErrors/Generated/Phase.swift",
            words(
                "Phase",
                "Where the failure happened.",
                "All phases known to this version.",
                &infos(catalog::phases()),
            ),
        ),
        (
            "bindings-swift/Sources/AvatarErrors/Generated/Recovery.swift",
            words(
                "Recovery",
                "What to do about a failure.",
                "All recoveries known to this version.",
                &infos(catalog::recoveries()),
            ),
        ),
        (
            "bindings-swift/Sources/AvatarErrors/Generated/Severity.swift",
            words(
                "Severity",
                "How loud to log a failure, by the short name that OpenTelemetry has for it.",
                "All severities known to this version.",
                &infos(catalog::severities()),
            ),
        ),
        ("bindings-swift/Sources/AvatarErrors/Generated/Failure.swift", failure()),
        ("bindings-swift/Sources/AvatarErrors/Generated/AvatarError+Fields.swift", fields()),
    ]
}

fn codes() -> Vec<Word> {
    let documented = catalog::codes().iter().filter(|info| info.documented).count();
    let code = |info: &catalog::CodeInfo| {
        let origin = format!(" Beyond the documented {documented}.");
        let origin = if info.documented { "" } else { &origin };
        format!("{}.{origin}", info.meaning)
    };
    catalog::codes().iter().map(|info| (info.code.as_str(), code(info))).collect()
}

fn words(name: &str, about: &str, known: &str, words: &[Word]) -> String {
    let mut text = format!(
        "// {MARK}

{}public struct {name}: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {{
    /// The documented spelling.
    public let rawValue: String

    public init(rawValue: String) {{
        self.rawValue = rawValue
    }}

    public var description: String {{ rawValue }}
}}

extension {name} {{
",
        docs(about, 0),
    );
    for (word, doc) in words {
        let member = member(word);
        let _ = writeln!(
            text,
            "{}    public static let {member} = Self(rawValue: \"{word}\")",
            docs(doc, 4)
        );
    }
    let members: String =
        words.iter().map(|(word, _)| format!("        .{},\n", member(word))).collect();
    let _ = write!(
        text,
        "
{}    public static let known: [Self] = [
{members}    ]
}}
",
        docs(known, 4)
    );
    text
}

/// `session_token` as `sessionToken`, `WARN` as `warn`.
fn member(word: &str) -> String {
    lower_camel(&lowered(word))
}

/// `connection_id` as `connectionID`, as Swift spells it.
fn property(name: &str) -> String {
    let camel = lower_camel(name);
    camel.strip_suffix("Id").map(|stem| format!("{stem}ID")).unwrap_or(camel)
}

/// A property of a failure.
struct Property {
    name: String,
    doc: String,
    kind: &'static str,
    fact: FactKind,
    /// What the core calls it.
    key: String,
    /// What hands the value on.
    setter: String,
    /// Only a failure in its JSON form has it.
    package: bool,
}

fn properties() -> Vec<Property> {
    let mut properties = Vec::new();
    for fact in catalog::facts() {
        let is_twin = fact.kind == FactKind::Base64;
        let bytes = fact.name.trim_end_matches("_base64");
        if is_twin && catalog::facts().iter().all(|other| other.name != bytes) {
            properties.push(Property {
                name: property(bytes),
                doc: "A binary WebSocket frame as received.".to_owned(),
                kind: "Data",
                fact: FactKind::Payload,
                key: bytes.to_owned(),
                setter: format!("{}(bytes:", lower_camel(bytes)),
                package: false,
            });
        }
        properties.push(Property {
            name: property(fact.name),
            doc: fact.doc.trim().to_owned(),
            kind: swift_type(fact),
            fact: fact.kind,
            key: fact.name.to_owned(),
            setter: format!("{}({}:", lower_camel(fact.name), label(fact.kind)),
            package: is_twin,
        });
        if fact.kind == FactKind::Payload {
            properties.push(Property {
                name: format!("{}Text", property(fact.name)),
                doc: "The response body as text.".to_owned(),
                kind: "String",
                fact: FactKind::Text,
                key: format!("{}_text", fact.name),
                setter: format!("{}Text(text:", lower_camel(fact.name)),
                package: true,
            });
        }
    }
    properties
}

fn swift_type(fact: &FactInfo) -> &'static str {
    match fact.kind {
        FactKind::Integer if fact.name.ends_with("_ms") => "Int64",
        FactKind::Integer => "Int",
        FactKind::Headers => "[(name: String, value: String)]",
        FactKind::Payload => "Data",
        _ => "String",
    }
}

fn label(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Payload => "bytes",
        FactKind::Code | FactKind::Text => "text",
        _ => "value",
    }
}

impl Property {
    fn is_list(&self) -> bool {
        self.kind.starts_with('[')
    }

    fn declared(&self) -> String {
        let access = if self.package { "package" } else { "public" };
        let optional = if self.is_list() { "" } else { "?" };
        let doc = docs(&self.doc, 4);
        format!("{doc}    {access} var {}: {}{optional}\n", escaped(&self.name), self.kind)
    }

    fn parameter(&self) -> String {
        let byhand = if self.is_list() { " = []" } else { "? = nil" };
        format!(",\n        {}: {}{byhand}", self.name, self.kind)
    }

    fn told(&self) -> String {
        let Self { name, kind, setter, .. } = self;
        if self.is_list() {
            return format!(
                "        for (name, value) in {name} {{ native.tell(header: name, value) }}\n"
            );
        }
        let given = escaped(name);
        if label(self.fact) == "text" {
            let function =
                format!("uniffi_avatar_errors_uniffi_fn_method_nativefailure_{}", self.key);
            return format!("        native.tell({given}, {function})\n");
        }
        let value = if *kind == "Int" { "Int64($0)" } else { "$0" };
        format!("        told({given}) {{ native.{setter} {value}) }}\n")
    }
}

/// A word of the language in the quotes that make a name of it.
fn escaped(name: &str) -> String {
    if name == "protocol" { format!("`{name}`") } else { name.to_owned() }
}

fn failure() -> String {
    let properties = properties();
    let public = || properties.iter().filter(|property| !property.package);
    let package = properties.iter().filter(|property| property.package);
    format!(
        "// {MARK}

internal import AvatarErrorsFFI
internal import AvatarErrorsGenerated
import Foundation

/// The raw facts of what happened; `AvatarError` says what they mean.
///
/// Every fact but the phase is optional, and every value is taken: one that is out of
/// range or blank counts as not given. A cancellation, and a close that the caller
/// itself began, are no failures and do not belong here.
public struct Failure: Sendable {{
    /// Where it happened.
    public var phase: Phase
{}
    // What only a failure in its JSON form has.
{}
    public init(
        phase: Phase{}
    ) {{
        self.phase = phase
{}    }}

    /// Hands the facts on, one by one.
    func tell(_ native: NativeFailure) {{
{}    }}
}}
",
        public().map(Property::declared).collect::<String>(),
        package.map(Property::declared).collect::<String>(),
        public().map(Property::parameter).collect::<String>(),
        public()
            .map(|property| format!(
                "        self.{0} = {1}\n",
                property.name,
                escaped(&property.name)
            ))
            .collect::<String>(),
        properties.iter().map(Property::told).collect::<String>(),
    )
}

fn fields() -> String {
    let fields = catalog::fields();
    let (logged, log) = log_lines();
    format!(
        "// {MARK}

internal import AvatarErrorsGenerated

extension AvatarError {{
{}}}

extension AvatarError {{
    /// The fields that are there, by their documented names, in the order of the canonical JSON.
    var fields: [(name: String, value: LogValue)] {{
        var fields: [(name: String, value: LogValue)] = []
        fields.reserveCapacity({})
{}        return fields
    }}

    /// What to log: the documented names in their order, then OpenTelemetry's. No secret, no raw
    /// body, and no `message`, which loggers keep for themselves.
    ///
    ///     let metadata = error.logFields.map {{ ($0.name, Logger.MetadataValue.stringConvertible($0.value)) }}
    ///     logger.warning(\"\\(error.code)\", metadata: .init(uniqueKeysWithValues: metadata))
    public var logFields: [(name: String, value: LogValue)] {{
        var fields: [(name: String, value: LogValue)] = []
        fields.reserveCapacity({})
{}        return fields
    }}
}}
",
        fields.iter().map(accessor).collect::<Vec<_>>().join("\n"),
        fields.len(),
        fields.iter().map(|field| added(field.name, field.name, field.kind)).collect::<String>(),
        logged,
        log,
    )
}

fn accessor(field: &FieldInfo) -> String {
    let call = format!("core.{}()", lower_camel(field.name));
    let (kind, value) = match field.kind {
        FieldKind::Word => {
            let kind = match field.name {
                "code" => "ErrorCode",
                "phase" => "Phase",
                _ => "Recovery",
            };
            (kind, format!("{kind}(rawValue: {call})"))
        }
        FieldKind::Flag => ("Bool", call),
        FieldKind::MaybeText => ("String?", format!("given({call})")),
        FieldKind::MaybeU16 => ("Int?", format!("given({call}).map {{ Int($0) }}")),
        FieldKind::MaybeU64 => ("Int64?", format!("given({call})")),
        _ => ("String", call),
    };
    let doc = docs(field.doc, 4);
    format!("{doc}    public var {}: {kind} {{ {value} }}\n", property(field.name))
}

/// Adds a field under a name, where it is there.
fn added(name: &str, field: &str, kind: FieldKind) -> String {
    let value = if kind == FieldKind::Word { ".rawValue" } else { "" };
    format!("        fields.add(\"{name}\", {}{value})\n", property(field))
}

/// The lines that gather what a log line has. What is there twice is asked for once.
fn log_lines() -> (usize, String) {
    let log = log_fields();
    let mut lines = String::new();
    for (at, (_, field, _)) in log.iter().enumerate() {
        if log.iter().skip(at + 1).any(|(_, other, _)| other == field) {
            let _ = writeln!(lines, "        let {0} = self.{0}", property(field));
        }
    }
    lines.extend(log.iter().map(|(name, field, kind)| added(name, field, *kind)));
    (log.len(), lines)
}

/// Names and fields of a log line in its order: each field is known by its value in an error that has
/// them all.
fn log_fields() -> Vec<(String, &'static str, FieldKind)> {
    let fields = catalog::fields();
    let sampled = |at: usize, field: &FieldInfo| match field.kind {
        FieldKind::Flag => "false".to_owned(), // as an unlisted recovery has it
        FieldKind::MaybeU16 | FieldKind::MaybeU64 => (100 + at).to_string(),
        _ => format!("\"{}\"", field.name),
    };
    let members: Vec<_> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| format!("\"{}\":{}", field.name, sampled(at, field)))
        .collect();
    let sample = AvatarError::from_json(&format!("{{{}}}", members.join(",")))
        .unwrap_or_else(|_| classify(&Failure::new(Phase::Unknown)));
    sample
        .log_fields()
        .to_json()
        .trim_matches(['{', '}'])
        .split(",\"")
        .filter_map(|member| member.trim_start_matches('"').split_once("\":"))
        .map(|(name, value)| {
            let mut named = fields.iter().enumerate();
            let field = fields.iter().find(|field| field.name == name).or_else(|| {
                named.find(|(at, field)| sampled(*at, field) == value).map(|(_, field)| field)
            });
            // Else a word that follows from a field.
            let (field, kind) =
                field.map_or(("severity", FieldKind::Word), |it| (it.name, it.kind));
            (name.to_owned(), field, kind)
        })
        .collect()
}

fn docs(text: &str, indent: usize) -> String {
    wrapped(text.split('\n'), &format!("{}///", " ".repeat(indent)), WIDTH)
}

//! Node: the words of the types, the facts of a failure, the fields of an error, and the order of the
//! texts that the native half writes.

use avatar_errors_core::catalog::{self, FactInfo, FactKind, FieldInfo, FieldKind};
use avatar_errors_core::{AvatarError, Failure, Link, Phase, classify};

use crate::spelling::lower_camel;
use crate::word::{Word, codes, infos, sentence, transports, violations};
use crate::{File, MARK};

/// As wide as prettier lets a line be, with its end.
const WIDTH: usize = 81;

pub(crate) fn files() -> Vec<File> {
    vec![
        ("bindings-node/lib/generated/words.cts", words()),
        ("bindings-node/lib/generated/failure.cts", failure()),
        ("bindings-node/lib/generated/fields.cts", fields()),
        ("bindings-node/lib/generated/handling.cts", handling()),
    ]
}

fn words() -> String {
    let documented = catalog::codes().iter().filter(|info| info.documented).count();
    let extensions: Vec<_> = catalog::codes()
        .iter()
        .filter(|info| !info.documented)
        .map(|info| format!("`{}`", info.code))
        .collect();
    let about = format!(
        "The {documented} documented codes, and what the service sends besides: {}.",
        extensions.join(", ")
    );
    let sections = [
        union("KnownErrorCode", &about, codes()),
        union("KnownPhase", "Where a failure happens.", infos(catalog::phases())),
        union("KnownRecovery", "What to do about a failure.", infos(catalog::recoveries())),
        union("Severity", "How loud to log a failure.", infos(catalog::severities())),
        union("Transport", "What broke below HTTP and WebSocket.", transports()),
        union("Violation", "A violation of the protocol, seen locally.", violations()),
        union(
            "Link",
            "How a link of a chain of errors hangs together with the one above it.",
            infos(Link::INFO),
        ),
        sdk_codes(),
        "/** A word that a newer version may bring; it keeps completion for the known ones. */
type Other = string & {};

/** What happened. Spellings never change; new codes may come. */
export type ErrorCode = KnownErrorCode | Other;

/** Where it happened. */
export type Phase = KnownPhase | Other;

/** What to do: try again with backoff, get a new token, tell an operator, or log it. */
export type Recovery = KnownRecovery | Other;
"
        .to_owned(),
    ];
    format!("// {MARK}\n\n{}", sections.join("\n"))
}

/// As the public SDKs have them.
fn sdk_codes() -> String {
    let members: String = catalog::codes()
        .iter()
        .map(|info| {
            let code = info.code.as_str();
            let (first, rest) = code.split_at(1);
            let name = first.to_uppercase() + rest;
            let line = format!("  {name}: \"{code}\",\n");
            format!("  /** {} */\n{line}  {code}: \"{code}\",\n", sentence(info.meaning))
        })
        .collect();
    format!(
        "/** The codes as values, under both spellings that the public SDKs have. */
export const AvatarSDKErrorCode = {{
{members}}} as const;

/** One of the codes. */
export type AvatarSDKErrorCode = KnownErrorCode;
"
    )
}

fn union(name: &str, about: &str, words: Vec<Word>) -> String {
    let members: String =
        words.into_iter().map(|(word, doc)| format!("\n  /** {doc} */\n  | \"{word}\"")).collect();
    format!("/** {about} */\nexport type {name} ={members};\n")
}

fn failure() -> String {
    let properties: Vec<_> = [("phase", "phase".to_owned(), "text")]
        .into_iter()
        .chain(catalog::facts().iter().filter_map(property))
        .collect();
    let table: String = properties
        .iter()
        .map(|(name, property, kind)| {
            format!("  {{ name: \"{name}\", property: \"{property}\", kind: \"{kind}\" }},\n")
        })
        .collect();
    let values: String =
        properties.iter().map(|(_, property, _)| format!("    given.{property},\n")).collect();
    let facts = catalog::facts();
    format!(
        "// {MARK}

import type {{ Bytes }} from \"../bytes.cjs\";
import type {{ HeadersLike }} from \"../headers.cjs\";
import type {{ Link, Phase, Transport, Violation }} from \"./words.cjs\";

/**
 * The raw facts of what happened. All are optional; a value of the wrong type, out of range or
 * blank counts as not given.
 */
export interface Failure {{
  /** Where it happened. */
  phase?: Phase | undefined;
{}  /** What the links of a chain of errors say, outermost first, depth first. */
  evidence?: readonly Observation[] | undefined;
}}

/** What one link of a chain of errors says. 1006 and 1015 are close codes here alone. */
export interface Observation extends Omit<
  Failure,
  \"prefix\" | \"fallback\" | \"nowMs\" | \"evidence\"
> {{
  /** How it hangs together with the link above it. */
  link: Link;
  /** How far it is from the outermost, which is at 0. */
  depth: number;
  /** It is a cancellation, or a close that the caller began. */
  noFailure?: boolean | undefined;
  /** It has been classified already. */
  classified?: boolean | undefined;
}}

/** A failure in the JSON form that all languages share. */
export interface FailureJSON {{
  phase?: Phase;
{}  evidence?: readonly ObservationJSON[];
}}

/** What one link says, in the JSON form. */
export interface ObservationJSON extends Omit<
  FailureJSON,
  \"prefix\" | \"fallback\" | \"now_ms\" | \"evidence\"
> {{
  link: Link;
  depth: number;
  no_failure?: boolean;
  classified?: boolean;
}}

/** Name and property of each fact, and what its values are. */
export const FACTS = [
{table}] as const;

/** What an object has for each of them. */
export function valuesOf(given: any): unknown[] {{
  return [
{values}  ];
}}
",
        facts.iter().filter_map(typescript).collect::<String>(),
        facts.iter().map(json).collect::<String>(),
    )
}

/// What is bytes needs no base64 here, and where a fact may be text or bytes they are one property.
fn property(fact: &FactInfo) -> Option<(&'static str, String, &'static str)> {
    let name = fact.name.trim_end_matches("_base64");
    let is_twin = |other: &FactInfo| fact.kind == FactKind::Base64 && other.name == name;
    if catalog::facts().iter().any(is_twin) {
        return None;
    }
    let kind = match fact.kind {
        FactKind::Integer => "number",
        FactKind::Headers => "headers",
        FactKind::Payload => "payload",
        FactKind::Base64 => "bytes",
        FactKind::Code => "code",
        _ => "text",
    };
    Some((name, lower_camel(name), kind))
}

fn typescript(fact: &FactInfo) -> Option<String> {
    let (name, property, kind) = property(fact)?;
    let values = match (name, kind) {
        ("transport", _) => "Transport",
        ("protocol", _) => "Violation",
        ("fallback", _) => "\"transport\" | \"protocol\"",
        (_, "number") => "number",
        (_, "headers") => "HeadersLike",
        (_, "payload") => "string | Bytes",
        (_, "bytes") => "Bytes",
        (_, "code") => "string | number",
        _ => "string",
    };
    let doc = if kind == "bytes" { "A binary WebSocket frame as received." } else { fact.doc };
    Some(format!("  /** {} */\n  {property}?: {values} | undefined;\n", doc.trim()))
}

fn json(fact: &FactInfo) -> String {
    let values = match fact.kind {
        FactKind::Integer => "number",
        FactKind::Headers => "Readonly<Record<string, string | readonly string[]>>",
        FactKind::Code => "string | number",
        _ => "string",
    };
    format!("  {}?: {values};\n", fact.name)
}

fn fields() -> String {
    let fields = catalog::fields();
    let properties: String =
        fields.iter().filter(|field| field.name != "message").map(typed).collect();
    let json: String = fields
        .iter()
        .map(|field| {
            let optional = if is_optional(field.kind) { "?" } else { "" };
            format!("  {}{optional}: {};\n", field.name, values(field))
        })
        .collect();
    let table: String = fields
        .iter()
        .map(|field| format!("  [\"{}\", {}],\n", lower_camel(field.name), reader(field.kind)))
        .collect();
    format!(
        "// {MARK}

import {{ isTrue, maybeNumber, maybeText }} from \"../texts.cjs\";
import type {{ ErrorCode, Phase, Recovery }} from \"./words.cjs\";

/** What an error knows, but for its message; what is not known is `undefined`. */
export interface Fields {{
{properties}}}

/** The canonical JSON of an error, the same in every language. */
export interface AvatarErrorJSON {{
{json}}}

/** The property of each field and how its text is read, in the order of the texts. */
export const FIELDS = [
{table}] as const;

{}",
        function("readFields", "AvatarErrorJSON", &keys(AvatarError::to_json)),
    )
}

fn typed(field: &FieldInfo) -> String {
    let absent = if is_optional(field.kind) { " | undefined" } else { "" };
    let property = lower_camel(field.name);
    // Those may become known later.
    let readonly = if matches!(field.name, "connection_id" | "req_id") { "" } else { "readonly " };
    format!("  /** {} */\n  {readonly}{property}: {}{absent};\n", field.doc.trim(), values(field))
}

fn is_optional(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::MaybeText | FieldKind::MaybeU16 | FieldKind::MaybeU64)
}

fn values(field: &FieldInfo) -> &'static str {
    match (field.name, field.kind) {
        ("code", _) => "ErrorCode",
        ("phase", _) => "Phase",
        ("recovery", _) => "Recovery",
        (_, FieldKind::Flag) => "boolean",
        (_, FieldKind::MaybeU16 | FieldKind::MaybeU64) => "number",
        _ => "string",
    }
}

fn reader(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Flag => "isTrue",
        FieldKind::MaybeText => "maybeText",
        FieldKind::MaybeU16 | FieldKind::MaybeU64 => "maybeNumber",
        _ => "String",
    }
}

fn handling() -> String {
    format!(
        "// {MARK}

import type {{ LogFields }} from \"../log.cjs\";
import type {{ Problem }} from \"../problem.cjs\";

{}
{}",
        function("readLogFields", "LogFields", &log_keys()),
        function("readProblem", "Problem", &problem_keys()),
    )
}

/// What of an error is logged.
pub(crate) fn log_keys() -> Vec<Key> {
    keys(|error| error.log_fields().to_json())
}

/// The members of a problem document.
pub(crate) fn problem_keys() -> Vec<Key> {
    keys(|error| error.problem().to_json())
}

/// A key of a JSON object, how its value begins, and whether it may be absent.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) first: char,
    pub(crate) optional: bool,
}

/// The keys of what the core writes of an error, in its order.
fn keys(write: fn(&AvatarError) -> String) -> Vec<Key> {
    let least = members(&write(&sample(|kind| !is_optional(kind))));
    members(&write(&sample(|_| true)))
        .into_iter()
        .map(|(name, first)| Key { optional: !least.contains(&(name.clone(), first)), name, first })
        .collect()
}

/// An error with the fields of these kinds.
fn sample(has: fn(FieldKind) -> bool) -> AvatarError {
    let fields = catalog::fields().iter().filter(|field| has(field.kind));
    let members: Vec<_> = fields
        .map(|field| {
            let value = match (field.name, field.kind) {
                ("recovery", _) => "\"retry\"",
                (_, FieldKind::Flag) => "true",
                (_, FieldKind::MaybeU16 | FieldKind::MaybeU64) => "100",
                _ => "\"x\"",
            };
            format!("\"{}\":{value}", field.name)
        })
        .collect();
    let json = format!("{{{}}}", members.join(","));
    AvatarError::from_json(&json).unwrap_or_else(|_| classify(&Failure::new(Phase::Unknown)))
}

/// Names and how the values begin, of a flat object whose texts hold no quotes.
fn members(json: &str) -> Vec<(String, char)> {
    json.trim_matches(['{', '}'])
        .split(",\"")
        .filter_map(|member| {
            let (name, value) = member.trim_start_matches('"').split_once("\":")?;
            Some((name.to_owned(), value.chars().next()?))
        })
        .collect()
}

/// Makes an object of texts, its keys in their order, without what is absent.
fn function(name: &str, object: &str, keys: &[Key]) -> String {
    let mut text = format!(
        "export function {name}(texts: readonly any[]): {object} {{\n  const read: any = {{\n"
    );
    let mut open = true;
    for (at, key) in keys.iter().enumerate() {
        let value =
            if key.optional { format!("texts[{at}].slice(1)") } else { format!("texts[{at}]") };
        let value = match key.first {
            '"' => value,
            't' => format!("{value} === \"true\""),
            _ => format!("Number({value})"),
        };
        if open && key.optional {
            text += "  };\n";
            open = false;
        }
        let (bare, member) = match key.name.contains('.') {
            true => (format!("\"{}\"", key.name), format!("[\"{}\"]", key.name)),
            false => (key.name.clone(), format!(".{}", key.name)),
        };
        text += &if open {
            format!("    {bare}: {value},\n")
        } else if key.optional {
            let line = format!("  if (texts[{at}]) read{member} = {value};\n");
            if line.len() <= WIDTH { line } else { line.replace(") read", ")\n    read") }
        } else {
            format!("  read{member} = {value};\n")
        };
    }
    text + if open { "  };\n" } else { "" } + "  return read;\n}\n"
}

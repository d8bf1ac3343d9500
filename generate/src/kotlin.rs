//! Kotlin: the words as classes, the setters of a failure, and the fields of an exception.

use avatar_errors_core::catalog::{self, FactInfo, FactKind, FieldInfo, FieldKind, WordInfo};
use avatar_errors_core::{ErrorCode, Phase, Recovery};

use crate::spelling::{lower_camel, upper_snake};
use crate::{File, MARK};

const WIDTH: usize = 100;

pub(crate) fn files() -> Vec<File> {
    let meanings = catalog::codes().iter().map(|info| format!("{}.", info.meaning));
    let docs = |infos: &[WordInfo]| infos.iter().map(|info| info.doc.to_owned()).collect();
    vec![
        (
            "bindings-kotlin/src/generated/kotlin/avatar/errors/ErrorCode.kt",
            words("ErrorCode", "code", CODE, ErrorCode::INFO, meanings.collect()),
        ),
        (
            "bindings-kotlin/src/generated/kotlin/avatar/errors/Phase.kt",
            words("Phase", "phase", PHASE, Phase::INFO, docs(Phase::INFO)),
        ),
        (
            "bindings-kotlin/src/generated/kotlin/avatar/errors/Recovery.kt",
            words("Recovery", "recovery", RECOVERY, Recovery::INFO, docs(Recovery::INFO)),
        ),
        ("bindings-kotlin/src/generated/kotlin/avatar/errors/Failure.kt", failure()),
        ("bindings-kotlin/src/generated/kotlin/avatar/errors/ErrorFields.kt", fields()),
    ]
}

const CODE: &str = "/**
 * What happened: a stable code, for programmatic handling.
 *
 * Spellings never change and none is ever removed. The set is open: a code of a newer
 * version is kept as it is, so give a `when` or `switch` a default branch. Two codes of the
 * same spelling are the same object where this version lists them.
 */";
const PHASE: &str = "/** Where the failure happened; open as [ErrorCode] is. */";
const RECOVERY: &str = "/** What to do about a failure; open as [ErrorCode] is. */";

fn words(name: &str, noun: &str, about: &str, infos: &[WordInfo], docs: Vec<String>) -> String {
    let order =
        if name == "ErrorCode" { ", in the order of the service's documentation" } else { "" };
    let constants: String = infos
        .iter()
        .zip(docs)
        .map(|(info, doc)| {
            format!(
                "\n{}        @JvmField\n        public val {}: {name} = list(\"{}\")\n",
                kdoc(&doc, 8),
                upper_snake(info.name),
                info.word
            )
        })
        .collect();
    format!(
        "// {MARK}

package avatar.errors

{about}
public class {name} private constructor(
    value: String,
) : Word(value) {{
    override fun listed(): Word? = LISTED[value]

    public companion object {{
        private const val serialVersionUID = 1L
        private val LISTED = LinkedHashMap<String, {name}>()

        private fun list(value: String) = {name}(value).also {{ LISTED[value] = it }}
{constants}
        /** Every {noun} that this version lists{order}. */
        @JvmStatic
        public fun all(): List<{name}> = LISTED.values.toList()

        /** The {noun} of that spelling, listed or not. */
        @JvmStatic
        public fun of(value: String): {name} = LISTED[value] ?: {name}(value)
    }}
}}
"
    )
}

fn failure() -> String {
    let setters: String = catalog::facts().iter().map(setter).collect();
    format!(
        "// {MARK}

package avatar.errors

import avatar.errors.ffi.Header
import avatar.errors.ffi.Payload
import avatar.errors.ffi.Failure as Record

/**
 * The raw facts of what happened: the input of [AvatarErrors.classify].
 *
 * Every fact but the phase is optional, and every value is taken: `null`, and what is out of
 * range or blank, counts as not given. Calls chain, and may follow in any order:
 *
 * ```
 * Failure(Phase.WEBSOCKET_CONNECT).httpStatus(401).body(responseBody)
 * ```
 *
 * Not safe for use by several threads at once.
 */
public class Failure(
    /** Where it happened. */
    public val phase: Phase,
) {{
    private val headers = ArrayList<Header>()
    internal val record = Record(phase.value.wellFormed(), headers = headers)

    /** A failure of which not even the phase is known. */
    public constructor() : this(Phase.UNKNOWN)
{setters}
    private inline fun <T : Any> set(
        value: T?,
        change: (T) -> Unit,
    ): Failure {{
        if (value != null) change(value)
        return this
    }}
}}
"
    )
}

/// What sets a fact, in each form that a program may have it in.
fn setter(fact: &FactInfo) -> String {
    let name = lower_camel(fact.name);
    let value = parameter(fact.name);
    let one = |doc: &str, name: &str, kind: &str, change: &str| {
        format!(
            "\n{}    public fun {name}({value}: {kind}): Failure = set({value}) {{ record.{change} }}\n",
            kdoc(doc, 4)
        )
    };
    match fact.kind {
        FactKind::Integer if fact.name.ends_with("_ms") => {
            one(fact.doc, &name, "Long?", &format!("{name} = it"))
        }
        FactKind::Integer => one(fact.doc, &name, "Int?", &format!("{name} = it.toLong()")),
        FactKind::Code => {
            let number = format!(
                "\n{}    public fun {name}({value}: Long): Failure = {name}({value}.toString())\n",
                kdoc(fact.doc, 4)
            );
            one(fact.doc, &name, "String?", &format!("{name} = it.wellFormed()")) + &number
        }
        FactKind::Payload => {
            one(fact.doc, &name, "ByteArray?", &format!("{name} = Payload.Bytes(it)"))
                + &one(
                    &format!("{}, as text.", fact.doc.trim_end_matches('.')),
                    &name,
                    "String?",
                    &format!("{name} = Payload.Text(it.wellFormed())"),
                )
        }
        FactKind::Headers => HEADERS.replace("{doc}", &kdoc(fact.doc, 4)),
        FactKind::Base64 if !catalog::facts().iter().any(|other| other.name == value) => {
            one(
                "A binary WebSocket frame as received.",
                &value,
                "ByteArray?",
                &format!("{value} = it"),
            ) + &one(fact.doc, &name, "String?", &format!("{name} = it.wellFormed()"))
        }
        FactKind::Base64 | FactKind::Text | _ => {
            one(fact.doc, &name, "String?", &format!("{name} = it.wellFormed()"))
        }
    }
}

const HEADERS: &str = "
    /** A response header; call it once for each value. Names are taken in any case. */
    public fun header(
        name: String,
        value: String?,
    ): Failure = set(value) { headers += Header(name.wellFormed(), it.wellFormed()) }

    /** The response headers, as `java.net.http.HttpHeaders.map()` and most clients have them. */
    public fun headers(headers: Map<out String?, List<String?>?>?): Failure {
        headers?.forEach { (name, values) ->
            if (name != null) values?.forEach { header(name, it) }
        }
        return this
    }
";

/// What a setter's parameter is called: the last part of the name, where that says it.
fn parameter(fact: &str) -> String {
    match (fact, fact.rsplit_once('_')) {
        ("transport" | "protocol", _) => "word".to_owned(),
        ("invalid_argument", _) => "name".to_owned(),
        (_, Some((bytes, "base64"))) => lower_camel(bytes),
        (_, Some((_, "ms")) | None) => lower_camel(fact),
        (_, Some((_, last))) => last.to_owned(),
    }
}

fn fields() -> String {
    let of =
        |line: fn(&FieldInfo) -> String| -> String { catalog::fields().iter().map(line).collect() };
    let properties = of(property);
    let written =
        of(|field| format!("        stream.writeObject(fields.{})\n", lower_camel(field.name)));
    let read = of(|field| format!("                    {},\n", taken(kind(field))));
    format!(
        "// {MARK}

package avatar.errors

import avatar.errors.ffi.Fields
import java.io.InvalidObjectException
import java.io.ObjectInputStream
import java.io.ObjectOutputStream

/** What an [AvatarException] knows; what was not known is `null`. */
public abstract class ErrorFields internal constructor(
    fields: Fields,
    cause: Throwable?,
) : RuntimeException(fields.message, cause) {{
    @Transient
    internal var fields: Fields = fields
{properties}
    /** The response body, redacted and cut at 2,048 bytes; in no JSON and no log line. */
    public val rawBody: String? get() = fields.rawBody

    private fun writeObject(stream: ObjectOutputStream) {{
        stream.defaultWriteObject()
{written}        stream.writeObject(fields.rawBody)
        stream.writeObject(fields.newer)
    }}

    private fun readObject(stream: ObjectInputStream) {{
        stream.defaultReadObject()
        fields =
            try {{
                Fields(
{read}                    text(stream),
                    text(stream),
                )
            }} catch (_: RuntimeException) {{
                // Another type, or nothing where something must be: a forged stream.
                throw InvalidObjectException(REFUSED)
            }}
    }}

    private fun readObjectNoData(): Unit = throw InvalidObjectException(REFUSED)

    private fun text(stream: ObjectInputStream) = (stream.readObject() as String?)?.wellFormed()

    private companion object {{
        private const val serialVersionUID = 3L
        private const val REFUSED = \"not an error of this version of avatar-errors\"
    }}
}}
"
    )
}

fn property(field: &FieldInfo) -> String {
    let name = lower_camel(field.name);
    let get = match (field.kind, field.name) {
        (FieldKind::Word, "code") => {
            format!("public val {name}: ErrorCode get() = ErrorCode.of(fields.{name})")
        }
        (FieldKind::Word, "phase") => {
            format!("public val {name}: Phase get() = Phase.of(fields.{name})")
        }
        (FieldKind::Word, _) => {
            format!("public val {name}: Recovery get() = Recovery.of(fields.{name})")
        }
        // Of every exception.
        (_, "message") => format!("override val {name}: String get() = fields.{name}"),
        (FieldKind::Flag, _) => {
            let is = lower_camel(&format!("is_{}", field.name));
            format!("@get:JvmName(\"{is}\")\n    public val {name}: Boolean get() = fields.{name}")
        }
        _ => format!("public val {name}: {} get() = fields.{name}", kind(field)),
    };
    format!("\n{}    {get}\n", kdoc(field.doc, 4))
}

fn kind(field: &FieldInfo) -> &'static str {
    match field.kind {
        FieldKind::Flag => "Boolean",
        FieldKind::MaybeText => "String?",
        FieldKind::MaybeU16 => "Int?",
        FieldKind::MaybeU64 => "Long?",
        _ => "String",
    }
}

/// What reads a value of that type back, however it was forged.
fn taken(kind: &str) -> String {
    match kind {
        "String" => "text(stream)!!".to_owned(),
        "String?" => "text(stream)".to_owned(),
        other => format!("stream.readObject() as {other}"),
    }
}

/// A comment of as many lines as it needs.
fn kdoc(doc: &str, indent: usize) -> String {
    let doc = doc.trim();
    let margin = " ".repeat(indent);
    let short = format!("{margin}/** {doc} */\n");
    if short.chars().count() <= WIDTH {
        return short;
    }
    let mut lines = vec![String::new()];
    for word in doc.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => word.clone_into(line),
            Some(line)
                if margin.len() + 3 + line.chars().count() + 1 + word.chars().count() <= WIDTH =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let body: String = lines.iter().map(|line| format!("{margin} * {line}\n")).collect();
    format!("{margin}/**\n{body}{margin} */\n")
}

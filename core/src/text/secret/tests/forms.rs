/// A way to write a name and its value.
///
/// `{N}` is the name, `{E}` as an element of XML may be called, `{U}` in capitals, `{F}` in full width,
/// `{Z}` with characters of no width, `{J}` escaped, `{P}` percent-encoded; `{V}` is the value.
pub(super) struct Form {
    pub(super) why: &'static str,
    pub(super) redacted: &'static str,
    /// The same form where there is no secret.
    pub(super) stays: &'static str,
}

macro_rules! forms {
    ($($why:literal $redacted:literal $stays:literal;)+) => {
        &[$(Form { why: $why, redacted: $redacted, stays: $stays },)+]
    };
}

#[rustfmt::skip]
pub(super) static FORMS: &[Form] = forms! {
    "assigned" "retry with {N}={V} failed" "retry with {N}= failed";
    "told" "retry with {N}: {V} failed" "retry with {N}: null failed";
    "arrow" "retry with {N} => {V}, failed" "retry with {N} => nil, failed";
    "Pascal" "retry with {N} := {V} failed" "retry with {N} := nil failed";
    "list of a form" "a?x=1&{N}[]={V}&b=2" "a?x=1&{N}[]=&b=2";
    "Makefile, if unset" "{N} ?= {V}\nall: build" "{N} ?= $(shell cat f)\nall: build";
    "Makefile, POSIX" "{N} ::= {V}\nall: build" "{N} ::=\nall: build";
    "Makefile, appended" "{N} += {V}\nall: build" "{N} +=\nall: build";
    "JSON" r#"{"a":1, "{N}" : "{V}", "b":2}"# r#"{"a":1, "{N}" : null, "b":2}"#;
    "JSON in JSON" r#"{"m":"{\"{N}\":\"{V}\",\"b\":2}"}"# r#"{"m":"{\"{N}\":\"\",\"b\":2}"}"#;
    "JSON, three deep" r#"{"m":"{\"n\":\"{\\\"{N}\\\":\\\"{V}\\\"}\"}"}"# r#"{"m":"{\"n\":\"{\\\"{N}\\\":true}\"}"}"#;
    "JSON, four deep" r#"x\\\\\\\"{N}\\\\\\\":\\\\\\\"{V}\\\\\\\"}"# r#"x\\\\\\\"{N}\\\\\\\":\\\\\\\"\\\\\\\"}"#;
    "JSON, key escaped" r#"{"{J}":"{V}"}"# r#"{"{J}":""}"#;
    "Python" "{'a': 1, '{N}': '{V}', 'b': None}" "{'a': 1, '{N}': None, 'b': None}";
    "Ruby" r#"{:a=>1, "{N}"=>"{V}", :b=>nil}"# r#"{:a=>1, "{N}"=>nil, :b=>nil}"#;
    "pair" r#"[("Host","h"), ("{N}","{V}")]"# r#"[("Host","h"), ("{N}","")]"#;
    "pair in brackets" r#"[["Host","h"],["{N}","{V}"]]"# r#"[["Host","h"],["{N}",null]]"#;
    "pair of bytes" "[(b'{N}', b'{V}')]" "[(b'{N}', b'')]";
    "name and value" r#"{"name":"{N}","value":"{V}"}"# r#"{"name":"{N}","value":""}"#;
    "key and value" r#"{"key":"{N}", "value":"{V}"}"# r#"{"key":"{N}", "value":null}"#;
    "value and name" r#"{"value":"{V}","name":"{N}"}"# r#"{"value":"","name":"{N}"}"#;
    "something between" "{'name': '{N}', 'type': 'x', 'value': '{V}'}" "{'name': '{N}', 'type': 'x', 'value': ''}";
    "element" "<a><{E}>{V}</{E}><b>2</b></a>" "<a><{E}></{E}><b>2</b></a>";
    "CDATA" "<{E}><![CDATA[{V}]]></{E}>" "<{E}><![CDATA[]]></{E}>";
    "element with an attribute" r#"<{E} type="text">{V}</{E}>"# r#"<{E} type="text"/>"#;
    "element of a name space" "<ns:{E}>{V}</ns:{E}>" "<ns:{E}/>";
    "attribute" r#"<x {E}="{V}" y="1"/>"# r#"<x {E}="" y="1"/>"#;
    "attribute, single quotes" "<x {E}='{V}'/>" "<x {E}=''/>";
    "header" "GET / HTTP/1.1\r\nHost: h\r\n{N}: {V}\r\nAccept: */*" "GET / HTTP/1.1\r\nHost: h\r\n{N}:\r\nAccept: */*";
    "folded header" "Host: h\r\n{N}:\r\n {V}\r\nAccept: */*" "Host: h\r\n{N}: none\r\nAccept: */*";
    "query" "GET https://h.invalid/p?a=1&{N}={V}&b=2 HTTP/1.1" "GET https://h.invalid/p?a=1&{N}=&b=2 HTTP/1.1";
    "query, first" "/p?{N}={V}#top" "/p?{N}=#top";
    "percent-encoded" "next=%2Fp%3Fa%3D1%26{N}%3D{V}%26b%3D2" "next=%2Fp%3Fa%3D1%26{N}%3D%26b%3D2";
    "percent-encoded twice" "next=%252Fp%253Fa%253D1%2526{N}%253D{V}%2526b%253D2" "next=%252Fp%253F{N}%253D%2526b%253D2";
    "name percent-encoded" "a=1&{P}={V}&b=2" "a=1&{P}=&b=2";
    "JSON in a query" "q=%7B%22{N}%22%3A%22{V}%22%7D" "q=%7B%22{N}%22%3A%22%22%7D";
    "JSON in a query, twice" "q=%257B%2522{N}%2522%253A%2522{V}%2522%257D" "q=%257B%2522{N}%2522%253Anull%257D";
    "entities" "{&quot;{N}&quot;:&quot;{V}&quot;}" "{&quot;{N}&quot;:&quot;&quot;}";
    "numeric entities" "{&#34;{N}&#34;:&#34;{V}&#34;}" "{&#34;{N}&#34;:&#34;&#34;}";
    "hexadecimal entities" "&#x22;{N}&#x22;&#x3A;&#x22;{V}&#x22;" "&#x22;{N}&#x22;&#x3A;&#x22;&#x22;";
    "escaped element" "&lt;{E}&gt;{V}&lt;/{E}&gt;" "&lt;{E}&gt;&lt;/{E}&gt;";
    "escaped ampersand" "?a=1&amp;{N}={V}&amp;b=2" "?a=1&amp;{N}=&amp;b=2";
    "YAML" "a: 1\n{N}: {V}\nb: 2" "a: 1\n{N}: null\nb: 2";
    "YAML, nested" "db:\n  {N}: {V}\n  port: 1" "db:\n  {N}: true\n  port: 1";
    "YAML, quoted" "a: 1\n{N}: \"{V}\"\nb: 2" "a: 1\n{N}: \"\"\nb: 2";
    "YAML, list" "- {N}: {V}\n- b: 2" "- {N}: none\n- b: 2";
    "block scalar" "{N}: |\n  {V}\nb: 2" "{N}: ~\nb: 2";
    "folded scalar" "x:\n  {N}: >-\n    {V}\n  b: 2" "x:\n  {N}: false\n  b: 2";
    "environment" "PATH=/bin\n{U}={V}\nHOME=/root" "PATH=/bin\n{U}=\nHOME=/root";
    "export" "export {U}='{V}'" "export {U}=''";
    "full width" "bad {F}={V} next" "bad {F}= failed";
    "full width in JSON" r#"{"{F}":"{V}"}"# r#"{"{F}":null}"#;
    "zero width" "bad {Z}={V} next" "bad {Z}= failed";
    "zero width in JSON" r#"{"{Z}":"{V}"}"# r#"{"{Z}":false}"#;
    "commas" "a=1,{N}={V},b=2" "a=1,{N}=,b=2";
    "call" "Config({N}={V}, b=2)" "Config({N}=None, b=2)";
    "quoted in a call" "Config({N}='{V}', b=2)" "Config({N}='', b=2)";
    "index" "$config['{N}'] = '{V}';" "$config['{N}'] = '';";
};

impl Form {
    pub(super) fn fill(template: &str, name: &str, value: &str) -> String {
        let joint =
            |c: char, other: char| if matches!(c, '_' | '.' | '-' | ' ') { other } else { c };
        let element: String = name.chars().map(|c| joint(c, '-')).collect();
        let mut upper = String::new();
        for c in name.chars() {
            if c.is_uppercase() && upper.ends_with(|last: char| last.is_lowercase()) {
                upper.push('_');
            }
            upper.push(joint(c, '_'));
        }
        let upper = upper.to_uppercase();
        let each = |write: &dyn Fn(char) -> String| name.chars().map(write).collect::<String>();
        let wide = each(&|c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c).into(),
            other => other.into(),
        });
        template
            .replace("{N}", name)
            .replace("{E}", &element)
            .replace("{U}", &upper)
            .replace("{F}", &wide)
            .replace("{Z}", &each(&|c| format!("{c}\u{200B}")))
            .replace("{J}", &each(&|c| format!("\\u{:04x}", u32::from(c))))
            .replace("{P}", &each(&|c| format!("%{:02X}", u32::from(c))))
            .replace("{V}", value)
    }
}

use crate::text::normalize::is_format_char;
use crate::text::secret::token::{Code, Spelling};

/// One character that is not written as itself: percent-encoded, an entity, escaped, wide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub(crate) means: Means,
    pub(crate) end: usize,
    pub(crate) spelling: Spelling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    Ascii(u8),
    Space,
    Line,
    Control,
    /// A format character: as if it were not there.
    Nothing,
    Other,
}

/// The deepest percent-encoding that is read.
const MOST_LEVELS: u8 = 3;

const ENTITIES: &[(&str, u8)] = &[
    ("quot;", b'"'),
    ("apos;", b'\''),
    ("amp;", b'&'),
    ("lt;", b'<'),
    ("gt;", b'>'),
    ("nbsp;", b' '),
    ("colon;", b':'),
    ("equals;", b'='),
    ("sol;", b'/'),
    ("commat;", b'@'),
    ("lowbar;", b'_'),
    ("tab;", b'\t'),
    ("newline;", b'\n'),
];

/// What the characters at `at` mean together; at most some dozens are looked at,
/// and a run of backslashes, which belongs to the glyph.
pub(crate) fn read(text: &str, at: usize) -> Option<Glyph> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'%' => percent(bytes, at),
        b'&' => entity(bytes, at),
        b'\\' => escaped(text, at),
        0x80.. => wide(text, at),
        _ => None,
    }
}

fn percent(bytes: &[u8], at: usize) -> Option<Glyph> {
    let mut level = 1;
    let mut digits = at + 1;
    let mut byte = hexadecimal(bytes, digits, 2)?;
    while byte == u32::from(b'%') && level < MOST_LEVELS {
        let Some(inner) = hexadecimal(bytes, digits + 2, 2) else {
            break;
        };
        byte = inner;
        digits += 2;
        level += 1;
    }
    let means = if byte < 0x80 { meaning(byte) } else { Means::Other };
    let spelling = Spelling { code: Code::Percent(level), backslashes: 0 };
    Some(Glyph { means, end: digits + 2, spelling })
}

fn entity(bytes: &[u8], at: usize) -> Option<Glyph> {
    let glyph = entity_body(bytes, at + 1)?;
    if glyph.means == Means::Ascii(b'&') {
        return entity_body(bytes, glyph.end).or(Some(glyph));
    }
    Some(glyph)
}

fn entity_body(bytes: &[u8], at: usize) -> Option<Glyph> {
    let rest = bytes.get(at..)?;
    if rest.first() != Some(&b'#') {
        let first = rest.first()?.to_ascii_lowercase();
        let (name, byte) = ENTITIES.iter().find(|(name, _)| {
            name.as_bytes().first() == Some(&first)
                && rest
                    .get(..name.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        })?;
        let spelling = Spelling { code: Code::Named, backslashes: 0 };
        return Some(Glyph { means: meaning((*byte).into()), end: at + name.len(), spelling });
    }
    let (code, radix, skipped) = match rest.get(1)? {
        b'x' | b'X' => (Code::Hexadecimal, 16, 2),
        _ => (Code::Decimal, 10, 1),
    };
    let mut value = 0_u32;
    for (count, byte) in rest.iter().skip(skipped).take(10).enumerate() {
        if *byte == b';' && count > 0 {
            let spelling = Spelling { code, backslashes: 0 };
            let end = at + skipped + count + 1;
            return Some(Glyph { means: meaning(value), end, spelling });
        }
        value = value.saturating_mul(radix).saturating_add(char::from(*byte).to_digit(radix)?);
    }
    None
}

fn escaped(text: &str, at: usize) -> Option<Glyph> {
    let bytes = text.as_bytes();
    let backslashes = bytes.get(at..)?.iter().take_while(|byte| **byte == b'\\').count();
    let after = at + backslashes;
    let plain = Spelling { code: Code::Plain, backslashes };
    let one = |means| Some(Glyph { means, end: after + 1, spelling: plain });
    let unicode = Spelling { code: Code::Unicode, backslashes };
    let coded = |digits: usize, first: usize| {
        let means = meaning(hexadecimal(bytes, first, digits)?);
        Some(Glyph { means, end: first + digits, spelling: unicode })
    };
    match bytes.get(after)? {
        b'"' => one(Means::Ascii(b'"')),
        b'\'' => one(Means::Ascii(b'\'')),
        b'/' => one(Means::Ascii(b'/')),
        b'n' | b'r' => one(Means::Line),
        b't' if !begins_name(bytes, after) => one(Means::Space),
        b'u' => coded(4, after + 1),
        b'x' => coded(2, after + 1),
        b'%' | b'&' => {
            let glyph = read(text, after)?;
            let quote = matches!(glyph.means, Means::Ascii(b'"' | b'\''));
            let spelling = Spelling { backslashes, ..glyph.spelling };
            quote.then_some(Glyph { spelling, ..glyph })
        }
        _ => None,
    }
}

/// `\token` is a backslash before a name, and no tab before "oken".
fn begins_name(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 5).is_some_and(|word| word.eq_ignore_ascii_case(b"token"))
}

fn wide(text: &str, at: usize) -> Option<Glyph> {
    let c = text.get(at..)?.chars().next()?;
    let spelling = Spelling { code: Code::Wide, backslashes: 0 };
    Some(Glyph { means: meaning(c.into()), end: at + c.len_utf8(), spelling })
}

fn meaning(code: u32) -> Means {
    match code {
        0x09 | 0x0B | 0x0C | 0x20 => Means::Space,
        0x0A | 0x0D => Means::Line,
        0x21..=0x7E => Means::Ascii(u8::try_from(code).unwrap_or_default()),
        0..=0x1F | 0x7F..=0x84 | 0x86..=0x9F => Means::Control,
        0xFF01..=0xFF5E => Means::Ascii(u8::try_from(code - 0xFEE0).unwrap_or_default()),
        0x201C..=0x201E => Means::Ascii(b'"'),
        0x2018 | 0x2019 => Means::Ascii(b'\''),
        _ => match char::from_u32(code) {
            Some(c) if c.is_whitespace() => Means::Space,
            Some(c) if is_format_char(c) => Means::Nothing,
            _ => Means::Other,
        },
    }
}

fn hexadecimal(bytes: &[u8], at: usize, digits: usize) -> Option<u32> {
    let digits = bytes.get(at..at + digits)?;
    digits.iter().try_fold(0, |value, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(value * 16 + digit)
    })
}

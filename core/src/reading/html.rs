use std::borrow::Cow;

/// The page that a body is, from where it begins after white space, comments and an XML declaration.
pub(crate) fn page(body: &str) -> Option<&str> {
    let mut rest = body;
    loop {
        rest = rest.trim_start();
        let after = [("<!--", "-->"), ("<?xml", "?>")].iter().find_map(|(open, close)| {
            let inside = strip_prefix(rest, open)?;
            inside.split_once(close).map(|(_, after)| after)
        });
        match after {
            Some(after) => rest = after,
            None => break,
        }
    }
    let begins = |with| strip_prefix(rest, with).is_some();
    (begins("<!doctype html") || begins("<html")).then_some(rest)
}

/// The page's title, with its character references decoded.
pub(crate) fn title(page: &str) -> Option<Cow<'_, str>> {
    let mut tags = after_each(page, "<title");
    let inside =
        tags.find(|rest| rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()))?;
    let (_, content) = inside.split_once('>')?;
    let end = after_each(content, "</title")
        .next()
        .map(|after| content.len() - after.len() - "</title".len())
        .or_else(|| content.find('<'))
        .unwrap_or(content.len());
    content.get(..end).map(decode)
}

/// What follows each place where that tag begins, in any case.
fn after_each<'a>(page: &'a str, tag: &'static str) -> impl Iterator<Item = &'a str> {
    page.match_indices('<').filter_map(move |(at, _)| strip_prefix(page.get(at..)?, tag))
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..))?
}

const ENTITIES: [(&str, char); 6] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("apos;", '\''),
    ("nbsp;", '\u{A0}'),
];

fn decode(title: &str) -> Cow<'_, str> {
    let mut parts = title.split('&');
    let first = parts.next().unwrap_or_default();
    if first.len() == title.len() {
        return Cow::Borrowed(title);
    }
    let mut decoded = String::with_capacity(title.len());
    decoded.push_str(first);
    for part in parts {
        let named = ENTITIES.iter().find_map(|(name, c)| Some((*c, part.strip_prefix(name)?)));
        match named.or_else(|| numeric(part)) {
            Some((c, rest)) => {
                decoded.push(c);
                decoded.push_str(rest);
            }
            None => {
                decoded.push('&');
                decoded.push_str(part);
            }
        }
    }
    Cow::Owned(decoded)
}

/// A numeric reference without its `&`; a number that is no character is U+FFFD.
fn numeric(part: &str) -> Option<(char, &str)> {
    let (digits, rest) = part.strip_prefix('#')?.split_once(';')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let scalar = u32::from_str_radix(digits, radix).ok();
    let c = scalar.filter(|scalar| *scalar != 0).and_then(char::from_u32);
    Some((c.unwrap_or(char::REPLACEMENT_CHARACTER), rest))
}

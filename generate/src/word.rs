//! The core's words with their docs, as several languages list them.

use avatar_errors_core::catalog::{self, WordInfo};

/// A word with its docs.
pub(crate) type Word = (&'static str, String);

pub(crate) fn codes() -> Vec<Word> {
    catalog::codes().iter().map(|info| (info.code.as_str(), sentence(info.meaning))).collect()
}

pub(crate) fn infos(infos: &'static [WordInfo]) -> Vec<Word> {
    infos.iter().map(|info| (info.word, info.doc.trim().to_owned())).collect()
}

pub(crate) fn transports() -> Vec<Word> {
    catalog::transports().iter().map(|(word, why)| (*word, sentence(why))).collect()
}

pub(crate) fn violations() -> Vec<Word> {
    catalog::protocols().map(|(word, why)| (word, sentence(why))).collect()
}

/// What begins with a small letter and ends without a full stop, as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.trim().trim_end_matches('.').chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// `WARN` as `warn`; what has small letters stays.
pub(crate) fn lowered(word: &str) -> String {
    if word.chars().any(char::is_lowercase) { word.to_owned() } else { word.to_lowercase() }
}

/// Docs in as many lines as they need, each behind the mark of a comment.
pub(crate) fn wrapped<'a>(
    paragraphs: impl Iterator<Item = &'a str>,
    margin: &str,
    width: usize,
) -> String {
    let mut docs = String::new();
    for paragraph in paragraphs {
        let mut line = margin.to_owned();
        for word in paragraph.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > width {
                docs += &line;
                docs.push('\n');
                margin.clone_into(&mut line);
            }
            line.push(' ');
            line += word;
        }
        docs += &line;
        docs.push('\n');
    }
    docs
}

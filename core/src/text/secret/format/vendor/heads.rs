use std::ops::Range;
use std::sync::LazyLock;

use super::Current;
use crate::text::secret::format::prefix::{INFIXES, PREFIXES, Prefix};
use crate::text::secret::found::Found;
use crate::text::secret::token::Token;
use crate::text::secret::token::letters::{hash, hash_of};

/// Prefixes by their first word in small letters, where a mark follows that word.
static JOINED: LazyLock<Vec<(u32, &'static Prefix)>> = LazyLock::new(|| {
    let heads = PREFIXES.iter().filter_map(|prefix| {
        let end = prefix.text.find(|c: char| !c.is_ascii_alphanumeric())?;
        Some((hash(&prefix.text.get(..end)?.to_ascii_lowercase()), prefix))
    });
    let mut heads: Vec<_> = heads.collect();
    heads.sort_by_key(|(hash, _)| *hash);
    heads
});

/// A bit for the low bits of each such hash.
static HEADS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut heads = vec![0; 16];
    for (hash, _) in JOINED.iter() {
        if let Some(bits) = heads.get_mut((hash >> 6 & 15) as usize) {
            *bits |= 1 << (hash & 63);
        }
    }
    heads
});

/// Prefixes that letters or digits follow, by their first two.
static GLUED: LazyLock<Vec<([u8; 2], &'static Prefix)>> = LazyLock::new(|| {
    let is_glued = |prefix: &&Prefix| prefix.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = |prefix: &'static Prefix| Some((*prefix.text.as_bytes().first_chunk()?, prefix));
    let mut glued: Vec<_> = PREFIXES.iter().filter(is_glued).filter_map(first).collect();
    glued.sort_by_key(|(first, _)| *first);
    glued
});

/// No first word of a prefix is longer.
const LONGEST_HEAD: usize = 12;

/// A token that is told by what stands before that mark, and where it begins.
pub(super) fn infix(
    mark: u8,
    before: Range<usize>,
    text: &str,
) -> Option<(&'static Prefix, usize)> {
    let word = text.as_bytes().get(before.clone())?;
    match (mark, word.len()) {
        (b'-', 32) => {
            word.iter().all(u8::is_ascii_hexdigit).then_some((&INFIXES.region, before.start))
        }
        (b'.', 23..=28) => {
            let is_mixed =
                word.iter().any(u8::is_ascii_uppercase) && word.iter().any(u8::is_ascii_digit);
            is_mixed.then_some((&INFIXES.parts, before.start))
        }
        (b'.', 7) => {
            let start = before.start.checked_sub(15)?;
            let workspace = text.as_bytes().get(start..before.start)?;
            let (dot, name) = workspace.split_last()?;
            let is_name = *dot == b'.' && name.iter().all(u8::is_ascii_alphanumeric);
            (word == b"atlasv1" && is_name).then_some((&INFIXES.workspace, start))
        }
        (b'~', 5..) => {
            let start = before.end - 5;
            let last = text.as_bytes().get(start..before.end)?;
            matches!(last, [_, _, _, b'0'..=b'9', b'Q']).then_some((&INFIXES.application, start))
        }
        _ => None,
    }
}

/// Where the number of a bot begins, if the word is one: `bot` may stand before it.
pub(super) fn bot(word: &Range<usize>, text: &str) -> Option<usize> {
    let digits = text.get(word.clone())?.trim_start_matches("bot");
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (8..=10).contains(&digits.len())).then(|| word.end - digits.len())
}

pub(super) fn joined(head: Range<usize>, text: &str, found: &mut Found) -> Option<Current> {
    if head.len() > LONGEST_HEAD {
        return None;
    }
    let word = hash_of(text, head.start, head.end);
    let bits = HEADS.get((word >> 6 & 15) as usize)?;
    if bits >> (word & 63) & 1 == 0 {
        return None;
    }
    let first = JOINED.partition_point(|(hash, _)| *hash < word);
    let candidates = JOINED.get(first..)?.iter().take_while(|(hash, _)| *hash == word);
    let rest = text.get(head.start..)?;
    let fitting =
        candidates.map(|(_, prefix)| *prefix).filter(|prefix| rest.starts_with(prefix.text));
    let prefix = fitting.max_by_key(|prefix| prefix.text.len())?;
    Some(Current::open(prefix, head.start, head.start + prefix.text.len(), found))
}

pub(super) fn glued(rest: &str, token: &Token, found: &mut Found) -> Option<Current> {
    let letters = *rest.as_bytes().first_chunk::<2>()?;
    let first = GLUED.partition_point(|(other, _)| *other < letters);
    let candidates = GLUED.get(first..)?.iter().take_while(|(other, _)| *other == letters);
    let (_, prefix) = candidates.into_iter().find(|(_, prefix)| rest.starts_with(prefix.text))?;
    Some(Current::open(prefix, token.start, token.end, found))
}

//! One pass over a text finds every phrase, every deciding word and every place where a secret may begin.

use std::sync::LazyLock;

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use crate::rules::phrase::PHRASES;
use crate::rules::words::Word;
use crate::secret::trigger::{TRIGGERS, Trigger};

/// What a text holds, as a set.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Hits(u64);

const WORD_BIT: u32 = 56;
const SECRET: Hits = Hits(1 << 63);

impl Hits {
    fn phrase(row: usize) -> Self {
        Self(1 << row)
    }

    fn word(word: Word) -> Self {
        Self(1 << (WORD_BIT + word as u32))
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a secret may begin somewhere.
    pub(crate) fn may_hold_secret(self) -> bool {
        self.0 & SECRET.0 != 0
    }

    /// Whether one of the spellings of that word occurs.
    pub(crate) fn has_word(self, word: Word) -> bool {
        self.0 & Self::word(word).0 != 0
    }

    /// Whether the phrase of that row occurs.
    pub(crate) fn has_phrase(self, row: usize) -> bool {
        self.0 & Self::phrase(row).0 != 0
    }
}

struct Scanner {
    dfa: DFA,
    patterns: Vec<(Hits, Option<Trigger>)>,
}

static SCANNER: LazyLock<Option<Scanner>> = LazyLock::new(|| {
    let phrases =
        PHRASES.iter().enumerate().map(|(row, phrase)| (phrase.text, Hits::phrase(row), None));
    let words = Word::ALL.iter().flat_map(|word| {
        let spellings = word.spellings().iter();
        spellings.map(|spelling| (*spelling, Hits::word(*word), None))
    });
    let triggers = TRIGGERS.iter().map(|(text, trigger)| (*text, SECRET, Some(*trigger)));
    let all: Vec<_> = phrases.chain(words).chain(triggers).collect();
    let dfa = DFA::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .prefilter(false)
        .build(all.iter().map(|(text, ..)| text))
        .ok()?;
    let patterns = all.into_iter().map(|(_, hits, trigger)| (hits, trigger)).collect();
    Some(Scanner { dfa, patterns })
});

/// What the text holds.
///
/// Fails closed: without a scanner every text may hold a secret.
pub(crate) fn hits(text: &str) -> Hits {
    let mut found = Hits::default();
    match matches(text, |hits, _, _| found = found.and(hits)) {
        Some(()) => found,
        None => SECRET,
    }
}

/// Calls `each` with every place where a secret may begin and the byte after it, in order;
/// `None` without a scanner.
pub(crate) fn triggers(text: &str, mut each: impl FnMut(Trigger, usize)) -> Option<()> {
    matches(text, |_, trigger, end| {
        if let Some(trigger) = trigger {
            each(trigger, end);
        }
    })
}

fn matches(text: &str, mut each: impl FnMut(Hits, Option<Trigger>, usize)) -> Option<()> {
    let Scanner { dfa, patterns } = SCANNER.as_ref()?;
    let mut state = dfa.start_state(Anchored::No).ok()?;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        state = dfa.next_state(Anchored::No, state, byte);
        if dfa.is_special(state) && dfa.is_match(state) {
            for index in 0..dfa.match_len(state) {
                let pattern = dfa.match_pattern(state, index).as_usize();
                if let Some((hits, trigger)) = patterns.get(pattern) {
                    each(*hits, *trigger, at + 1);
                }
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_automaton_builds_and_its_sets_do_not_overlap() {
        assert!(SCANNER.is_some());
        assert!(PHRASES.len() <= WORD_BIT as usize);
        assert!(WORD_BIT + (Word::ALL.len() as u32) < 63);
    }

    #[test]
    fn case_and_overlaps_do_not_hide_a_phrase() {
        let found = hits("x LIVEKIT_EGRESS: app_id");
        assert!(found.has_word(Word::Egress) && found.has_word(Word::AppId));
        assert!(!found.has_word(Word::Credit) && !found.may_hold_secret());
        assert!(hits("the Token").may_hold_secret());
    }
}

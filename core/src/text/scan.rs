//! One pass over a text finds every phrase, every deciding word and whether a secret may be in it.

use std::sync::LazyLock;

use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind};

use super::secret::{Sieve, TRIGGERS, Trigger};
use crate::words::{PHRASES, Word};

/// What a text holds, as a set.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(crate) struct Hits(u64);

const WORD_BIT: u32 = 56;

/// Below this many bytes a lane costs more than it saves.
const SHORTEST_LANE: usize = 64;
/// A part of a name whose value is a secret; the beginning of a credential without a name.
const NAME: Hits = Hits(1 << 62);
const FORMAT: Hits = Hits(1 << 63);

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

    fn trigger(trigger: Trigger) -> Self {
        match trigger {
            Trigger::Name => NAME,
            Trigger::Format => FORMAT,
        }
    }

    /// Whether that text, in which these were found, may hold a secret.
    pub(super) fn may_hold_secret(self, text: &str) -> bool {
        Sieve::of(text).lets_pass(self.0 & NAME.0 != 0, self.0 & FORMAT.0 != 0)
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
    patterns: Vec<Hits>,
}

static SCANNER: LazyLock<Option<Scanner>> = LazyLock::new(|| {
    let phrases = PHRASES.iter().enumerate().map(|(row, phrase)| (phrase.text, Hits::phrase(row)));
    let words = Word::ALL.iter().flat_map(|word| {
        let spellings = word.spellings().iter();
        spellings.map(|spelling| (*spelling, Hits::word(*word)))
    });
    let triggers = TRIGGERS.iter().map(|(text, trigger)| (*text, Hits::trigger(*trigger)));
    let all: Vec<_> = phrases.chain(words).chain(triggers).collect();
    let dfa = DFA::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .prefilter(false)
        .build(all.iter().map(|(text, _)| text))
        .ok()?;
    let patterns = all.into_iter().map(|(_, hits)| hits).collect();
    Some(Scanner { dfa, patterns })
});

/// What the text holds.
///
/// Fails closed: without a scanner every text may hold a secret.
pub(crate) fn hits(text: &str) -> Hits {
    let found = SCANNER.as_ref().and_then(|scanner| {
        let text = text.as_bytes();
        scanner.hits_in_lanes(text).or_else(|| scanner.hits(text))
    });
    found.unwrap_or(FORMAT)
}

impl Scanner {
    fn hits(&self, text: &[u8]) -> Option<Hits> {
        let mut found = Hits::default();
        let mut state = self.start()?;
        for byte in text {
            self.step(&mut state, *byte, &mut found);
        }
        Some(found)
    }

    /// A long text in four overlapping lanes side by side: each step waits for the one
    /// before it in the same lane, so that one lane alone leaves the processor idle.
    fn hits_in_lanes(&self, text: &[u8]) -> Option<Hits> {
        let apart = text.len().saturating_sub(self.dfa.max_pattern_len()) / 4;
        (apart >= SHORTEST_LANE).then_some(())?;
        let length = text.len() - 3 * apart;
        let lane = |number: usize| text.get(number * apart..number * apart + length);
        let mut found = Hits::default();
        let start = self.start()?;
        let (mut a, mut b, mut c, mut d) = (start, start, start, start);
        let bytes = lane(0)?.iter().zip(lane(1)?).zip(lane(2)?.iter().zip(lane(3)?));
        for ((in_a, in_b), (in_c, in_d)) in bytes {
            self.step(&mut a, *in_a, &mut found);
            self.step(&mut b, *in_b, &mut found);
            self.step(&mut c, *in_c, &mut found);
            self.step(&mut d, *in_d, &mut found);
        }
        Some(found)
    }

    fn start(&self) -> Option<StateID> {
        self.dfa.start_state(Anchored::No).ok()
    }

    #[inline]
    fn step(&self, state: &mut StateID, byte: u8, found: &mut Hits) {
        *state = self.dfa.next_state(Anchored::No, *state, byte);
        if self.dfa.is_special(*state) {
            self.collect(*state, found);
        }
    }

    #[cold]
    fn collect(&self, state: StateID, found: &mut Hits) {
        for hits in self.matched(state) {
            *found = found.and(hits);
        }
    }

    /// The patterns that end in a state.
    fn matched(&self, state: StateID) -> impl Iterator<Item = Hits> {
        let matches = if self.dfa.is_match(state) { self.dfa.match_len(state) } else { 0 };
        (0..matches).filter_map(move |index| {
            self.patterns.get(self.dfa.match_pattern(state, index).as_usize()).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_automaton_builds_and_its_sets_do_not_overlap() {
        assert!(SCANNER.is_some());
        assert!(PHRASES.len() <= WORD_BIT as usize);
        assert!(WORD_BIT + (Word::ALL.len() as u32) < 62);
    }

    #[test]
    fn lanes_find_what_one_pass_finds_wherever_it_stands() {
        let filler = "x".repeat(1500);
        for at in (0..1500).step_by(7) {
            let (before, after) = filler.split_at(at);
            let text = format!("{before}provide api_token or both api_key and api_secret{after}");
            let found = hits(&text);
            assert!(found.has_phrase(17) && found.may_hold_secret("a:"), "at {at}");
            assert_eq!(found, hits("provide api_token or both api_key and api_secret"), "at {at}");
        }
    }

    #[test]
    fn case_and_overlaps_do_not_hide_a_phrase() {
        let found = hits("x LIVEKIT_EGRESS: app_id");
        assert!(found.has_word(Word::Egress) && found.has_word(Word::AppId));
        assert!(
            !found.has_word(Word::Credit) && !found.may_hold_secret("x LIVEKIT_EGRESS: app_id")
        );
    }
}

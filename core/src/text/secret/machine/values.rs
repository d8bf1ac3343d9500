use super::Machine;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::bare::{Bare, Context, Progress, Scope};
use crate::text::secret::value::bracket::Bracket;
use crate::text::secret::value::expect::Expect;
use crate::text::secret::value::judge::{Form, Judge};
use crate::text::secret::value::quote::Quote;
use crate::text::secret::value::quoted::Quoted;

/// Values: where they begin, go on and end.
impl Machine<'_> {
    /// Reads on in the values that have begun.
    pub(super) fn read_values(&mut self, token: &Token) {
        if let Some(quoted) = &mut self.quoted
            && !quoted.read(token, self.text, &mut self.found)
        {
            self.quoted = None;
        }
        if let Some(bracket) = &mut self.bracket
            && !bracket.read(token, self.text, &mut self.found)
        {
            let judge = bracket.is_empty().then(|| bracket.judged());
            self.bracket = None;
            // `[]string{"x"}`
            self.typed = judge.filter(|_| token.is_mark(b']')).map(|judge| (token.end, judge));
        }
        if let Some(bare) = &mut self.bare {
            let judge = bare.judge();
            let progress = bare.read(token, &mut self.found, self.text);
            self.go_on(progress, judge, token);
        }
    }

    #[inline]
    fn go_on(&mut self, progress: Progress, judge: Judge, token: &Token) {
        if !matches!(progress, Progress::GoesOn) {
            self.bare = None;
            self.convert(progress, judge, token);
        }
    }

    /// A value that only was what stands before a quote or bracket goes on as another kind.
    fn convert(&mut self, progress: Progress, judge: Judge, token: &Token) {
        match progress {
            Progress::Quote if self.quoted.is_none() => {
                if let Some(quote) = Quote::opened_by(token) {
                    self.quoted = Some(Quoted::open(quote, token.end, judge, &mut self.found));
                }
            }
            Progress::Wrapped(start, bracket) if self.bracket.is_none() => {
                let judge = Judge::new(judge.name(), Form::Told).quoted();
                let mut opened = Bracket::open(&bracket, judge, &mut self.found);
                if let Some(opened) = &mut opened {
                    opened.begin_at(start, &mut self.found);
                    if bracket.start != token.start {
                        opened.read(token, self.text, &mut self.found);
                    }
                }
                self.bracket = opened;
            }
            _ => {}
        }
    }

    /// Opens the value that a key has announced, where this token begins it.
    pub(super) fn open_value(&mut self, token: &Token) {
        if let Some((end, judge)) = self.typed.take() {
            if token.start < end {
                self.typed = Some((end, judge));
            } else if token.start == end && token.word().is_some() {
                self.open_bare(&Expect::new(judge, Scope::Word, Context::default()), token);
                return;
            }
        }
        let Some(mut expect) = self.expect.take() else {
            return;
        };
        if expect.waits(token) {
            self.expect = Some(expect);
            return;
        }
        if matches!(token.kind, Kind::End | Kind::Redacted) || expect.is_off(token) {
            return;
        }
        if let Some(quote) = Quote::opened_by(token) {
            if expect.takes_quotes() && self.quoted.as_ref().is_none_or(|quoted| quoted.is_closed())
            {
                self.quoted = Some(Quoted::open(quote, token.end, expect.judge, &mut self.found));
            }
        } else if expect.takes_brackets()
            && let Some(bracket) =
                Bracket::open(token, Bracket::judge(expect.judge), &mut self.found)
        {
            if self.bracket.is_none() {
                self.bracket = Some(bracket);
            }
        } else {
            self.open_bare(&expect, token);
        }
    }

    pub(super) fn open_bare(&mut self, expect: &Expect, token: &Token) {
        if let Some(bare) = &mut self.bare {
            match bare.cut(token.start, &mut self.found, self.text) {
                Progress::GoesOn => return,
                _ => self.bare = None,
            }
        }
        let mut bare = Bare::open(
            expect.start(token),
            expect.scope,
            expect.judge,
            expect.context,
            &mut self.found,
        );
        if expect.colon.is_some() {
            bare.lead_with_colon();
        }
        let progress = bare.read(token, &mut self.found, self.text);
        self.bare = Some(bare);
        self.go_on(progress, expect.judge, token);
    }
}

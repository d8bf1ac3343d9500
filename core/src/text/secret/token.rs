pub(crate) mod glyph;
pub(crate) mod letters;
pub(crate) mod tokenizer;

/// One piece of a text, as it means and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) spelling: Spelling,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A run of ASCII letters and digits, however they are written.
    Word(Word),
    /// Any other ASCII character, however it is written.
    Mark(u8),
    Space,
    /// A line feed or a carriage return, escaped ones too.
    Line,
    /// A control character that is no white space.
    Control,
    /// What redaction itself has put there.
    Redacted,
    /// Characters beyond ASCII.
    Other,
    End,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Letters and digits.
    pub(crate) letters: usize,
    pub(crate) digits: usize,
    pub(crate) capitals: usize,
    /// Where a token may begin in it that is a JSON object in base64.
    pub(crate) jwt: Option<usize>,
}

/// How a character is written in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) code: Code,
    /// How many backslashes stand before it: how deep in JSON in JSON it is.
    pub(crate) backslashes: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Code {
    #[default]
    Plain,
    /// In a URL, encoded once, twice or three times.
    Percent(u8),
    /// `&quot;`
    Named,
    /// `&#34;`
    Decimal,
    /// `&#x22;`
    Hexadecimal,
    /// `\u0022`, `\x22`
    Unicode,
    /// Full-width or typographic.
    Wide,
}

impl Kind {
    pub(crate) fn is_end(&self) -> bool {
        matches!(self, Self::End)
    }

    pub(crate) fn word(&self) -> Option<&Word> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }
}

impl Token {
    /// The hash of the word that it is.
    pub(crate) fn hash(&self, text: &str) -> u32 {
        letters::hash_of(text, self.start, self.end)
    }

    /// How often it is percent-encoded.
    pub(crate) fn level(&self) -> u8 {
        match self.spelling.code {
            Code::Percent(level) => level,
            _ => 0,
        }
    }

    #[inline]
    pub(crate) fn is_mark(&self, mark: u8) -> bool {
        self.mark() == Some(mark)
    }

    #[inline]
    pub(crate) fn mark(&self) -> Option<u8> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(crate) fn word(&self) -> Option<&Word> {
        self.kind.word()
    }

    /// White space, or a control character, which the second look sees as white space.
    #[inline]
    pub(crate) fn is_gap(&self) -> bool {
        matches!(self.kind, Kind::Space | Kind::Line | Kind::Control)
    }
}

impl Word {
    /// Letters only: all small, all capital, or with few capitals as in "SameSite".
    pub(crate) fn is_plain(&self) -> bool {
        self.digits == 0 && (self.capitals * 3 <= self.letters || self.capitals == self.letters)
    }

    /// Digits, perhaps with a unit behind them, as in `30s` and `512MB`.
    pub(crate) fn is_number(&self, first: u8) -> bool {
        first.is_ascii_digit() && self.letters <= self.digits + 2
    }

    pub(crate) fn has_both(&self) -> bool {
        self.digits > 0 && self.digits < self.letters
    }
}

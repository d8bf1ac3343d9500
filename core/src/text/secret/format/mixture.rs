/// How long a run of mixed characters is a secret without any name.
const LONG: usize = 40;
/// How long it is one behind a name without a delimiter.
const LONG_AFTER_NAME: usize = 20;
/// How long a piece without a joint must be in it.
const LONG_PIECE: usize = 12;
/// A run has one `+` or `/` in so many characters; a path has more.
const SLASH_IN: usize = 12;

/// What a run of letters, digits, joints and slashes is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mixture {
    letters: usize,
    digits: usize,
    capitals: usize,
    small: usize,
    /// Small letters that stand three or more together, as in the words of a language.
    wordy: usize,
    small_run: usize,
    joints: usize,
    slashes: usize,
    /// Whether a letter is none of hexadecimal.
    strange: bool,
    /// The piece since the last joint, and the longest that is not hexadecimal.
    piece: usize,
    piece_is_strange: bool,
    longest: usize,
}

impl Mixture {
    pub(crate) fn of(run: &str) -> Self {
        let mut mixture = Self::default();
        for character in characters(run) {
            mixture.add(character);
        }
        mixture.end_piece();
        mixture
    }

    fn add(&mut self, character: Character) {
        self.small_run = match character {
            Character::Small(_) => self.small_run + 1,
            _ => 0,
        };
        match character {
            Character::Small(byte) => {
                self.small += 1;
                self.wordy += match self.small_run {
                    0..3 => 0,
                    3 => 3,
                    _ => 1,
                };
                self.letter(byte > b'f');
            }
            Character::Capital(byte) => {
                self.capitals += 1;
                self.letter(byte > b'F');
            }
            Character::Digit => {
                self.digits += 1;
                self.letter(false);
            }
            Character::Joint => {
                self.joints += 1;
                self.end_piece();
            }
            Character::Slash => self.slashes += 1,
            Character::Nothing => {}
        }
    }

    fn letter(&mut self, strange: bool) {
        self.letters += 1;
        self.piece += 1;
        self.strange |= strange;
        self.piece_is_strange |= strange;
    }

    fn end_piece(&mut self) {
        if self.piece_is_strange {
            self.longest = self.longest.max(self.piece);
        }
        self.piece = 0;
        self.piece_is_strange = false;
    }

    /// Whether all of it is a secret without any name.
    pub(crate) fn is_secret(&self) -> bool {
        let few_slashes = self.joints == 0 && self.slashes <= 1 + self.letters / SLASH_IN;
        self.letters + self.joints + self.slashes >= LONG
            && (self.slashes == 0 || few_slashes)
            && self.digits > 0
            && self.capitals > 0
            && self.small > 0
            && self.strange
            && self.longest >= LONG_PIECE
            && !self.is_wordy()
    }

    /// Whether a part between slashes may be one.
    pub(crate) fn may_have_secret_part(&self) -> bool {
        self.slashes > 0 && self.digits > 0 && self.capitals > 0 && self.letters >= LONG_PIECE
    }

    pub(crate) fn is_secret_after_name(&self) -> bool {
        self.letters >= LONG_AFTER_NAME
            && self.slashes == 0
            && self.digits > 0
            && self.digits < self.letters
            && !self.is_wordy()
    }

    fn is_wordy(&self) -> bool {
        self.wordy * 2 >= self.letters
    }
}

#[derive(Clone, Copy)]
enum Character {
    Small(u8),
    Capital(u8),
    Digit,
    Joint,
    Slash,
    /// A backslash before a slash, or what is not seen.
    Nothing,
}

/// The characters of a run; of what is percent-encoded only slashes are in one.
fn characters(run: &str) -> impl Iterator<Item = Character> {
    let mut skip = 0_usize;
    let bytes = run.as_bytes();
    bytes.iter().enumerate().map(move |(at, byte)| {
        if skip > 0 {
            skip -= 1;
            return Character::Nothing;
        }
        match byte {
            b'a'..=b'z' => Character::Small(*byte),
            b'A'..=b'Z' => Character::Capital(*byte),
            b'0'..=b'9' => Character::Digit,
            b'-' | b'_' | b'~' => Character::Joint,
            b'/' | b'+' => Character::Slash,
            b'%' if bytes.get(at + 1..at + 3).is_none_or(|next| next != b"25") => {
                skip = 2;
                Character::Slash
            }
            b'%' => {
                skip = 2;
                Character::Nothing
            }
            _ => Character::Nothing,
        }
    })
}

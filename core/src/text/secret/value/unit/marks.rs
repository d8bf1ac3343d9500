/// Which marks occur, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(pub(super) u8);

impl Marks {
    pub(super) const JOINT: Self = Self(1);
    pub(super) const DOT: Self = Self(1 << 1);
    pub(super) const SLASH: Self = Self(1 << 2);
    pub(super) const COLON: Self = Self(1 << 3);
    pub(super) const EQUALS: Self = Self(1 << 4);
    pub(super) const END: Self = Self(1 << 5);
    pub(super) const STRANGE: Self = Self(1 << 6);

    pub(super) fn of(mark: u8) -> Self {
        match mark {
            b'_' | b'-' | b'\'' => Self::JOINT,
            b'.' => Self::DOT,
            b'/' | b'\\' => Self::SLASH,
            b':' => Self::COLON,
            b'=' => Self::EQUALS,
            b',' | b';' | b'!' | b'?' | b')' | b'(' | b'"' | b'>' | b'<' | b']' | b'[' | b'`' => {
                Self::END
            }
            _ => Self::STRANGE,
        }
    }

    pub(super) fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    pub(super) fn only(self, marks: &[Self]) -> bool {
        self.0 & !marks.iter().fold(0, |all, mark| all | mark.0) == 0
    }
}

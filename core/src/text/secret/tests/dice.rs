/// Numbers that follow from a seed only.
pub(super) struct Dice(u64);

pub(super) const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
pub(super) const CAPITAL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
pub(super) const DIGIT: &str = "0123456789";

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    pub(super) fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let index = self.below(of.len());
        of.get(index).copied().unwrap_or_default()
    }

    pub(super) fn letters(&mut self, alphabet: &str, length: usize) -> String {
        let all: Vec<char> = alphabet.chars().collect();
        (0..length).filter_map(|_| all.get(self.below(all.len()))).collect()
    }

    /// Mixed as tokens are: a small letter, a capital and a digit at least.
    pub(super) fn mixed(&mut self, length: usize) -> String {
        let more = self.letters(&format!("{SMALL}{CAPITAL}{DIGIT}"), length - 3);
        format!(
            "{}{more}{}{}",
            self.letters(SMALL, 1),
            self.letters(DIGIT, 1),
            self.letters(CAPITAL, 1)
        )
    }
}

//! Reads the corpus and puts its samples together; `README.md` beside it says how it is written.

/// A text, and what of it no error may tell.
pub struct Sample {
    pub text: String,
    pub secrets: Vec<String>,
}

/// Texts that hold secrets.
pub const SECRETS: [(&str, &str); 2] = [
    ("programs", include_str!("programs_secrets.txt")),
    ("systems", include_str!("systems_secrets.txt")),
];

/// Texts that hold none.
pub const ORDINARY: [(&str, &str); 3] = [
    ("services", include_str!("services_ordinary.txt")),
    ("programs", include_str!("programs_ordinary.txt")),
    ("systems", include_str!("systems_ordinary.txt")),
];

/// The samples of a file, each from a line that is no comment.
pub fn samples(file: &str) -> impl Iterator<Item = Sample> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(compose)
}

/// Makes a sample of a line: the same line gives the same sample everywhere.
pub fn compose(line: &str) -> Sample {
    let mut dice = Dice::of(line);
    let mut sample = Sample { text: String::new(), secrets: Vec::new() };
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some((kind, after)) = between(rest, "<<", ">>") {
            let secret = dice.value(kind);
            sample.text.push_str(&secret);
            sample.secrets.push(secret);
            rest = after;
        } else if let Some((kind, after)) = between(rest, "‹", "›") {
            sample.text.push_str(&dice.filler(kind));
            rest = after;
        } else {
            sample.text.push(match c {
                '⏎' => '\n',
                '␍' => '\r',
                '⇥' => '\t',
                other => other,
            });
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    sample
}

/// What stands between two marks at the beginning of a text, where it names a kind of value.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    let (kind, after) = text.strip_prefix(open)?.split_once(close)?;
    let is_kind = kind.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_kind.then_some((kind, after))
}

/// Numbers that follow from a text only.
struct Dice(u64);

const SMALL: &str = "abcdefghijklmnopqrstuvwxyz";
const CAPITAL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGIT: &str = "0123456789";

impl Dice {
    fn of(line: &str) -> Self {
        let hash = line.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self(hash | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn letters(&mut self, alphabets: &[&str], length: usize) -> String {
        let all: Vec<char> = alphabets.iter().flat_map(|alphabet| alphabet.chars()).collect();
        loop {
            let found: String =
                (0..length).filter_map(|_| all.get(self.below(all.len()))).collect();
            let has = |alphabet: &&str| found.contains(|c| alphabet.contains(c));
            if length < 3 * alphabets.len() || alphabets.iter().take(3).all(has) {
                return found;
            }
        }
    }

    /// A secret of a kind: its letters, then its length.
    fn value(&mut self, kind: &str) -> String {
        let name = kind.trim_end_matches(|c: char| c.is_ascii_digit());
        let length = kind.strip_prefix(name).and_then(|digits| digits.parse().ok()).unwrap_or(12);
        match name {
            "pw" | "mix" => self.letters(&[SMALL, CAPITAL, DIGIT], length),
            "low" => self.letters(&[SMALL, DIGIT], length),
            "up" => self.letters(&[CAPITAL, DIGIT], length),
            "num" => self.letters(&[DIGIT], length),
            "hex" => self.letters(&["abcdef", DIGIT], length),
            "url" => self.joined(&[SMALL, CAPITAL, DIGIT, "-_"], length),
            "b64-" => self.joined(&[SMALL, CAPITAL, DIGIT, "+/"], length),
            "word" => self.word(length),
            "basic" => base64(&format!("deploy:{}", self.value("pw"))),
            "aws" => format!("AKIA{}", self.letters(&[CAPITAL, "234567"], 16)),
            "jwt" => self.jwt(),
            _ => String::new(),
        }
    }

    /// With a mark inside at most, and none at an end.
    fn joined(&mut self, alphabets: &[&str], length: usize) -> String {
        let mut end = || self.letters(&[SMALL, CAPITAL, DIGIT], 1);
        let (first, last) = (end(), end());
        format!("{first}{}{last}", self.letters(alphabets, length - 2))
    }

    /// As people choose passwords.
    fn word(&mut self, length: usize) -> String {
        let letter = |at: usize| if at.is_multiple_of(2) { "bdfgklmnprtvz" } else { "aeiou" };
        (0..length).map(|at| self.letters(&[letter(at)], 1)).collect()
    }

    fn jwt(&mut self) -> String {
        let header = base64(r#"{"alg":"HS256","typ":"JWT"}"#);
        let payload = base64(&format!(r#"{{"sub":"{}"}}"#, self.value("num10")));
        format!("{header}.{payload}.{}", self.value("url43")).replace('=', "")
    }

    /// What is no secret: an ID, a checksum, or the character of that number.
    fn filler(&mut self, kind: &str) -> String {
        if let Some(number) =
            kind.strip_prefix('u').and_then(|hex| u32::from_str_radix(hex, 16).ok())
        {
            return char::from_u32(number).map(String::from).unwrap_or_default();
        }
        if kind == "uuid" {
            let parts = [8, 4, 4, 4, 12].map(|length| self.letters(&["abcdef", DIGIT], length));
            return parts.join("-");
        }
        self.value(kind)
    }
}

fn base64(text: &str) -> String {
    let alphabet: Vec<char> = format!("{CAPITAL}{SMALL}{DIGIT}+/").chars().collect();
    let groups = text.as_bytes().chunks(3).map(|group| {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        let letter = |at: usize| {
            let letter = alphabet.get(bits >> (18 - 6 * at) & 63).copied();
            letter.filter(|_| at <= group.len()).unwrap_or('=')
        };
        (0..4).map(letter).collect::<String>()
    });
    groups.collect()
}

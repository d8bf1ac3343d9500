use serde::Deserialize;

/// Texts that are made to hurt, and ordinary ones.
#[derive(Deserialize)]
pub(crate) struct Patterns {
    pub(crate) ordinary: Vec<Pattern>,
    pub(crate) hostile: Vec<Pattern>,
}

/// What is repeated, and what is repeated behind all of it.
#[derive(Debug, Deserialize)]
pub(crate) struct Pattern {
    repeated: Vec<String>,
    #[serde(default)]
    then: String,
}

impl Patterns {
    pub(crate) fn read() -> serde_json::Result<Self> {
        serde_json::from_str(include_str!("../../patterns.json"))
    }
}

impl Pattern {
    /// Repeated until the text has that size.
    pub(crate) fn filled(&self, size: usize) -> String {
        let half = if self.then.is_empty() { size } else { size / 2 };
        let mut text = String::with_capacity(size + 256);
        for part in self.repeated.iter().cycle().take_while(|part| !part.is_empty()) {
            if text.len() >= half {
                break;
            }
            text.push_str(part);
        }
        while !self.then.is_empty() && text.len() < size {
            text.push_str(&self.then);
        }
        text
    }
}

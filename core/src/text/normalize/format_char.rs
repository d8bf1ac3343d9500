/// Whether a character is a format character (general category Cf, Unicode 16 and 17):
/// zero-width, direction, tag, soft hyphen.
#[inline]
pub(in crate::text) fn is_format_char(c: char) -> bool {
    c >= FIRST && is_listed(c)
}

const FIRST: char = '\u{AD}';

fn is_listed(c: char) -> bool {
    matches!(
        c,
        FIRST                      // soft hyphen
        | '\u{600}'..='\u{605}'     // Arabic number signs
        | '\u{61C}'                 // Arabic letter mark
        | '\u{6DD}'                 // Arabic end of ayah
        | '\u{70F}'                 // Syriac abbreviation mark
        | '\u{890}'..='\u{891}'     // Arabic pound and piastre marks
        | '\u{8E2}'                 // Arabic disputed end of ayah
        | '\u{180E}'                // Mongolian vowel separator
        | '\u{200B}'..='\u{200F}'   // zero-width, direction marks
        | '\u{202A}'..='\u{202E}'   // direction embeddings and overrides
        | '\u{2060}'..='\u{2064}'   // word joiner, invisible operators
        | '\u{2066}'..='\u{206F}'   // direction isolates, deprecated ones
        | '\u{FEFF}'                // byte order mark
        | '\u{FFF9}'..='\u{FFFB}'   // interlinear annotation
        | '\u{110BD}' | '\u{110CD}' // Kaithi number signs
        | '\u{13430}'..='\u{1343F}' // Egyptian hieroglyph controls
        | '\u{1BCA0}'..='\u{1BCA3}' // shorthand
        | '\u{1D173}'..='\u{1D17A}' // musical
        | '\u{E0001}'               // language tag
        | '\u{E0020}'..='\u{E007F}' // tags
    )
}

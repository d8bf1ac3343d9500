use crate::text::secret::form::content::Content;
use crate::text::secret::found::Found;
use crate::text::secret::key::keys::Keys;
use crate::text::secret::key::lexicon::{self, Use};
use crate::text::secret::key::name::Name;
use crate::text::secret::token::letters::hash;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::quote::Quote;

/// The elements of XML: what stands between `<token>` and `</token>`.
#[derive(Debug, Default)]
pub(crate) struct Element {
    tag: Tag,
    /// The name of the tag being read, where it is one, and its last word.
    name: Option<&'static Name>,
    word: u32,
    quote: Option<Quote>,
    is_after_equals: bool,
    is_empty: bool,
    /// An element with others inside, all of which are its value.
    parent: Option<(u32, &'static Name)>,
    content: Option<Content>,
    /// Where the content of an element begins that names the value of the next:
    /// `<key>token</key><string>x</string>`.
    naming: Option<usize>,
    sibling: Option<&'static Name>,
}

/// A tag whose name has been redacted.
const NO_WORD: u32 = 0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tag {
    #[default]
    None,
    /// Behind the `<`.
    Open,
    Name,
    Attributes,
    /// Behind the `</`.
    Close,
    /// Behind the `<!`, `<![`, `<![CDATA`.
    Bang,
    Section,
    Cdata,
}

fn word_of(token: &Token, text: &str) -> u32 {
    if token.word().is_some() { token.hash(text) } else { NO_WORD }
}

impl Element {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.tag == Tag::None && self.content.is_none() && self.naming.is_none()
    }

    /// Whether a value has no end yet.
    pub(crate) fn holds(&self) -> bool {
        self.content.is_some()
    }

    /// `named` is the name that an attribute of the tag tells: `<param name="token">`.
    #[inline]
    pub(crate) fn read(
        &mut self,
        token: &Token,
        keys: &mut Keys,
        text: &str,
        named: Option<&'static Name>,
        found: &mut Found,
    ) {
        if self.tag != Tag::None || self.content.is_some() || token.is_mark(b'<') {
            if token.is_mark(b'<')
                && let Some(start) = self.naming.take()
            {
                let key = keys.key(text);
                self.sibling = key.name().filter(|_| key.phrase == start);
            }
            self.step(token, keys, text, named, found);
        }
    }

    fn step(
        &mut self,
        token: &Token,
        keys: &mut Keys,
        text: &str,
        named: Option<&'static Name>,
        found: &mut Found,
    ) {
        if let Some(content) = &mut self.content
            && content.brackets.is_some()
        {
            if content.section(token, text, found) {
                self.content = None;
            }
            return;
        }
        match self.tag {
            Tag::None => {}
            Tag::Open => return self.open(token, text, found),
            Tag::Name => return self.name(token, keys, text, named, found),
            Tag::Attributes => return self.attributes(token, named, found),
            Tag::Close => {
                if token.word().is_some() {
                    let word = token.hash(text);
                    self.parent = self.parent.filter(|(parent, _)| *parent != word);
                }
                self.tag = Tag::None;
                return;
            }
            Tag::Bang if token.is_mark(b'[') => return self.tag = Tag::Section,
            Tag::Section if token.word().is_some() && token.hash(text) == hash("cdata") => {
                return self.tag = Tag::Cdata;
            }
            Tag::Cdata if token.is_mark(b'[') => {
                self.tag = Tag::None;
                if let Some(content) = &mut self.content
                    && content.is_blank
                {
                    content.begin_section(token.end, found);
                }
                return;
            }
            Tag::Bang | Tag::Section | Tag::Cdata => self.tag = Tag::None,
        }
        self.content_text(token, text, found);
    }

    fn content_text(&mut self, token: &Token, text: &str, found: &mut Found) {
        if token.is_mark(b'<') {
            self.tag = Tag::Open;
            return;
        }
        if token.kind.is_end() {
            return self.cut_content(found);
        }
        if let Some(content) = &mut self.content {
            content.read(token, text);
        }
    }

    fn open(&mut self, token: &Token, text: &str, found: &mut Found) {
        self.tag = match token.kind {
            Kind::Word(_) | Kind::Redacted => {
                self.word = word_of(token, text);
                self.leave_content();
                Tag::Name
            }
            Kind::Mark(b'/') => {
                if let Some(content) = self.content.take() {
                    content.close(found);
                }
                Tag::Close
            }
            Kind::Mark(b'!') => Tag::Bang,
            Kind::End => {
                self.cut_content(found);
                Tag::None
            }
            _ => Tag::None,
        };
        self.is_empty = false;
        self.name = None;
    }

    fn cut_content(&mut self, found: &mut Found) {
        if let Some(content) = self.content.take() {
            content.cut(found);
        }
    }

    /// An element inside: the value is in there.
    fn leave_content(&mut self) {
        if let Some(content) = self.content.take()
            && content.is_blank
        {
            self.parent.get_or_insert((content.word, content.judge.name()));
        }
    }

    fn name(
        &mut self,
        token: &Token,
        keys: &mut Keys,
        text: &str,
        named: Option<&'static Name>,
        found: &mut Found,
    ) {
        match token.kind {
            Kind::Word(_) | Kind::Redacted => self.word = word_of(token, text),
            Kind::Mark(b'-' | b'_' | b'.') => {}
            Kind::Mark(b':') => keys.break_off(),
            Kind::Mark(b'>' | b'/') => {
                self.end_name(keys, text);
                self.attributes(token, named, found);
            }
            _ if token.is_gap() => self.end_name(keys, text),
            _ => self.tag = Tag::None,
        }
    }

    fn end_name(&mut self, keys: &Keys, text: &str) {
        self.name = if self.word == NO_WORD { None } else { keys.key(text).name() };
        self.tag = Tag::Attributes;
    }

    fn attributes(&mut self, token: &Token, named: Option<&'static Name>, found: &mut Found) {
        if let Some(quote) = self.quote {
            if quote.closed_by(token).is_some() {
                self.quote = None;
            }
            return;
        }
        let quote = Quote::opened_by(token).filter(|quote| quote.is_straight());
        self.quote = quote.filter(|_| self.is_after_equals);
        self.is_after_equals = token.is_mark(b'=');
        match token.kind {
            Kind::Mark(b'/') => self.is_empty = true,
            Kind::Mark(b'>') => {
                self.tag = Tag::None;
                let uses = lexicon::uses(self.word);
                self.naming = (uses.has(Use::NAMING)).then_some(token.end);
                let sibling = self.sibling.filter(|_| uses.has(Use::VALUING));
                let name = self.name.or(named).or(sibling).or(self.parent.map(|(_, name)| name));
                if let (Some(name), false) = (name, self.is_empty) {
                    self.content = Some(Content::open(token.end, self.word, name, found));
                }
            }
            Kind::Mark(b'<') => {
                self.tag = Tag::Open;
            }
            Kind::End => self.tag = Tag::None,
            _ => self.is_empty = false,
        }
    }
}

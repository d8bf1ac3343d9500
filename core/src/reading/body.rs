use std::borrow::Cow;

use super::html;
use crate::json::{self, Raw};
use crate::text::is_blank;

/// What a response body says.
#[derive(Default)]
pub(crate) struct Body<'a> {
    pub(crate) code: Option<Cow<'a, str>>,
    pub(crate) title: Option<Cow<'a, str>>,
    pub(crate) detail: Option<Cow<'a, str>>,
    pub(crate) status: Option<u16>,
    /// Whether it is HTML, which the service never answers.
    pub(crate) is_page: bool,
    /// A body that is neither an object nor a page, as a whole.
    pub(crate) text: Option<Cow<'a, str>>,
}

impl<'a> Body<'a> {
    /// Reads a decoded body; whatever it holds, something comes out.
    pub(crate) fn read(decoded: &'a str) -> Self {
        let mut outer = Members::default();
        if json::begins(decoded, '{')
            && json::object(decoded, Some("errors"), |key, value| outer.take(key, value)).is_ok()
        {
            outer.read()
        } else if let Some(text) = json::string(decoded) {
            Self { text: Some(text), ..Self::default() }
        } else if let Some(page) = html::page(decoded) {
            Self { title: html::title(page), is_page: true, ..Self::default() }
        } else {
            Self { text: Some(Cow::Borrowed(decoded)), ..Self::default() }
        }
        .without_blanks()
    }

    fn without_blanks(mut self) -> Self {
        for text in [&mut self.code, &mut self.title, &mut self.detail, &mut self.text] {
            text.take_if(|text| is_blank(text));
        }
        self
    }
}

/// The members of an object that an error body may have.
#[derive(Default)]
struct Members<'a> {
    first_error: Option<Raw<'a>>,
    error: Option<Raw<'a>>,
    code: Option<Raw<'a>>,
    id: Option<Raw<'a>>,
    kind: Option<Raw<'a>>,
    title: Option<Raw<'a>>,
    detail: Option<Raw<'a>>,
    message: Option<Raw<'a>>,
    status: Option<Raw<'a>>,
}

impl<'a> Members<'a> {
    fn take(&mut self, key: &str, value: Raw<'a>) {
        let member = match key {
            "errors" => &mut self.first_error,
            "error" => &mut self.error,
            "code" => &mut self.code,
            "id" => &mut self.id,
            "type" => &mut self.kind,
            "title" => &mut self.title,
            "detail" => &mut self.detail,
            "message" => &mut self.message,
            "status" => &mut self.status,
            _ => return,
        };
        *member = Some(value);
    }

    fn of(value: Raw<'a>) -> Self {
        let mut members = Self::default();
        value.members(|key, value| members.take(key, value));
        members
    }

    /// The first entry of `errors`, else the object under `error`, else the object itself.
    fn read(self) -> Body<'a> {
        if let Some(entry) = self.first_error.filter(|entry| entry.is_object()) {
            let entry = Self::of(entry);
            let code = first([entry.code, entry.id], Raw::code);
            return entry.body(code);
        }
        match self.error.filter(|error| error.is_object()) {
            Some(error) => Self::of(error).flat(),
            None => self.flat(),
        }
    }

    fn flat(self) -> Body<'a> {
        let code = first([self.code, self.error, self.id], Raw::code);
        let code = code.or_else(|| self.kind?.code().filter(|kind| kind != "about:blank"));
        self.body(code)
    }

    fn body(self, code: Option<Cow<'a, str>>) -> Body<'a> {
        Body {
            code,
            title: self.title.and_then(Raw::text),
            detail: first([self.detail, self.message], Raw::text),
            status: self.status.and_then(status),
            ..Body::default()
        }
    }
}

fn first<'a, const N: usize>(
    members: [Option<Raw<'a>>; N],
    read: fn(Raw<'a>) -> Option<Cow<'a, str>>,
) -> Option<Cow<'a, str>> {
    members.into_iter().flatten().find_map(read)
}

/// A status of 100–599, as a number or as a string of three digits.
fn status(value: Raw<'_>) -> Option<u16> {
    let status = match value.string() {
        Some(digits) if digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            digits.parse().ok()?
        }
        Some(_) => return None,
        None => u16::try_from(value.integer()?).ok()?,
    };
    (100..600).contains(&status).then_some(status)
}

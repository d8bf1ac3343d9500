use std::borrow::Cow;

use super::body::Body;
use super::frame::Frame;
use super::retry_after;
use crate::failure::{Failure, FrameBytes};
use crate::text::{Hits, Text, is_blank};
use crate::words::{Fallback, Phase, Word};

/// A failure with its frame and body read: what the rules look at.
pub(crate) struct Reading<'a> {
    pub(crate) phase: Phase,
    /// The effective status: the one that the body names where HTTP says nothing or success.
    pub(crate) http_status: Option<u16>,
    pub(crate) server_code: Option<ServerCode<'a>>,
    pub(crate) server_title: Option<Text<'a>>,
    pub(crate) server_detail: Option<Text<'a>>,
    pub(crate) close_code: Option<u16>,
    pub(crate) close_reason: Option<Text<'a>>,
    pub(crate) transport: Option<&'static str>,
    pub(crate) protocol: Option<&'static str>,
    pub(crate) invalid_argument: Option<Cow<'a, str>>,
    pub(crate) message: Option<Cow<'a, str>>,
    pub(crate) prefix: Option<Cow<'a, str>>,
    pub(crate) fallback: Option<Fallback>,
    pub(crate) connection_id: Option<Cow<'a, str>>,
    pub(crate) req_id: Option<Cow<'a, str>>,
    pub(crate) retry_after_ms: Option<u64>,
    /// Whether the body is HTML, which the service never answers.
    pub(crate) is_page: bool,
    hits: Hits,
}

/// The server's own code, in whatever form it came.
pub(crate) struct ServerCode<'a> {
    pub(crate) text: Text<'a>,
    /// Whether it is spelled as a number.
    numeric: bool,
}

impl<'a> ServerCode<'a> {
    fn read(received: Cow<'a, str>) -> Option<Self> {
        let text = Text::read(received)?;
        let spelled = text.folded();
        let digits = spelled.strip_prefix('-').unwrap_or(spelled);
        let numeric = digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits == "0" || !digits.is_empty() && !digits.starts_with('0'));
        Some(Self { text, numeric })
    }

    /// The number that it is.
    pub(crate) fn number(&self) -> Option<i64> {
        self.numeric.then(|| self.text.folded().parse().ok())?
    }

    /// The word that it is, where it is no number.
    pub(crate) fn word(&self) -> Option<&str> {
        (!self.numeric).then(|| self.text.folded())
    }
}

impl<'a> Reading<'a> {
    /// Reads frame and body, and takes each field from the caller, else the frame, else the body.
    pub(crate) fn read(failure: &'a Failure<'_>, decoded_body: &'a str) -> Self {
        let body = Body::read(decoded_body);
        let frame = failure.frame.as_ref().map(|frame| match frame {
            FrameBytes::Received(bytes) => Frame::read(bytes, &failure.phase),
            FrameBytes::Undecodable => Frame::Violation("undecodable"),
        });
        let (violation, error) = match frame {
            Some(Frame::Violation(word)) => (Some(word), None),
            Some(Frame::Error(error)) => (None, Some(error)),
            Some(Frame::Other) | None => (None, None),
        };
        let (connection_id, req_id, frame_code, frame_detail) = match error {
            Some(error) => {
                let code = Some(error.code.to_string());
                (Some(error.connection_id), Some(error.req_id), code, Some(error.message))
            }
            None => (None, None, None, None),
        };

        let given = |text: &'a Option<Cow<'_, str>>| text.as_deref().map(Cow::Borrowed);
        let framed = |text: Option<String>| text.filter(|text| !is_blank(text)).map(Cow::Owned);
        let server_code = given(&failure.server_code).or(framed(frame_code)).or(body.code);
        let server_title = given(&failure.server_title).or(body.title);
        let given_detail = given(&failure.server_detail).or(framed(frame_detail));
        // The text of a body is searched even where it is not the detail.
        let unreported = body.text.as_ref().filter(|_| given_detail.is_some());
        let unreported = unreported.and_then(|text| Text::read(Cow::Borrowed(text)));
        let mut hits = unreported.map(|text| text.hits()).unwrap_or_default();
        let server_detail = given_detail.or(body.detail).or(body.text);

        let server_code = server_code.and_then(ServerCode::read);
        let server_title = server_title.and_then(Text::read);
        let server_detail = server_detail.and_then(Text::read);
        let close_reason = given(&failure.close_reason).and_then(Text::read);
        let word = server_code.as_ref().filter(|code| !code.numeric).map(|code| &code.text);
        let searched = [word, server_title.as_ref(), server_detail.as_ref(), close_reason.as_ref()];
        for text in searched.into_iter().flatten() {
            hits = hits.and(text.hits());
        }

        let http_status = match failure.http_status {
            Some(status) if !(200..300).contains(&status) => Some(status),
            status => body.status.or(status),
        };
        Self {
            phase: failure.phase.clone(),
            http_status,
            server_code,
            server_title,
            server_detail,
            close_code: failure.close_code,
            close_reason,
            transport: failure.transport,
            protocol: failure.protocol.or(violation),
            invalid_argument: given(&failure.invalid_argument),
            message: given(&failure.message),
            prefix: given(&failure.prefix),
            fallback: failure.fallback,
            connection_id: framed(connection_id).or(given(&failure.connection_id)),
            req_id: framed(req_id).or(given(&failure.req_id)),
            retry_after_ms: retry_after::read(&failure.headers, failure.now_ms),
            is_page: body.is_page,
            hits,
        }
    }

    /// The number that the server's code is.
    pub(crate) fn server_number(&self) -> Option<i64> {
        self.server_code.as_ref()?.number()
    }

    /// The word that the server's code is.
    pub(crate) fn server_word(&self) -> Option<&str> {
        self.server_code.as_ref()?.word()
    }

    /// Whether the server said anything: code, title or detail.
    pub(crate) fn has_server_words(&self) -> bool {
        self.server_code.is_some() || self.server_title.is_some() || self.server_detail.is_some()
    }

    /// Whether a close was received, with a code or without.
    pub(crate) fn is_close(&self) -> bool {
        self.close_code.is_some() || self.close_reason.is_some()
    }

    /// What the searched texts hold.
    pub(crate) fn hits(&self) -> Hits {
        self.hits
    }

    /// Whether a searched text holds one of the spellings of that word.
    pub(crate) fn says(&self, word: Word) -> bool {
        self.hits.has_word(word)
    }

    /// The status of an error that decides: the effective one, else a server code
    /// of 400–599 after the upgrade; and whether it is the server code.
    pub(crate) fn error_status(&self) -> Option<(u16, bool)> {
        if let Some(status) = self.http_status.filter(|status| *status >= 400) {
            return Some((status, false));
        }
        let number = self.phase.after_upgrade().then(|| self.server_number())??;
        u16::try_from(number).ok().filter(|n| (400..600).contains(n)).map(|n| (n, true))
    }
}

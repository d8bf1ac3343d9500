//! Reading one binary frame as the reference implementations of proto3 do.
//!
//! `prost` takes a known field with another wire type as an error; the reference
//! implementations skip it as unknown, so the fields are handed to it one by one.

use prost::encoding::{DecodeContext, WireType, decode_key, decode_varint, skip_field};

use crate::words::Phase;

#[allow(missing_docs, clippy::pedantic, unused_qualifications)]
mod proto {
    include!(concat!(env!("OUT_DIR"), "/avatar.rs"));
}

use proto::{MessageType, ServerConfirmSession, ServerError};

/// What a frame says of the failure.
pub(crate) enum Frame {
    /// The server's own error.
    Error(ServerError),
    /// A violation of the protocol, by its word.
    Violation(&'static str),
    /// Nothing.
    Other,
}

impl Frame {
    /// Reads a frame received in that phase.
    pub(crate) fn read(bytes: &[u8], phase: &Phase) -> Self {
        match Envelope::decode(bytes) {
            Some(envelope) => envelope.read(*phase == Phase::WebsocketHandshake),
            None => Self::Violation("undecodable"),
        }
    }
}

#[derive(Default)]
struct Envelope {
    kind: i32,
    payload: Payload,
}

#[derive(Default)]
enum Payload {
    #[default]
    None,
    Confirm(ServerConfirmSession),
    Error(ServerError),
    Other,
}

impl Envelope {
    /// `None` for bytes that do not decode.
    fn decode(mut bytes: &[u8]) -> Option<Self> {
        let mut envelope = Self::default();
        while !bytes.is_empty() {
            let (tag, wire_type) = decode_key(&mut bytes).ok()?;
            match (tag, wire_type) {
                (1, WireType::Varint) => envelope.kind = int32(decode_varint(&mut bytes).ok()?),
                (3, WireType::LengthDelimited) => {
                    let mut confirm = match envelope.payload {
                        Payload::Confirm(confirm) => confirm,
                        _ => ServerConfirmSession::default(),
                    };
                    merge(&mut confirm, field(&mut bytes)?, |tag| match tag {
                        1 | 2 => Some(WireType::LengthDelimited),
                        _ => None,
                    })?;
                    envelope.payload = Payload::Confirm(confirm);
                }
                (5, WireType::LengthDelimited) => {
                    let mut error = match envelope.payload {
                        Payload::Error(error) => error,
                        _ => ServerError::default(),
                    };
                    merge(&mut error, field(&mut bytes)?, |tag| match tag {
                        1 | 2 | 4 => Some(WireType::LengthDelimited),
                        3 => Some(WireType::Varint),
                        _ => None,
                    })?;
                    envelope.payload = Payload::Error(error);
                }
                (2 | 4 | 6 | 8..=11, WireType::LengthDelimited) => {
                    field(&mut bytes)?;
                    envelope.payload = Payload::Other;
                }
                _ => skip_field(wire_type, tag, &mut bytes, DecodeContext::default()).ok()?,
            }
        }
        Some(envelope)
    }

    fn read(self, in_handshake: bool) -> Frame {
        match (MessageType::try_from(self.kind), self.payload) {
            (Ok(MessageType::ServerError), Payload::Error(error)) => Frame::Error(error),
            (Ok(MessageType::ServerError), _) => Frame::Violation("missing_payload"),
            (Ok(MessageType::ServerConfirmSession), payload) if in_handshake => match payload {
                Payload::Confirm(confirm) if !crate::text::is_blank(&confirm.connection_id) => {
                    Frame::Other
                }
                _ => Frame::Violation("missing_connection_id"),
            },
            _ if in_handshake => Frame::Violation("unexpected_message"),
            _ => Frame::Other,
        }
    }
}

/// Merges the fields that have the wire type of their declaration, and skips all others.
fn merge<M: prost::Message>(
    message: &mut M,
    mut bytes: &[u8],
    declared: fn(u32) -> Option<WireType>,
) -> Option<()> {
    while !bytes.is_empty() {
        let (tag, wire_type) = decode_key(&mut bytes).ok()?;
        let context = DecodeContext::default();
        if declared(tag) == Some(wire_type) {
            message.merge_field(tag, wire_type, &mut bytes, context).ok()?;
        } else {
            skip_field(wire_type, tag, &mut bytes, context).ok()?;
        }
    }
    Some(())
}

/// Takes a length-delimited field's bytes.
fn field<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(decode_varint(bytes).ok()?).ok()?;
    let (field, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(field)
}

/// The low 32 bits, as int32 and open enums take them.
fn int32(varint: u64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "proto3 takes the low 32 bits")]
    let low = varint as i32;
    low
}

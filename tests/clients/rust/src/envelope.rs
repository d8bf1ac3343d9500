//! What a client must know of the protobuf messages.

use prost::Message;

pub const CLIENT_CONFIGURE_SESSION: i32 = 1;
pub const SERVER_CONFIRM_SESSION: i32 = 2;
pub const CLIENT_AUDIO_INPUT: i32 = 3;
pub const SERVER_ERROR: i32 = 4;
pub const SERVER_RESPONSE_ANIMATION: i32 = 5;

#[derive(Clone, PartialEq, Message)]
pub struct Envelope {
    #[prost(int32, tag = "1")]
    pub kind: i32,
    #[prost(bytes = "vec", optional, tag = "2")]
    pub configure: Option<Vec<u8>>,
    #[prost(message, optional, tag = "3")]
    pub confirm: Option<Confirm>,
    #[prost(bytes = "vec", optional, tag = "4")]
    pub audio: Option<Vec<u8>>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Confirm {
    #[prost(string, tag = "1")]
    pub connection_id: String,
}

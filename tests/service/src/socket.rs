//! An accepted WebSocket, which follows the steps of its scenario or drill.

use crate::{
    http,
    scenario::{Session, Step},
    wire::{self, MessageType, message::Payload},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures_util::{SinkExt as _, StreamExt as _};
use prost::Message as _;
use std::{error::Error, time::Duration};
use tokio::{
    io::AsyncWriteExt as _,
    net::TcpStream,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Bytes, Message,
        handshake::derive_accept_key,
        protocol::{CloseFrame, Role},
    },
};

const HOLD: Duration = Duration::from_secs(60);

type Socket = WebSocketStream<TcpStream>;
type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Accepts the upgrade and runs the session to its end.
pub async fn serve(mut stream: TcpStream, key: &str, session: Session) -> Outcome<()> {
    let accept = derive_accept_key(key.as_bytes());
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, None).await;
    for (awaited, steps) in [
        (MessageType::ClientConfigureSession, session.handshake),
        (MessageType::ClientAudioInput, session.runtime),
    ] {
        let Some(received) = message(&mut socket).await? else {
            return Ok(());
        };
        if received.r#type() != awaited {
            let reason = format!("stand-in: expected {}", awaited.as_str_name());
            return Ok(socket.close(Some(close(4999, reason))).await?);
        }
        for step in steps {
            socket = match act(socket, step).await? {
                Some(socket) => socket,
                None => return Ok(()),
            };
        }
    }
    let rest = async { while let Some(Ok(_)) = socket.next().await {} };
    timeout(HOLD, rest).await.ok();
    Ok(())
}

/// The next message of the client, or `None` when it has left.
async fn message(socket: &mut Socket) -> Outcome<Option<wire::Message>> {
    while let Some(received) = timeout(HOLD, socket.next()).await? {
        match received? {
            Message::Binary(bytes) => return Ok(Some(wire::Message::decode(bytes)?)),
            Message::Close(_) => {}
            other => return Err(format!("unexpected {other:?}").into()),
        }
    }
    Ok(None)
}

/// Does one step; `None` when the connection is over.
async fn act(mut socket: Socket, step: Step) -> Outcome<Option<Socket>> {
    match step {
        Step::ServerError(error) => {
            send(&mut socket, MessageType::ServerError, Payload::ServerError(error)).await?;
        }
        Step::ConfirmSession(confirm) => {
            let payload = Payload::ServerConfirmSession(confirm);
            send(&mut socket, MessageType::ServerConfirmSession, payload).await?;
        }
        Step::Message(message) => binary(&mut socket, message.encode_to_vec()).await?,
        Step::BinaryBase64(text) => binary(&mut socket, STANDARD.decode(text)?).await?,
        Step::Text(text) => socket.send(Message::text(text)).await?,
        Step::Close { code, reason } => socket.close(code.map(|code| close(code, reason))).await?,
        Step::RawBase64(text) => {
            socket.get_mut().write_all(&STANDARD.decode(text)?).await?;
        }
        Step::Flood { base64, zeros, times } => {
            let bytes = [STANDARD.decode(base64)?, vec![0; zeros]].concat();
            for _ in 0..times {
                timeout(HOLD, socket.get_mut().write_all(&bytes)).await??;
            }
        }
        Step::WaitMs(ms) => sleep(Duration::from_millis(ms)).await,
        Step::Sync => {
            socket.send(Message::Ping(Bytes::new())).await?;
            while let Some(received) = timeout(HOLD, socket.next()).await? {
                if received?.is_pong() {
                    break;
                }
            }
        }
        Step::Reset => {
            http::reset(socket.into_inner())?;
            return Ok(None);
        }
        Step::End => {
            http::end(socket.get_mut()).await?;
            return Ok(None);
        }
    }
    Ok(Some(socket))
}

async fn send(socket: &mut Socket, kind: MessageType, payload: Payload) -> Outcome<()> {
    let message = wire::Message { r#type: kind.into(), payload: Some(payload) };
    binary(socket, message.encode_to_vec()).await
}

async fn binary(socket: &mut Socket, bytes: Vec<u8>) -> Outcome<()> {
    Ok(socket.send(Message::binary(bytes)).await?)
}

fn close(code: u16, reason: String) -> CloseFrame {
    CloseFrame { code: code.into(), reason: reason.into() }
}

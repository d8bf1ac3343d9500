//! A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames.

use crate::{
    envelope::{self, Envelope},
    scenario::{Credentials, Options, Scenario},
};
use avatar_errors::prelude::*;
use futures_util::{SinkExt as _, StreamExt as _};
use prost::Message as _;
use reqwest::{Client, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config,
    tungstenite::{self, Message, client::IntoClientRequest as _, protocol::WebSocketConfig},
};

const MAX_MESSAGE: usize = 1024 * 1024;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;
pub type Outcome<T> = Result<T, Box<Failure<'static>>>;

pub struct Session {
    scenario: Scenario,
    http: Client,
    tls: ClientConfig,
}

/// The usual roots of trust.
pub fn tls() -> Result<ClientConfig, rustls::Error> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

fn failed<T>(failure: Failure<'static>) -> Outcome<T> {
    Err(Box::new(failure))
}

impl Session {
    pub fn new(scenario: Scenario, tls: ClientConfig) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            .use_preconfigured_tls(tls.clone())
            .redirect(Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self { scenario, http, tls })
    }

    /// Runs until it fails or a message is of the kind that ends it.
    pub async fn converse(&self, token: &str, last: Option<i32>) -> Outcome<()> {
        let mut socket = self.connect(token).await?;
        let connection_id = self.handshake(&mut socket).await?;
        self.send_audio(&mut socket, &connection_id).await?;
        self.receive(&mut socket, &connection_id, last).await
    }

    fn options(&self) -> &Options {
        &self.scenario.options
    }

    fn timeout(&self, phase: &Phase) -> Duration {
        self.options().timeout(phase.as_str())
    }

    /// A session token.
    pub async fn token(&self) -> Outcome<String> {
        let phase = Phase::SessionToken;
        let deadline = Instant::now() + self.timeout(&phase);
        let failure = Failure::new(phase);
        if self.options().api_key.is_empty() {
            return failed(failure.invalid_argument("api_key"));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let request = self
            .http
            .post(format!("{}/session-tokens", self.scenario.console))
            .header("X-Api-Key", &self.options().api_key)
            .header("Content-Type", "application/json")
            .body(format!("{{\"expireAt\":{}}}", now.as_secs().saturating_add(600)));
        let response = match timeout_at(deadline, request.send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return failed(failure.error(&error)),
            Err(late) => return failed(failure.error(&late)),
        };
        let head = failure.clone().response(&response);
        if !response.status().is_success() {
            let answer = timeout_at(deadline, failure.read_response(response)).await;
            return failed(answer.unwrap_or_else(|late| head.error(&late)));
        }
        let body = match timeout_at(deadline, response.bytes()).await {
            Ok(Ok(body)) => body.to_vec(),
            Ok(Err(error)) => return failed(head.error(&error)),
            Err(late) => return failed(head.error(&late)),
        };
        let answer: Value = serde_json::from_slice(&body).unwrap_or_default();
        let token = answer.get("sessionToken").or(answer.get("session_token"));
        match token.and_then(Value::as_str) {
            Some(token) if !token.is_empty() => Ok(token.to_owned()),
            _ if answer.get("errors").is_some() => failed(head.body(body)),
            _ => failed(head.body(body).protocol("missing_token")),
        }
    }

    async fn connect(&self, token: &str) -> Outcome<Socket> {
        let phase = Phase::WebsocketConnect;
        let limit = self.timeout(&phase);
        let failure = Failure::new(phase);
        if self.options().avatar_id.is_empty() {
            return failed(failure.invalid_argument("avatar_id"));
        }
        match timeout(limit, self.upgrade(token)).await {
            Ok(Ok(socket)) => Ok(socket),
            Ok(Err(error)) => failed(failure.error(&error)),
            Err(late) => failed(failure.error(&late)),
        }
    }

    async fn upgrade(&self, token: &str) -> tungstenite::Result<Socket> {
        let Options { app_id, avatar_id, credentials, .. } = self.options();
        let ingress = self.scenario.ingress.replacen("http", "ws", 1);
        let mut url = format!("{ingress}/websocket?id={avatar_id}");
        if let Credentials::Query = credentials {
            url.push_str(&format!("&appId={app_id}&sessionKey={token}"));
        }
        let mut request = url.as_str().into_client_request()?;
        if let Credentials::Headers = credentials {
            request.headers_mut().insert("X-App-ID", app_id.parse()?);
            request.headers_mut().insert("X-Session-Key", token.parse()?);
        }
        let mut config = WebSocketConfig::default();
        config.max_message_size = Some(MAX_MESSAGE);
        config.max_frame_size = Some(MAX_MESSAGE);
        let connector = Connector::Rustls(Arc::new(self.tls.clone()));
        let (socket, _) =
            connect_async_tls_with_config(request, Some(config), false, Some(connector)).await?;
        Ok(socket)
    }

    async fn handshake(&self, socket: &mut Socket) -> Outcome<String> {
        let phase = Phase::WebsocketHandshake;
        let configure = Envelope {
            kind: envelope::CLIENT_CONFIGURE_SESSION,
            configure: Some(Vec::new()),
            ..Envelope::default()
        };
        self.send(socket, configure, &phase, "").await?;
        let frame = self.frame(socket, &phase, "").await?;
        let connection_id = Envelope::decode(&*frame)
            .ok()
            .filter(|envelope| envelope.kind == envelope::SERVER_CONFIRM_SESSION)
            .and_then(|envelope| envelope.confirm)
            .map(|confirm| confirm.connection_id)
            .filter(|id| !id.is_empty());
        connection_id.ok_or_else(|| Box::new(Failure::new(phase).frame(frame)))
    }

    async fn send_audio(&self, socket: &mut Socket, connection_id: &str) -> Outcome<()> {
        let phase = Phase::WebsocketSend;
        // Samples have two bytes.
        if self.options().audio_bytes % 2 == 1 {
            let failure = Failure::new(phase).connection_id(connection_id.to_owned());
            return failed(failure.invalid_argument("audio"));
        }
        for _ in 0..self.options().audio_frames {
            let audio = Envelope {
                kind: envelope::CLIENT_AUDIO_INPUT,
                audio: Some(vec![0; self.options().audio_bytes]),
                ..Envelope::default()
            };
            self.send(socket, audio, &phase, connection_id).await?;
        }
        Ok(())
    }

    async fn receive(
        &self,
        socket: &mut Socket,
        connection_id: &str,
        last: Option<i32>,
    ) -> Outcome<()> {
        let phase = Phase::WebsocketRuntime;
        loop {
            let frame = self.frame(socket, &phase, connection_id).await?;
            match Envelope::decode(&*frame).map(|envelope| envelope.kind) {
                Ok(kind) if Some(kind) == last => return Ok(()),
                Ok(kind) if kind != envelope::SERVER_ERROR => {}
                _ => {
                    let failure = Failure::new(phase).connection_id(connection_id.to_owned());
                    return failed(failure.frame(frame));
                }
            }
        }
    }

    async fn send(
        &self,
        socket: &mut Socket,
        envelope: Envelope,
        phase: &Phase,
        connection_id: &str,
    ) -> Outcome<()> {
        let message = Message::binary(envelope.encode_to_vec());
        let failure = Failure::new(phase.clone()).connection_id(connection_id.to_owned());
        match timeout(self.timeout(phase), socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => failed(failure.error(&error)),
            Err(late) => failed(failure.error(&late)),
        }
    }

    /// The next binary frame.
    async fn frame(
        &self,
        socket: &mut Socket,
        phase: &Phase,
        connection_id: &str,
    ) -> Outcome<Vec<u8>> {
        loop {
            let failure = Failure::new(phase.clone()).connection_id(connection_id.to_owned());
            let end = match timeout(self.timeout(phase), socket.next()).await {
                Ok(Some(Ok(Message::Binary(frame)))) => return Ok(frame.into()),
                Ok(Some(Ok(Message::Text(_)))) => failure.protocol("text_frame"),
                Ok(Some(Ok(Message::Close(frame)))) => failure.close_frame(frame.as_ref()),
                Ok(Some(Ok(_))) => continue,
                Ok(Some(Err(error))) => failure.error(&error),
                Ok(None) => failure.transport("other"),
                Err(late) => failure.error(&late),
            };
            return failed(end);
        }
    }
}

//! HTTP/1.1 by hand: a library would refuse to misbehave.

use crate::scenario::{Answer, Then};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{collections::HashMap, io, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::{sleep, timeout},
};

const MAX_HEAD: usize = 64 * 1024;
/// The longest that anything here waits for a client.
const HOLD: Duration = Duration::from_secs(60);
const CHUNK: usize = 64 * 1024;
/// Where an endless body falls silent: a client that takes it all must not take the machine.
const ENDLESS: usize = 256 * 1024 * 1024;

pub struct Request {
    pub method: String,
    pub target: String,
    headers: HashMap<String, String>,
}

impl Request {
    /// Reads a request and its body; `None` where the client left or does not speak HTTP.
    pub async fn read(stream: &mut TcpStream) -> io::Result<Option<Self>> {
        let mut received = Vec::new();
        while received.len() < MAX_HEAD {
            if stream.read_buf(&mut received).await? == 0 {
                return Ok(None);
            }
            let mut fields = [httparse::EMPTY_HEADER; 64];
            let mut head = httparse::Request::new(&mut fields);
            let length = match head.parse(&received) {
                Ok(httparse::Status::Complete(length)) => length,
                Ok(httparse::Status::Partial) => continue,
                Err(_) => return Ok(None),
            };
            let request = Self {
                method: head.method.unwrap_or_default().to_owned(),
                target: head.path.unwrap_or_default().to_owned(),
                headers: head
                    .headers
                    .iter()
                    .map(|field| {
                        let value = String::from_utf8_lossy(field.value).into_owned();
                        (field.name.to_ascii_lowercase(), value)
                    })
                    .collect(),
            };
            let body = request.header("content-length").parse().unwrap_or(0);
            while received.len() < length.saturating_add(body) {
                if stream.read_buf(&mut received).await? == 0 {
                    return Ok(None);
                }
            }
            return Ok(Some(request));
        }
        Ok(None)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// A parameter of the query, as it was written.
    pub fn query(&self, name: &str) -> &str {
        let (_, query) = self.target.split_once('?').unwrap_or_default();
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(key, value)| (key == name).then_some(value))
            .unwrap_or_default()
    }

    /// The parts of the path.
    pub fn path(&self) -> Vec<&str> {
        let path = self.target.split('?').next().unwrap_or_default();
        path.split('/').skip(1).collect()
    }
}

/// Gives an answer and ends the connection.
pub async fn answer(mut stream: TcpStream, answer: &Answer) -> io::Result<()> {
    sleep(Duration::from_millis(answer.delay_ms)).await;
    // In one piece: what a client has of a body must not depend on timing.
    stream.write_all(&bytes(answer)).await?;
    if !answer.endless.is_empty() {
        go_on(&mut stream, answer).await?;
        return drain(&mut stream).await;
    }
    match answer.then {
        Then::Close => end(&mut stream).await,
        Then::Reset => reset(stream),
        Then::Stall => drain(&mut stream).await,
    }
}

fn bytes(answer: &Answer) -> Vec<u8> {
    if let Some(raw) = &answer.raw {
        return raw.clone().into_bytes();
    }
    let body = match &answer.body_base64 {
        Some(text) => STANDARD.decode(text).unwrap_or_default(),
        None => answer.body.clone().into_bytes(),
    };
    let mut head = format!("HTTP/1.1 {} \r\nConnection: close\r\n", answer.status);
    for (name, values) in &answer.headers {
        for value in values.as_slice() {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    if answer.padding > 0 {
        head.push_str(&format!("X-Padding: {}\r\n", "a".repeat(answer.padding)));
    }
    if answer.endless.is_empty() {
        let length = answer.content_length.unwrap_or(body.len());
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    head.push_str("\r\n");
    [head.into_bytes(), body].concat()
}

async fn go_on(stream: &mut TcpStream, answer: &Answer) -> io::Result<()> {
    let pause = Duration::from_millis(answer.every_ms);
    let times = if pause.is_zero() { CHUNK / answer.endless.len() } else { 1 };
    let chunk = answer.endless.repeat(times.max(1));
    let mut sent = 0;
    while sent < ENDLESS {
        sleep(pause).await;
        timeout(HOLD, stream.write_all(chunk.as_bytes())).await??;
        sent += chunk.len();
    }
    Ok(())
}

/// Ends the stream in order. Bytes left unread would make it a reset.
pub async fn end(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    drain(stream).await
}

/// Sends a real RST.
pub fn reset(stream: TcpStream) -> io::Result<()> {
    stream.set_zero_linger()
}

async fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    let all = async {
        while stream.read(&mut buffer).await? > 0 {}
        io::Result::Ok(())
    };
    timeout(HOLD, all).await.unwrap_or(Ok(()))
}

//! One side of real connections: what listens on loopback, says its piece and goes.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// How a connection ends.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "not all in every test")]
pub enum End {
    Close,
    /// What was sent to a socket and not read makes its end a reset.
    Reset,
    Stall,
}

/// Answers each request that way.
pub fn listen(answer: impl Into<Vec<u8>>, end: End) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let answer = answer.into();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || serve(stream, &answer, end));
        }
    });
    address
}

/// Where nobody listens.
pub fn closed() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn serve(mut stream: TcpStream, answer: &[u8], end: End) {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        request.extend(byte);
    }
    if !matches!(end, End::Reset) {
        let _ = stream.read(&mut byte);
    }
    let _ = stream.write_all(answer);
    if matches!(end, End::Stall) {
        thread::sleep(Duration::from_secs(30));
    }
}

//! One `use` is all that a program writes which turns failures into errors.

#![allow(clippy::unwrap_used)]

use avatar_errors::prelude::*;

async fn token(request: reqwest::RequestBuilder) -> Result<Vec<u8>, AvatarError> {
    let failed = |error: reqwest::Error| AvatarError::from_error(&error, Phase::SessionToken);
    let response = request.send().await.map_err(failed)?;
    let failure = Failure::new(Phase::SessionToken);
    if !response.status().is_success() {
        return Err(classify(&failure.read_response(response).await));
    }
    let failure = failure.response(&response);
    let body = response.bytes().await.map_err(|error| classify(&failure.error(&error)))?;
    Ok(body.to_vec())
}

fn frame(
    received: tungstenite::Result<tungstenite::Message>,
) -> Result<Option<Vec<u8>>, AvatarError> {
    let phase = Phase::WebsocketRuntime;
    match received {
        Ok(tungstenite::Message::Binary(frame)) => Ok(Some(frame.into())),
        Ok(tungstenite::Message::Close(close)) => {
            Err(classify(&Failure::new(phase).close_frame(close.as_ref())))
        }
        Ok(_) => Ok(None),
        Err(error) => Err(AvatarError::from_error(&error, phase)),
    }
}

fn says(error: &AvatarError) -> &'static str {
    match (error.code(), error.recovery()) {
        (ErrorCode::CreditsExhausted, _) => "top up",
        (_, Recovery::Retry) => "again",
        _ => "tell",
    }
}

#[test]
fn one_use_is_enough() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = reqwest::Client::new().get("no url");
    let error = runtime.block_on(token(request)).unwrap_err();
    assert_eq!((error.code(), says(&error)), (&ErrorCode::InvalidRequest, "tell"));
    let error = frame(Err(tungstenite::Error::ConnectionClosed)).unwrap_err();
    assert_eq!(says(&error), "again");
    let close = tungstenite::protocol::CloseFrame { code: 4001.into(), reason: "".into() };
    let error = frame(Ok(tungstenite::Message::Close(Some(close)))).unwrap_err();
    assert_eq!(says(&error), "top up");
}

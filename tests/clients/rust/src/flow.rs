//! Flows: sessions that are tried again.

use crate::{
    envelope::SERVER_RESPONSE_ANIMATION,
    scenario::{Options, Scenario},
    session::{Outcome, Session},
};
use avatar_errors::{Attempts, AvatarError, RetryBudget, RetryPolicy, classify};
use rustls::ClientConfig;
use serde::{Deserialize, Serialize};
use std::{
    cell::Cell,
    collections::HashMap,
    error::Error,
    pin::pin,
    process,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tokio::{select, time::sleep};

#[derive(Deserialize)]
struct List {
    client: Options,
    flows: Vec<Flow>,
}

#[derive(Deserialize)]
struct Flow {
    name: String,
    cancel_after_ms: Option<u64>,
}

#[derive(Default, Serialize)]
struct Report {
    flow: String,
    run: String,
    outcome: String,
    tries: u32,
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_ms: Option<f64>,
    error: Option<String>,
}

/// What ended the tries: the error, and how many there were.
type Ended = Result<(), (AvatarError, u32)>;

/// Prints one line for each flow.
pub async fn run_all(
    list: &str,
    addresses: &HashMap<String, String>,
    tls: &ClientConfig,
) -> Result<(), Box<dyn Error>> {
    let List { client, flows } = serde_json::from_str(list)?;
    let address = addresses.get("plain").ok_or("no address plain")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
    for Flow { name, cancel_after_ms } in flows {
        let run = format!("rust-{}-{now}", process::id());
        let base = format!("{address}/f/{name}/{run}");
        let options = client.clone();
        let scenario =
            Scenario { name: name.clone(), console: base.clone(), ingress: base, options };
        let session = Session::new(scenario, tls.clone())?;
        let report = Report { flow: name, run, ..Report::default() };
        let report = report.of(&session, cancel_after_ms.map(Duration::from_millis)).await;
        println!("{}", serde_json::to_string(&report)?);
    }
    Ok(())
}

impl Report {
    async fn of(mut self, session: &Session, cancel_after: Option<Duration>) -> Self {
        let tries = Cell::new(0);
        let ended = {
            // Boxed, so that the time to drop it can be told.
            let mut retried = Box::pin(retry(session, &tries));
            let cancellation = pin!(sleep(cancel_after.unwrap_or(Duration::MAX)));
            select! {
                ended = &mut retried => Some(ended),
                () = cancellation => {
                    let cancelled = Instant::now();
                    drop(retried);
                    self.cancel_ms = Some(cancelled.elapsed().as_secs_f64() * 1e3);
                    None
                }
            }
        };
        self.tries = tries.get();
        match ended {
            None => self.outcome = "cancelled".to_owned(),
            Some(Ok(())) => self.outcome = "up".to_owned(),
            Some(Err((error, attempts))) => {
                self.outcome = error.code().to_string();
                self.attempts = Some(attempts);
                self.error = Some(error.to_json());
            }
        }
        self
    }
}

async fn retry(session: &Session, tries: &Cell<u32>) -> Ended {
    let (policy, budget) = (RetryPolicy::default(), RetryBudget::default());
    let mut attempts = Attempts::new(&policy, &budget);
    let mut token = None;
    loop {
        tries.set(tries.get() + 1);
        let Err(failure) = attempt(session, &mut token).await else {
            attempts.succeeded();
            return Ok(());
        };
        let error = classify(&failure);
        let decision = attempts.failed(&error);
        if !decision.retry {
            return Err((error, attempts.made()));
        }
        // Tokens are single-use: what is kept for too long is refused.
        if decision.new_token {
            token = None;
        }
        sleep(decision.wait()).await;
    }
}

async fn attempt(session: &Session, token: &mut Option<String>) -> Outcome<()> {
    let token = match token {
        Some(token) => token,
        None => token.insert(session.token().await?),
    };
    session.converse(token, Some(SERVER_RESPONSE_ANIMATION)).await
}

//! Drills: sessions that are tried again.

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
use tokio::{select, sync::Notify, time::sleep};

#[derive(Deserialize)]
struct List {
    client: Options,
    drills: Vec<Drill>,
}

#[derive(Deserialize)]
struct Drill {
    name: String,
    cancel_after_ms: Option<u64>,
}

#[derive(Default, Serialize)]
struct Report {
    drill: String,
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

/// Prints one line for each drill.
pub async fn run_all(
    list: &str,
    addresses: &HashMap<String, String>,
    tls: &ClientConfig,
) -> Result<(), Box<dyn Error>> {
    let List { client, drills } = serde_json::from_str(list)?;
    let address = addresses.get("plain").ok_or("no address plain")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
    for Drill { name, cancel_after_ms } in drills {
        let run = format!("rust-{}-{now}", process::id());
        let base = format!("{address}/d/{name}/{run}");
        let options = client.clone();
        let scenario =
            Scenario { name: name.clone(), console: base.clone(), ingress: base, options };
        let session = Session::new(scenario, tls.clone())?;
        let report = Report { drill: name, run, ..Report::default() };
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
            let tried = Notify::new();
            let mut retried = Box::pin(retry(session, &tries, &tried));
            let cancellation = pin!(async {
                tried.notified().await;
                sleep(cancel_after.unwrap_or(Duration::MAX)).await;
            });
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

async fn retry(session: &Session, tries: &Cell<u32>, tried: &Notify) -> Ended {
    let mut attempts = Attempts::new(RetryPolicy::default(), RetryBudget::default());
    let mut token = None;
    loop {
        tries.set(tries.get() + 1);
        let outcome = attempt(session, &mut token).await;
        tried.notify_one();
        let Err(failure) = outcome else {
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
        wait(&mut attempts, decision.wait()).await;
    }
}

/// Waits for the next try; where it is dropped meanwhile, the budget gets back what that try costs.
async fn wait(attempts: &mut Attempts, time: Duration) {
    struct Waiting<'a>(Option<&'a mut Attempts>);

    impl Drop for Waiting<'_> {
        fn drop(&mut self) {
            if let Some(attempts) = self.0.take() {
                attempts.cancelled();
            }
        }
    }

    let mut waiting = Waiting(Some(attempts));
    sleep(time).await;
    waiting.0 = None;
}

async fn attempt(session: &Session, token: &mut Option<String>) -> Outcome<()> {
    let token = match token {
        Some(token) => token,
        None => token.insert(session.token().await?),
    };
    session.converse(token, Some(SERVER_RESPONSE_ANIMATION)).await
}

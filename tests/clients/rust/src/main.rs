//! `avatar-errors-client [--drills] ADDRESSES LIST`: a client in the style of an ordinary SDK, run
//! against the stand-in service. One line of JSON for each scenario of the list, or for each drill,
//! in order.

mod drill;
mod envelope;
mod scenario;
mod session;

use avatar_errors::prelude::*;
use scenario::Scenario;
use serde::Serialize;
use session::Session;
use std::{collections::HashMap, env, error::Error, fs};

#[derive(Serialize)]
struct Line {
    scenario: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let drills = arguments.first().is_some_and(|first| first == "--drills");
    let [addresses, list] = &*arguments.split_off(drills.into()) else {
        return Err("usage: avatar-errors-client [--drills] ADDRESSES LIST".into());
    };
    let addresses: HashMap<String, String> = serde_json::from_str(addresses)?;
    let list = fs::read_to_string(list)?;
    let tls = session::tls()?;
    if drills {
        return drill::run_all(&list, &addresses, &tls).await;
    }
    for scenario in scenario::read(&list, &addresses)? {
        let name = scenario.name.clone();
        // As a task of its own: a panic costs one line, not the run.
        let outcome = tokio::spawn(fail(scenario, tls.clone())).await;
        let (error, problem) = match outcome {
            Ok(Ok(failure)) => (Some(classify(&failure).to_json()), None),
            Ok(Err(problem)) => (None, Some(problem)),
            Err(problem) => (None, Some(problem.to_string())),
        };
        println!("{}", serde_json::to_string(&Line { scenario: name, error, problem })?);
    }
    Ok(())
}

/// The failure that the scenario ends in.
async fn fail(scenario: Scenario, tls: rustls::ClientConfig) -> Result<Failure<'static>, String> {
    let session = Session::new(scenario, tls).map_err(|error| error.to_string())?;
    let token = match session.token().await {
        Ok(token) => token,
        Err(failure) => return Ok(*failure),
    };
    match session.converse(&token, None).await {
        Ok(()) => Err("nothing failed".to_owned()),
        Err(failure) => Ok(*failure),
    }
}

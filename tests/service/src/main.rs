//! `avatar-errors-service [--port N] [--scenarios FILE] [--flows FILE]`: prints its addresses as
//! one line of JSON when it is ready, then serves until it is ended.

use avatar_errors_service::{
    flow::{self, Flows},
    scenario::{self, Scenarios},
    server::Service,
};
use std::{env, error::Error, fs, process::ExitCode};

const USAGE: &str = "usage: avatar-errors-service [--port N] [--scenarios FILE] [--flows FILE]";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("avatar-errors-service: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut port = 0;
    let mut scenarios = scenario::BUILT_IN.to_owned();
    let mut flows = flow::BUILT_IN.to_owned();
    let mut arguments = env::args().skip(1);
    while let Some(option) = arguments.next() {
        match (option.as_str(), arguments.next()) {
            ("--port", Some(value)) => port = value.parse()?,
            ("--scenarios", Some(path)) => scenarios = fs::read_to_string(path)?,
            ("--flows", Some(path)) => flows = fs::read_to_string(path)?,
            _ => return Err(USAGE.into()),
        }
    }
    let service = Service::bind(port, Scenarios::read(&scenarios)?, Flows::read(&flows)?)?;
    println!("{}", serde_json::to_string(&service.addresses()?)?);
    service.run().await
}

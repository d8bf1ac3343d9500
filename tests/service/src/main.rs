//! `avatar-errors-service [--port N] [--scenarios FILE] [--drills FILE]`: prints its addresses as
//! one line of JSON when it is ready, then serves until it is ended.

use avatar_errors_service::{
    drill::{self, Drills},
    scenario::{self, Scenarios},
    server::Service,
};
use std::{env, error::Error, fs, process::ExitCode};

const USAGE: &str = "usage: avatar-errors-service [--port N] [--scenarios FILE] [--drills FILE]";

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
    let mut drills = drill::BUILT_IN.to_owned();
    let mut arguments = env::args().skip(1);
    while let Some(option) = arguments.next() {
        match (option.as_str(), arguments.next()) {
            ("--port", Some(value)) => port = value.parse()?,
            ("--scenarios", Some(path)) => scenarios = fs::read_to_string(path)?,
            ("--drills", Some(path)) => drills = fs::read_to_string(path)?,
            _ => return Err(USAGE.into()),
        }
    }
    let service = Service::bind(port, Scenarios::read(&scenarios)?, Drills::read(&drills)?)?;
    println!("{}", serde_json::to_string(&service.addresses()?)?);
    service.run().await
}

//! The client's side of the scenario list.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::{collections::HashMap, time::Duration};

/// What a client is told to do.
pub struct Scenario {
    pub name: String,
    /// Base URL for session tokens.
    pub console: String,
    /// Base URL for the WebSocket.
    pub ingress: String,
    pub options: Options,
}

#[derive(Clone, Deserialize)]
pub struct Options {
    pub api_key: String,
    pub app_id: String,
    pub avatar_id: String,
    pub credentials: Credentials,
    pub audio_frames: usize,
    pub audio_bytes: usize,
    timeout_ms: u64,
    timeouts_ms: HashMap<String, u64>,
}

/// Where the session key travels.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credentials {
    Headers,
    Query,
}

impl Options {
    pub fn timeout(&self, phase: &str) -> Duration {
        Duration::from_millis(*self.timeouts_ms.get(phase).unwrap_or(&self.timeout_ms))
    }
}

#[derive(Deserialize)]
struct List {
    client: Map<String, Value>,
    scenarios: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    console: Option<String>,
    ingress: Option<String>,
    #[serde(default)]
    client: Map<String, Value>,
}

/// Reads the list; addresses are base URLs by their names.
pub fn read(text: &str, addresses: &HashMap<String, String>) -> Result<Vec<Scenario>, String> {
    let list: List = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let address = |name: Option<String>| {
        let name = name.unwrap_or_else(|| "plain".to_owned());
        addresses.get(&name).cloned().ok_or(format!("no address {name}"))
    };
    list.scenarios
        .into_iter()
        .map(|entry| {
            let mut options = list.client.clone();
            options.extend(entry.client);
            Ok(Scenario {
                console: format!("{}/s/{}", address(entry.console)?, entry.name),
                ingress: format!("{}/s/{}", address(entry.ingress)?, entry.name),
                options: serde_json::from_value(Value::Object(options))
                    .map_err(|error| format!("{}: {error}", entry.name))?,
                name: entry.name,
            })
        })
        .collect()
}

//! The scenario list: what the service does for each failure, and what a client must report.

use crate::wire;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    slice,
};

/// The list that the service was built with.
pub const BUILT_IN: &str = include_str!("../scenarios.json");

const PHASES: [&str; 5] = [
    "session_token",
    "websocket_connect",
    "websocket_handshake",
    "websocket_runtime",
    "websocket_send",
];

/// How the service behaves in one scenario. What only clients read is skipped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name, unique, also in the request's path.
    pub name: String,
    /// The phase in which a client fails.
    pub phase: String,
    /// The answer to the token request.
    pub token: Answer,
    /// The answer to the upgrade request; without one the upgrade is accepted.
    pub upgrade: Option<Answer>,
    /// What happens after configure-session was received.
    pub handshake: Vec<Step>,
    /// What happens after the first audio was received.
    pub runtime: Vec<Step>,
    #[serde(default, rename = "console")]
    _console: IgnoredAny,
    #[serde(default, rename = "ingress")]
    _ingress: IgnoredAny,
    #[serde(default, rename = "client")]
    _client: IgnoredAny,
    #[serde(default, rename = "hostile")]
    _hostile: IgnoredAny,
    #[serde(default, rename = "chance")]
    _chance: IgnoredAny,
    #[serde(default, rename = "expect")]
    _expect: IgnoredAny,
}

impl Scenario {
    /// What the upgrade request leads to.
    #[must_use]
    pub fn upgraded(self) -> Reaction {
        let Self { upgrade, handshake, runtime, .. } = self;
        upgrade.map_or(Reaction::Session(Session { handshake, runtime }), Reaction::Answer)
    }
}

/// What a request leads to.
#[derive(Debug)]
pub enum Reaction {
    /// An answer.
    Answer(Answer),
    /// The upgrade is accepted.
    Session(Session),
}

/// What happens on an open WebSocket.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Session {
    /// After configure-session was received.
    pub handshake: Vec<Step>,
    /// After the first audio was received.
    pub runtime: Vec<Step>,
}

impl Default for Session {
    /// It is confirmed, and the first audio is answered with one animation, which ends it.
    fn default() -> Self {
        let confirm = json!({"confirm_session": {"connection_id": "conn-drill"}});
        let animation = json!({"type": 5, "payload": {"server_response_animation": [24, 1]}});
        let steps = |step| serde_json::from_value(json!([step])).unwrap_or_default();
        Self { handshake: steps(confirm), runtime: steps(json!({"message": animation})) }
    }
}

/// An HTTP answer, or `raw` text in place of one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// The status line's number.
    pub status: u16,
    /// Headers, as they are; one that comes more than once has a list.
    pub headers: BTreeMap<String, Values>,
    /// The length of one more header.
    pub padding: usize,
    /// The body as text.
    pub body: String,
    /// The body as bytes, in place of `body`.
    pub body_base64: Option<String>,
    /// A `Content-Length` that is not the body's.
    pub content_length: Option<usize>,
    /// Text that follows the body again and again; there is no `Content-Length` then.
    pub endless: String,
    /// How long to wait before each time.
    pub every_ms: u64,
    /// Bytes in place of a whole answer.
    pub raw: Option<String>,
    /// How long to wait first.
    pub delay_ms: u64,
    /// What becomes of the connection.
    pub then: Then,
}

impl Answer {
    /// One with a body of JSON.
    #[must_use]
    pub fn json(status: u16, body: &Value) -> Self {
        let kind = Values::One("application/json".to_owned());
        let headers = BTreeMap::from([("Content-Type".to_owned(), kind)]);
        Self { status, headers, body: body.to_string(), ..Self::default() }
    }
}

/// What a header holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Values {
    /// The usual case.
    One(String),
    /// A line for each.
    Many(Vec<String>),
}

impl Values {
    /// All of them.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(value) => slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

/// What becomes of a connection after the answer.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// It ends in order.
    #[default]
    Close,
    /// It is reset.
    Reset,
    /// Nothing more happens until the client leaves.
    Stall,
}

/// One thing that happens on an open WebSocket.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// A server-error frame.
    ServerError(wire::ServerError),
    /// A confirm-session frame.
    ConfirmSession(wire::ServerConfirmSession),
    /// Any other message.
    Message(wire::Message),
    /// A binary frame of these bytes.
    BinaryBase64(String),
    /// A text frame.
    Text(String),
    /// A close frame.
    Close {
        /// Without one, a close frame without a status.
        code: Option<u16>,
        /// Empty for none.
        #[serde(default)]
        reason: String,
    },
    /// Bytes past the WebSocket layer.
    RawBase64(String),
    /// Bytes past the WebSocket layer, and zeros behind them, again and again.
    Flood {
        /// What each time begins with.
        #[serde(default)]
        base64: String,
        /// The number of zeros.
        zeros: usize,
        /// How often.
        times: usize,
    },
    /// Silence. Nothing is read meanwhile.
    WaitMs(u64),
    /// Waits until the client has read all so far. Some take a reset right behind data for an end.
    Sync,
    /// A reset of the connection.
    Reset,
    /// The end of the stream, without a close frame.
    End,
}

/// All scenarios, by name.
#[derive(Debug)]
pub struct Scenarios {
    names: Vec<String>,
    by_name: HashMap<String, Value>,
}

impl Scenarios {
    /// Reads and checks a list.
    ///
    /// # Errors
    /// Says which scenario is not understood.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(rename = "client")]
            _client: Value,
            #[serde(rename = "secrets")]
            _secrets: Vec<String>,
            defaults: Value,
            #[serde(default)]
            answers: HashMap<String, Value>,
            scenarios: Vec<Value>,
        }
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut names = Vec::new();
        let mut by_name = HashMap::new();
        for scenario in file.scenarios {
            let mut whole = file.defaults.clone();
            if let (Some(whole), Value::Object(own)) = (whole.as_object_mut(), scenario) {
                whole.extend(own);
            }
            let label = whole.get("name").map_or_else(String::new, Value::to_string);
            for key in ["token", "upgrade"] {
                name_to_answer(whole.get_mut(key), &file.answers);
            }
            let parsed: Scenario =
                serde_json::from_value(whole.clone()).map_err(|e| format!("{label}: {e}"))?;
            if !PHASES.contains(&parsed.phase.as_str()) {
                return Err(format!("{label}: unknown phase {}", parsed.phase));
            }
            names.push(parsed.name.clone());
            if by_name.insert(parsed.name, whole).is_some() {
                return Err(format!("{label}: the name is taken"));
            }
        }
        Ok(Self { names, by_name })
    }

    /// The names, in the order of the list.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// A scenario with `${name}` replaced by what the request carried.
    #[must_use]
    pub fn filled(&self, name: &str, carried: &[(&str, &str)]) -> Option<Scenario> {
        let mut scenario = self.by_name.get(name)?.clone();
        fill(&mut scenario, carried);
        serde_json::from_value(scenario).ok()
    }
}

/// Puts the answer in the place of its name; what names none stays, and is refused later.
fn name_to_answer(place: Option<&mut Value>, answers: &HashMap<String, Value>) {
    if let Some(place) = place
        && let Some(answer) = place.as_str().and_then(|name| answers.get(name))
    {
        *place = answer.clone();
    }
}

fn fill(value: &mut Value, carried: &[(&str, &str)]) {
    match value {
        Value::String(text) if text.contains("${") => {
            for (name, with) in carried {
                *text = text.replace(&format!("${{{name}}}"), with);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| fill(value, carried)),
        Value::Object(values) => values.values_mut().for_each(|value| fill(value, carried)),
        _ => {}
    }
}

//! The drill list: answers that come in turn, so that a client can be seen to try again.

use crate::scenario::{Answer, Reaction, Session};
use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// The list that the service was built with.
pub const BUILT_IN: &str = include_str!("../drills.json");

/// What the requests of one run are answered, in turn; what is not listed succeeds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Drill {
    name: String,
    #[serde(default)]
    tokens: Vec<Option<Answer>>,
    #[serde(default)]
    upgrades: Vec<Option<Answer>>,
    #[serde(default)]
    sessions: Vec<Option<Session>>,
    #[serde(default, rename = "cancel_after_ms")]
    _cancel_after_ms: IgnoredAny,
    #[serde(default, rename = "expect")]
    _expect: IgnoredAny,
}

#[derive(Debug, Default, Serialize)]
struct Seen {
    tokens: usize,
    upgrades: usize,
    /// Upgrades without a token of this run that was not used yet.
    refused_tokens: usize,
    /// When each token was asked for, since the first: a try begins with one.
    at_ms: Vec<u64>,
}

#[derive(Debug, Default)]
struct Run {
    seen: Seen,
    begun: Option<Instant>,
    sessions: usize,
    unused: Vec<String>,
}

#[derive(Debug, Default)]
struct Runs {
    by_name: HashMap<(String, String), Run>,
    issued: usize,
}

/// All drills, and what has come of their runs.
#[derive(Debug)]
pub struct Drills {
    by_name: HashMap<String, Drill>,
    runs: Mutex<Runs>,
}

impl Drills {
    /// Reads and checks a list.
    ///
    /// # Errors
    /// Says which drill is not understood.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(rename = "client")]
            _client: IgnoredAny,
            #[serde(rename = "secrets")]
            _secrets: Vec<String>,
            drills: Vec<Value>,
        }
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut by_name = HashMap::new();
        for drill in file.drills {
            let label = drill.get("name").map_or_else(String::new, Value::to_string);
            let drill: Drill =
                serde_json::from_value(drill).map_err(|e| format!("{label}: {e}"))?;
            if by_name.insert(drill.name.clone(), drill).is_some() {
                return Err(format!("{label}: the name is taken"));
            }
        }
        Ok(Self { by_name, runs: Mutex::default() })
    }

    /// What a run's next token request leads to; `None` where there is no such drill.
    #[must_use]
    pub fn token(&self, drill: &str, run: &str) -> Option<Reaction> {
        let drill = self.by_name.get(drill)?;
        Some(self.with(drill, run, |run, issued| {
            let begun = *run.begun.get_or_insert_with(Instant::now);
            let since = begun.elapsed().as_millis();
            run.seen.at_ms.push(u64::try_from(since).unwrap_or(u64::MAX));
            let answer = next(&drill.tokens, &mut run.seen.tokens);
            Reaction::Answer(answer.unwrap_or_else(|| {
                *issued += 1;
                let token = format!("drill-token-{issued}");
                run.unused.push(token.clone());
                Answer::json(200, &json!({"sessionToken": token}))
            }))
        }))
    }

    /// What a run's next upgrade request leads to; `None` where there is no such drill.
    #[must_use]
    pub fn upgrade(&self, drill: &str, run: &str, token: &str) -> Option<Reaction> {
        let drill = self.by_name.get(drill)?;
        Some(self.with(drill, run, |run, _| {
            let Some(at) = run.unused.iter().position(|unused| unused == token) else {
                run.seen.upgrades += 1;
                run.seen.refused_tokens += 1;
                let body = json!({"message": "Invalid session token"});
                return Reaction::Answer(Answer::json(400, &body));
            };
            run.unused.swap_remove(at);
            match next(&drill.upgrades, &mut run.seen.upgrades) {
                Some(answer) => Reaction::Answer(answer),
                None => {
                    let session = next(&drill.sessions, &mut run.sessions);
                    Reaction::Session(session.unwrap_or_default())
                }
            }
        }))
    }

    /// What a run has asked for so far, as an answer; `None` where there is no such drill.
    #[must_use]
    pub fn seen(&self, drill: &str, run: &str) -> Option<Reaction> {
        let drill = self.by_name.get(drill)?;
        let seen = self.with(drill, run, |run, _| json!(run.seen));
        Some(Reaction::Answer(Answer::json(200, &seen)))
    }

    fn with<T>(&self, drill: &Drill, run: &str, act: impl FnOnce(&mut Run, &mut usize) -> T) -> T {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        let Runs { by_name, issued } = &mut *runs;
        act(by_name.entry((drill.name.clone(), run.to_owned())).or_default(), issued)
    }
}

/// The next of a list, which may say that this one succeeds.
fn next<T: Clone>(list: &[Option<T>], made: &mut usize) -> Option<T> {
    let listed = list.get(*made).cloned().flatten();
    *made += 1;
    listed
}

//! A stand-in for the avatar service: a real server on loopback that fails in every way a client
//! can meet. What it does is data, `scenarios.json`; a request chooses a scenario by its path,
//! `/s/<scenario>/session-tokens` or `/s/<scenario>/websocket`, so one server serves all clients.
//! Under `/d/<drill>/<run>/…` the answers of `drills.json` come in turn.

pub mod drill;
mod http;
pub mod scenario;
pub mod server;
mod socket;
mod wire;

//! What Swift calls: the core's failure and error as objects. A record costs ten times as much
//! there, because its generated code reads every value through Foundation.

mod decision;
mod error;
mod failure;
mod recurrence;

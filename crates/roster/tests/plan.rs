//! Plans: verbs and reasons, the document, what holds for all rosters, privacy, and a whole round against an emulator.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "plan/common.rs"]
mod common;
#[path = "plan/document.rs"]
mod document;
#[path = "plan/ended.rs"]
mod ended;
#[path = "plan/expiry.rs"]
mod expiry;
#[path = "plan/guards.rs"]
mod guards;
#[path = "plan/privacy.rs"]
mod privacy;
#[path = "plan/properties.rs"]
mod properties;
#[path = "plan/required.rs"]
mod required;
#[path = "plan/rounds.rs"]
mod rounds;
#[path = "plan/schema.rs"]
mod schema;
#[path = "plan/scope.rs"]
mod scope;
#[path = "plan/shown.rs"]
mod shown;
#[path = "plan/streams.rs"]
mod streams;
#[path = "plan/verbs.rs"]
mod verbs;

//! Which participant a row means and whether they stay who they are: files that go wrong, at the emulated providers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "identity/change.rs"]
mod change;
#[path = "identity/common.rs"]
mod common;
#[path = "identity/keys.rs"]
mod keys;

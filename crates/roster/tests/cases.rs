//! Files that go wrong as files of people do, planned against the made-up people of a sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "cases/broken.rs"]
mod broken;
#[path = "cases/common.rs"]
mod common;
#[path = "cases/names.rs"]
mod names;
#[path = "cases/right.rs"]
mod right;

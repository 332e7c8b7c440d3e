//! The sandbox over real sockets, as any client in any language meets it.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod control;
mod faults;
mod served;

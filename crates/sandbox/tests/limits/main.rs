//! A client that keeps to a provider's limits against the sandbox that enforces them, and by whose count it is judged.
#![cfg(all(feature = "server", feature = "transport"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.
#![allow(clippy::print_stdout)] // The figures are shown with `--nocapture`.

mod account;
mod figures;
mod processes;
mod shared;
mod side_by_side;

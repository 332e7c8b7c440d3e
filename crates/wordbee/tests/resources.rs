//! How what comes back is read, resource by resource: the recorded answers through their calls, and unusual ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;
#[path = "resources/companies.rs"]
mod companies;
#[path = "resources/lists.rs"]
mod lists;
#[path = "resources/operations.rs"]
mod operations;

use common::{both, fixture};
use participants_core::Endpoint;
use participants_wordbee::Wordbee;

fn account() -> Wordbee {
    both("https://nordwind.example.org")
}

/// What an endpoint reads out of a fixture.
fn read<E: Endpoint<Api = Wordbee>>(endpoint: &E, name: &str) -> E::Output {
    endpoint.response(&account(), &fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

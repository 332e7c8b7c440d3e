//! The mark that distinguishes an account from another, for an API with a key in a header and a sign-in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{Api, KEY, Stage};
use participants_core::Client;

fn client(base: &str) -> Client<Api> {
    Client::builder(Api::at(base)).transport(Stage::new(|_, _| Ok((200, "", &[])))).build().unwrap()
}

#[test]
fn a_mark_is_of_an_account_and_shows_nothing_of_its_key() {
    let mark = client("https://api.example.org/v1").account(b"salt");
    assert_eq!(mark, client("https://API.Example.ORG/v1/").account(b"salt"), "hosts have no letter case");
    assert_ne!(mark, client("https://api.example.org/V1").account(b"salt"), "paths do");
    assert_ne!(mark, client("https://api.example.org/v1").account(b"pepper"));
    assert_eq!(mark.len(), 32);
    assert!(!mark.contains(KEY) && !KEY.contains(&mark[..4]));
}

#[test]
fn a_mark_stays_as_it_was_written_down_by_earlier_versions() {
    assert_eq!(client("https://api.example.org/v1").account(b"salt"), "53f531fe6decbd3dabea05f76ac927a2");
}

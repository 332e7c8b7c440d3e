//! The members of a write to a person.

use crate::{PersonChanges, data, wire::PERSON_NAMES};
use participants_core::{
    Error,
    serde_json::{Map, Value},
};

/// The three that make a login: clearing any of them takes it away.
const LOGIN_PARTS: [&str; 3] = ["Login", "Password", "UserProfileId"];

/// The named members as they go on the wire. Whichever of the three is cleared, `Login: null` is sent, because that is
/// the form the vendor's sample shows.
pub(super) fn members(changes: &PersonChanges) -> Result<Map<String, Value>, Error> {
    data::check_other(&changes.other, &[PERSON_NAMES, &["Password", "Labels"]].concat())?;
    let null_as = |name: &str| LOGIN_PARTS.contains(&name).then_some("Login");
    data::members(changes.named(), &changes.other, null_as)
}

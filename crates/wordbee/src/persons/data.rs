//! How changes become the JSON text `data`: what is kept leaves no trace, and `null` stands only where it is
//! documented.

use crate::{DataPlace, PersonChanges, Wordbee, wire::PERSON_NAMES};
use participants_core::{
    Body, Change, Error, Request,
    serde_json::{Map, Value},
};

/// The three that make a login: clearing any of them takes it away.
const LOGIN_PARTS: [&str; 3] = ["Login", "Password", "UserProfileId"];

/// The named members as they go on the wire.
pub(super) fn members(changes: &PersonChanges) -> Result<Map<String, Value>, Error> {
    check_other(changes)?;
    let mut members = Map::new();
    for (name, change) in changes.named() {
        match change {
            Change::Keep => {}
            Change::Set(value) => drop(members.insert(name.to_owned(), value)),
            // Exactly this form, whichever of the three was cleared: it is the one the vendor's sample shows.
            Change::Clear if LOGIN_PARTS.contains(&name) => drop(members.insert("Login".into(), Value::Null)),
            Change::Clear => {
                let which = if changes.other.contains_key(name) { "a member" } else { name };
                let why = "what null does to it is not documented";
                return Err(Error::invalid(format!("{which} cannot be cleared: {why}")));
            }
        }
    }
    Ok(members)
}

/// Puts `data` where the platform reads it. A preview shows it without the password; nothing else ever shows it.
pub(super) fn carry(api: &Wordbee, request: Request, members: Map<String, Value>) -> Request {
    let data = Value::Object(members).to_string();
    let request = request.masked(&["Password"]);
    match api.data_place {
        DataPlace::Query => request.query("data", data),
        DataPlace::Form => request.body(Body::Form(vec![("data".into(), data)])),
    }
}

/// A member this crate lists must not come in by the back door, where no rule is checked and no preview masks it.
fn check_other(changes: &PersonChanges) -> Result<(), Error> {
    let known =
        |name: &str| PERSON_NAMES.iter().chain(&["Password", "Labels"]).any(|known| known.eq_ignore_ascii_case(name));
    match changes.other.iter().any(|(name, change)| !change.is_keep() && known(name)) {
        true => Err(Error::invalid("a member that has a name of its own here is named through other")),
        false => Ok(()),
    }
}

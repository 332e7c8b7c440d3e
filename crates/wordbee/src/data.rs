//! The JSON text `data` of a v1 write: what is kept leaves no trace, `null` stands only where it is documented, and one
//! place decides where it travels.

use crate::{DataPlace, Wordbee};
use participants_core::{
    Body, Change, Error, Request,
    serde_json::{Map, Value},
};
use std::collections::BTreeMap;

/// Members named by their wire names, as an update type hands them out.
pub(crate) type Named<'a> = Vec<(&'a str, Change<Value>)>;
/// Members an update type does not list.
pub(crate) type Other = BTreeMap<String, Change<Value>>;

/// The named members as they go on the wire. `null_as` gives the name under which a `null` for a member is sent, where
/// that is documented.
pub(crate) fn members(
    named: Named<'_>,
    other: &Other,
    null_as: impl Fn(&str) -> Option<&'static str>,
) -> Result<Map<String, Value>, Error> {
    let mut members = Map::new();
    for (name, change) in named {
        match (change, null_as(name)) {
            (Change::Keep, _) => {}
            (Change::Set(value), _) => drop(members.insert(name.to_owned(), value)),
            (Change::Clear, Some(name)) => drop(members.insert(name.to_owned(), Value::Null)),
            (Change::Clear, None) => {
                let which = if other.contains_key(name) { "a member" } else { name };
                let why = "what null does to it is not documented";
                return Err(Error::invalid(format!("{which} cannot be cleared: {why}")));
            }
        }
    }
    Ok(members)
}

/// A member this crate lists must not come in by the back door, where no rule is checked and no preview masks it.
pub(crate) fn check_other(other: &Other, known: &[&str]) -> Result<(), Error> {
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    match other.iter().any(|(name, change)| !change.is_keep() && is_known(name)) {
        true => Err(Error::invalid("a member that has a name of its own here is named through other")),
        false => Ok(()),
    }
}

/// Puts `data` where the platform reads it. A preview shows it without the password; nothing else ever shows it.
pub(crate) fn carry(api: &Wordbee, request: Request, members: Map<String, Value>) -> Request {
    let data = Value::Object(members).to_string();
    let request = request.masked(&["Password"]);
    match api.data_place {
        DataPlace::Query => request.query("data", data),
        DataPlace::Form => request.body(Body::Form(vec![("data".into(), data)])),
    }
}

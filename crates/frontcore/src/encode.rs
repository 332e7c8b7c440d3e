//! How arguments become what is sent: identifiers checked, changes turned into members, one of two encodings.

use crate::{Encoding, Frontcore};
use participants_core::{
    Body, Change, Error,
    serde_json::{Map, Value},
};

/// A FrontCore identifier: a number from 1, written without anything else. What is not one would name another record,
/// or all of them.
pub(crate) fn number(what: &str, id: &str) -> Result<u64, Error> {
    let number = id.parse().ok().filter(|number: &u64| *number > 0 && number.to_string() == id);
    number.ok_or_else(|| Error::invalid(format!("{what} must be a number from 1")))
}

/// The named members as they go on the wire; `clear` says what stands for emptiness, or why there is none.
pub(crate) fn members(
    named: Vec<(&str, Change<Value>)>,
    clear: impl Fn(&str) -> Result<Value, Error>,
) -> Result<Map<String, Value>, Error> {
    let mut members = Map::new();
    for (name, change) in named {
        let value = match change {
            Change::Keep => continue,
            Change::Clear => clear(name)?,
            Change::Set(value) => value,
        };
        members.insert(name.to_owned(), value);
    }
    Ok(members)
}

/// For what always has a value.
pub(crate) fn never_empty(name: &str) -> Result<Value, Error> {
    Err(Error::invalid(format!("{name} cannot be made empty")))
}

/// For what is new: there is nothing yet that could be emptied.
pub(crate) fn nothing_to_empty(name: &str) -> Result<Value, Error> {
    Err(Error::invalid(format!("{name} of something new cannot be cleared: there is nothing yet")))
}

/// Refuses members that lack one of these, or have it without a word in it.
pub(crate) fn required(members: &Map<String, Value>, names: &[&str]) -> Result<(), Error> {
    let is_missing = |name: &&str| members.get(*name).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty());
    match names.iter().any(is_missing) {
        true => Err(Error::invalid(format!("FrontCore takes this only with {}", names.join(", ")))),
        false => Ok(()),
    }
}

/// Refuses members that are to be one of FrontCore's codes or numbers and are something else.
pub(crate) fn only_codes(members: &Map<String, Value>, names: &[&str]) -> Result<(), Error> {
    match names.iter().find(|name| members.get(**name).is_some_and(|value| !value.is_u64())) {
        Some(name) => Err(Error::invalid(format!("{name} must be one of FrontCore's codes or ids, a number"))),
        None => Ok(()),
    }
}

/// The body in the account's encoding. A form drops null silently, so a member that is null is refused in one; inside
/// an object the empty text stands for it, which empties a custom property just as well.
pub(crate) fn body(api: &Frontcore, members: Map<String, Value>) -> Result<Body, Error> {
    let members = match api.encoding {
        Encoding::Json => return Ok(Body::json(&Value::Object(members))),
        Encoding::Form => members,
    };
    for (name, value) in &members {
        if value.is_null() {
            return Err(Error::invalid(format!("{name} can only be made empty in the JSON encoding")));
        }
        let mut keys = value.as_object().into_iter().flat_map(Map::keys);
        if keys.any(|key| key.is_empty() || key.contains(['[', ']'])) {
            return Err(Error::invalid(format!("a name in {name} holds brackets, which a form takes for nesting")));
        }
    }
    Ok(Body::form(&Value::Object(members)))
}

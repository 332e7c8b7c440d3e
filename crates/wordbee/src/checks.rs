//! Rules that more than one kind of record has, checked before anything is sent.

use participants_core::{Change, Error};

/// Refuses a new record that lacks one of these texts; `what` names the record.
pub(crate) fn required(what: &str, texts: &[(&str, &Change<String>)]) -> Result<(), Error> {
    match texts.iter().find(|(_, change)| change.value().is_none_or(|text| text.trim().is_empty())) {
        Some((name, _)) => Err(Error::invalid(format!("{what} needs a {name}"))),
        None => Ok(()),
    }
}

/// Refuses what cannot be an e-mail address. Loose on purpose: the server decides.
pub(crate) fn email(name: &str, change: &Change<String>) -> Result<(), Error> {
    let is_invalid = change.value().is_some_and(|email| !looks_like_email(email));
    if is_invalid { Err(Error::invalid(format!("{name} does not look like an address"))) } else { Ok(()) }
}

fn looks_like_email(text: &str) -> bool {
    let has_both_sides = text.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    has_both_sides && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

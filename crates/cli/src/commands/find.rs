//! `participants find`: all participants that match a key, and whether "none" is certain.

use super::list;
use crate::{
    args::{Args, KeyArgs},
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::{Completeness, Found, Key};

pub(crate) async fn run(args: &Args, provider: &str, key: &KeyArgs, out: &Output) -> Result<(), Failure> {
    let key = wanted(key)?;
    let place = Connection::named(args, provider).await?;
    let found = place.directory.find(&key).await;
    place.directory.close().await;
    let found = found?;
    match &found {
        Found::One(_) | Found::None(Completeness::Complete | Completeness::Assumed(_)) => {}
        Found::None(_) => note("no participant was found, but not all could be read: the participant may exist"),
        Found::Several(people) => {
            note(&format!("{} participants match; the key does not say which one is meant", people.len()));
        }
    }
    let people = found.people();
    out.print(&people, list::HEADER, people.iter().map(list::row))
}

fn wanted(key: &KeyArgs) -> Result<Key, Failure> {
    let KeyArgs { email, external_id, first_name, last_name, born } = key;
    Ok(match (email, external_id, first_name, last_name, born) {
        (Some(email), ..) => Key::Email(email.clone()),
        (_, Some(id), ..) => Key::ExternalId(id.clone()),
        (_, _, Some(first), Some(last), Some(born)) => Key::Person {
            first_name: first.clone(),
            last_name: last.clone(),
            born: born.parse().map_err(|_| Failure::invalid("--born takes YYYY-MM-DD. Nothing was sent."))?,
        },
        _ => return Err(Failure::invalid("say which participant to look for, such as --email. Nothing was sent.")),
    })
}

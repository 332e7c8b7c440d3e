//! `participants list`: all participants or those that match a filter, and whether the list is complete.

use super::field;
use crate::{
    args::Args,
    connection::Connection,
    exit::Failure,
    output::{Output, note},
};
use participants::{Completeness, Directory, Field, Filter, ListItem, Participant};

/// What a table shows of each person; JSON has every field.
pub(super) const HEADER: &[&str] = &["id", "name", "email", "phone", "company or group", "status"];

pub(crate) async fn run(args: &Args, provider: &str, wanted: &[String], out: &Output) -> Result<(), Failure> {
    let filter = filter(wanted)?;
    let place = Connection::named(args, provider).await?;
    let printed = print(place.directory.as_ref(), &filter, out).await;
    place.directory.close().await;
    let (count, completeness) = printed?;
    match completeness {
        Completeness::Complete => {}
        Completeness::Assumed(why) => note(&format!("{count} people, presumably all: {why}")),
        Completeness::Partial(why) => note(&format!("{count} people, not all: {why}")),
        _ => note(&format!("{count} people; nothing says whether they are all")),
    }
    Ok(())
}

/// Prints each participant as they are read. Returns how many, and whether the list is complete.
async fn print(directory: &dyn Directory, filter: &Filter, out: &Output) -> Result<(usize, Completeness), Failure> {
    let mut people = directory.list(filter).await?;
    if !people.filtered_here().is_empty() {
        let fields = people.filtered_here().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        note(&format!("the provider cannot filter by {fields}: all participants are read and filtered here"));
    }
    let mut list = out.list(HEADER);
    while let Some(listed) = people.next().await? {
        match listed {
            ListItem::Person(person) => list.add(&*person, row)?,
            ListItem::Invalid(invalid) => {
                note(&format!("record {} of the list could not be read: {}", invalid.position + 1, invalid.why))
            }
        }
    }
    Ok((list.end()?, people.completeness()))
}

/// The filter of `--where FIELD=VALUE`.
fn filter(wanted: &[String]) -> Result<Filter, Failure> {
    let mut filter = Filter::all();
    for text in wanted {
        let Some((name, value)) = text.split_once('=') else {
            return Err(Failure::invalid("--where takes FIELD=VALUE, such as --where company=77. Nothing was sent."));
        };
        filter = filter.only(field(name)?, value);
    }
    Ok(filter)
}

pub(super) fn row(person: &Participant) -> Vec<String> {
    let first = |fields: &[Field]| fields.iter().find_map(|field| person.get(field)).unwrap_or_default();
    let parts = [&person.first_name, &person.last_name].map(|part| part.clone().unwrap_or_default());
    let name = person.full_name.clone().unwrap_or_else(|| parts.join(" ").trim().to_owned());
    vec![
        person.id.clone(),
        name,
        first(&[Field::Email]),
        first(&[Field::Phone, Field::Mobile]),
        first(&[Field::GroupName, Field::Group, Field::CompanyName, Field::Company]),
        first(&[Field::EnrolmentStatus, Field::Status, Field::Active]),
    ]
}

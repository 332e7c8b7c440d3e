//! `participants list`: all participants or those a filter lets through, and whether they are all.

use super::field;
use crate::{
    args::Args,
    exit::Failure,
    output::{Output, note},
    place::Place,
};
use participants::{Completeness, Directory, Error, Field, Filter, Listing, Participant};

/// What a table shows of each person; JSON has every field.
pub(super) const HEADER: &[&str] = &["id", "name", "email", "phone", "company or group", "status"];

pub(crate) async fn run(args: &Args, provider: &str, wanted: &[String], out: &Output) -> Result<(), Failure> {
    let filter = filter(wanted)?;
    let place = Place::named(args, provider).await?;
    let listing = read(place.directory.as_ref(), &filter).await;
    place.directory.close().await;
    let listing = listing?;
    let people = &listing.people;
    out.print(people, HEADER, people.iter().map(row))?;
    for odd in &listing.odd {
        note(&format!("record {} of the list could not be read: {}", odd.position + 1, odd.why));
    }
    match listing.completeness {
        Completeness::Complete => {}
        Completeness::Presumed(why) => note(&format!("{} people, presumably all: {why}", people.len())),
        Completeness::Partial(why) => note(&format!("{} people, not all: {why}", people.len())),
        _ => note(&format!("{} people; nothing says whether they are all", people.len())),
    }
    Ok(())
}

async fn read(directory: &dyn Directory, filter: &Filter) -> Result<Listing, Error> {
    let people = directory.list(filter).await?;
    if !people.filtered_here().is_empty() {
        let fields = people.filtered_here().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        note(&format!("the provider cannot filter by {fields}: everybody is read, and the rest dropped here"));
    }
    people.collect().await
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

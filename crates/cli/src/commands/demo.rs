//! `participants demo --sandbox`: a real update in each of the five systems, over sockets, with made-up people.

use super::update::{FieldChange, changed, show};
use crate::{
    args::Args,
    exit::Failure,
    output::{Output, line},
    place::Place,
};
use participants::{Entry, Field, Filter, PROVIDERS, Participant, ParticipantUpdate};
use serde::Serialize;

pub(crate) async fn run(args: &Args, out: &Output) -> Result<(), Failure> {
    if !args.sandbox {
        return Err(Failure::invalid(
            "the demo changes people, so it runs against the sandbox only: participants demo --sandbox",
        ));
    }
    let mut changed = Vec::new();
    for entry in PROVIDERS {
        let one = one(entry, out).await?;
        if !out.is_json() {
            show(&one.id, &one.changes, out)?;
        }
        changed.push(one);
    }
    if out.is_json() { out.print(&changed, &[], []) } else { Ok(()) }
}

/// What was changed in one provider.
#[derive(Serialize)]
struct Changed {
    provider: &'static str,
    id: String,
    changes: Vec<FieldChange>,
}

async fn one(entry: &Entry, out: &Output) -> Result<Changed, Failure> {
    let place = Place::in_sandbox(entry).await?;
    let directory = place.directory.as_ref();
    let listing = directory.list(&Filter::all()).await?.collect().await?;
    let Some(person) = listing.people.first() else {
        return Err(Failure::invalid(format!("the sandbox has nobody in {}", entry.name)));
    };
    let update = suggestion(directory.capabilities(), person);
    if !out.is_json() {
        let named: Vec<_> = update.named().iter().map(ToString::to_string).collect();
        line(&format!("\n{}: {} of {} changed, nothing else touched", entry.name, named.join(", "), person.id))?;
    }
    let changes = changed(directory, &person.id, &update).await?;
    directory.close().await;
    Ok(Changed { provider: entry.name, id: person.id.clone(), changes })
}

/// A new e-mail address, and a new name by whichever of its fields the provider keeps.
fn suggestion(capabilities: &participants::Capabilities, person: &Participant) -> ParticipantUpdate {
    let can = |field: &Field| capabilities.field(field).is_some_and(|known| known.update.is_supported());
    let mut update = ParticipantUpdate::new().email(format!("noor.{}@example.org", person.id.to_lowercase()));
    if can(&Field::FirstName) {
        update = update.first_name("Noor");
    } else if can(&Field::FullName) {
        update = update.full_name("Noor D'Été");
    }
    update
}

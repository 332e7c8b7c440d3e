//! The common operations out of Dendreo's calls.

mod capabilities;

use crate::{
    CreateParticipant, DeleteParticipants, Dendreo, GetParticipant, ListParticipants, UpdateParticipant,
    map::{to_changes, to_participant},
};
use capabilities::CAPABILITIES;
use participants_core::{
    Capabilities, Client, Completeness, Document, Error, ErrorKind, Listing, NewParticipant, Participant,
    ParticipantUpdate, Record, Response, Unified, Write, Written,
};

impl Unified for Dendreo {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        Ok(answer.records()?.into_iter().map(person_in).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&GetParticipant::by_id(id)).await.map(|record| to_participant(&record))
    }

    async fn find(client: &Client<Self>, email: &str) -> Result<Vec<Participant>, Error> {
        let found = client.send(&ListParticipants::new().email(email)).await?;
        found.into_iter().map(|record| record.map(|record| to_participant(&record))).collect()
    }

    async fn list(client: &Client<Self>) -> Result<Listing, Error> {
        let records = client.send(&ListParticipants::new()).await?;
        let people = records.into_iter().map(|record| record.map(|record| to_participant(&record)));
        Ok(Listing::new(people, Completeness::Presumed("Dendreo documents no paging: one call is taken to be all")))
    }

    async fn create(_: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let create = CreateParticipant { fields: to_changes(new.fields()) };
        Ok(vec![Write::new(create, |record| Ok(written(record.as_ref())))])
    }

    async fn update(_: &Client<Self>, id: &str, update: &ParticipantUpdate) -> Result<Vec<Write<Self>>, Error> {
        let update = UpdateParticipant { id: id.to_owned(), changes: to_changes(update) };
        Ok(vec![Write::new(update, |record| Ok(written(record.as_ref())))])
    }

    async fn delete(_: &Client<Self>, id: &str) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(DeleteParticipants::new([id]), |()| Ok(Written::silent()))])
    }
}

/// What says something of a person. An enrolment or a task names a participant, too, and has none of it.
const PERSONAL: [&str; 5] = ["nom", "prenom", "email", "portable", "date_de_naissance"];

/// The person in a record, if it is a participant's: the contact of an individual has other members besides.
fn person_in(document: Document) -> Result<Participant, Error> {
    let members = document.members();
    let has = |name: &str| members.contains_key(name);
    if !has("id_participant") || has("participant_lie_ids") || !PERSONAL.iter().any(|name| has(name)) {
        return Err(Error::new(ErrorKind::Decode, "the record is no participant"));
    }
    Record::read(document).map(|record| to_participant(&record))
}

fn written(record: Option<&Record<crate::Participant>>) -> Written {
    record.map_or_else(Written::silent, |record| Written::now(to_participant(record)))
}

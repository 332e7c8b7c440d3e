//! The common operations out of Dendreo's calls.

mod capabilities;

use crate::{
    CreateParticipant, DeleteParticipants, Dendreo, GetParticipant, GetParticipants, ListParticipants,
    UpdateParticipant, map,
    map::{to_changes, to_participant},
};
use capabilities::CAPABILITIES;
use participants_core::{
    Capabilities, Client, Completeness, Error, ErrorKind, Field, Filter, Key, Listing, NewParticipant, Participant,
    ParticipantUpdate, Record, Response, Source, Unified, Write, Written,
};

impl Unified for Dendreo {
    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        let read = |document| Record::read(document).map(|record| to_participant(&record));
        Ok(answer.records()?.into_iter().map(read).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&GetParticipant::by_id(id)).await.map(|record| to_participant(&record))
    }

    async fn find(client: &Client<Self>, key: &Key) -> Result<Listing, Error> {
        let list = match key {
            Key::Email(email) => ListParticipants::new().email(email),
            Key::Person { born, .. } => ListParticipants::new().born_on(*born),
            _ => return client.in_list(key).await,
        };
        Ok(Listing::new(people(client.send(&list).await?), WHOLE))
    }

    /// What a key nobody has answers is not documented: where it is refused, everybody is read instead of guessing.
    async fn list(client: &Client<Self>, filter: &Filter) -> Result<Source, Error> {
        if let Some(id) = filter.value(&Field::ExternalId) {
            match client.send(&GetParticipants::by_external_id([id])).await {
                Ok(records) => return Ok(Source::whole(people(records), WHOLE)),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Validation) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Source::whole(people(client.send(&map::to_list(filter)?).await?), WHOLE))
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
        Ok(vec![Write::new(DeleteParticipants { ids: vec![id.to_owned()] }, |()| Ok(Written::silent()))])
    }
}

/// What one call without paging proves.
const WHOLE: Completeness = Completeness::Presumed("Dendreo documents no paging: one call is taken to be all");

fn people(records: Vec<Result<Record<crate::Participant>, Error>>) -> Vec<Result<Participant, Error>> {
    records.into_iter().map(|record| record.map(|record| to_participant(&record))).collect()
}

fn written(record: Option<&Record<crate::Participant>>) -> Written {
    record.map_or_else(Written::silent, |record| Written::now(to_participant(record)))
}

//! The common operations out of Dendreo's calls.

mod capabilities;

use crate::{
    Create, Delete, Dendreo, EnrolmentChanges, Get, GetSeveral, List, Update,
    map::{self, to_changes, to_enrolment, to_participant},
    wire,
};
use capabilities::CAPABILITIES;
use participants_core::{
    Capabilities, Client, Completeness, Document, Enrolment, Error, ErrorKind, Field, Filter, Key, NewParticipant,
    PageStream, Participant, ParticipantUpdate, Record, Response, Unified, Write, WriteResult,
};

impl Unified for Dendreo {
    const TABLES: &'static [&'static Capabilities] = &[&CAPABILITIES];

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        Ok(answer.records()?.into_iter().map(person_in).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&Get::<wire::Participant>::by_id(id)).await.map(|record| to_participant(&record))
    }

    fn searches(&self, key: &Key) -> bool {
        matches!(key, Key::ExternalId(_) | Key::Email(_) | Key::Person { .. })
    }

    /// The answer to a key that no participant has is not documented. Where it is refused, all participants are read.
    async fn list(client: &Client<Self>, filter: &Filter) -> Result<PageStream, Error> {
        if let Some(id) = filter.value(&Field::ExternalId) {
            match client.send(&GetSeveral::<wire::Participant>::by_external_id([id])).await {
                Ok(records) => return Ok(PageStream::whole(people(records), WHOLE)),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Validation) => {}
                Err(error) => return Err(error),
            }
        }
        let read = |record: Result<Record<wire::Participant>, Error>| record.map(|record| to_participant(&record));
        Ok(PageStream::records(client.records(map::to_list(filter)?), read, WHOLE))
    }

    async fn create(_: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let create = Create::<wire::Participant>::new(to_changes(new.fields()));
        Ok(vec![Write::new(create, |record| Ok(written(record.as_ref())))])
    }

    async fn update(
        _: &Client<Self>,
        id: &str,
        _: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        let update = Update::<wire::Participant>::new(id, to_changes(update));
        Ok(vec![Write::new(update, |record| Ok(written(record.as_ref())))])
    }

    async fn delete(_: &Client<Self>, id: &str) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(Delete::<wire::Participant>::new([id]), |()| Ok(WriteResult::empty()))])
    }

    /// The participant is read first: the list of an unknown one is as empty as that of a participant without enrolments. What
    /// the filter lets through that belongs to another participant is left out.
    async fn enrolments(client: &Client<Self>, id: &str) -> Result<Vec<Enrolment>, Error> {
        client.send(&Get::<wire::Participant>::by_id(id)).await?;
        let records = client.send(&List::<wire::Enrolment>::new().participant(id)).await?;
        let all = records.into_iter().collect::<Result<Vec<_>, _>>()?;
        let own = all.iter().filter(|record| record.id_participant.as_deref() == Some(id));
        Ok(own.map(|record| to_enrolment(record)).collect())
    }

    async fn enrol(_: &Client<Self>, id: &str, session: &str) -> Result<Write<Self>, Error> {
        let fields = EnrolmentChanges::new().id_participant(id.to_owned()).id_action_de_formation(session.to_owned());
        Ok(Write::new(Create::<wire::Enrolment>::new(fields), |_| Ok(WriteResult::empty())))
    }

    async fn withdraw(_: &Client<Self>, _: &str, enrolled: &Enrolment) -> Result<Write<Self>, Error> {
        let id = enrolled.id.as_deref().ok_or_else(|| Error::new(ErrorKind::Decode, "the enrolment has no number"))?;
        Ok(Write::new(Delete::<wire::Enrolment>::new([id]), |()| Ok(WriteResult::empty())))
    }
}

/// What says something of a person. An enrolment or a task names a participant, too, and has none of it.
const PERSONAL: [&str; 5] = ["nom", "prenom", "email", "portable", "date_de_naissance"];

/// What a contact has and no participant: the contact of an individual names its participant, too.
const OF_A_CONTACT: [&str; 5] = ["participant_lie_ids", "formateur_lie_ids", "telephone_direct", "id_opca", "photo"];

/// The person in a record, if it is a participant's.
fn person_in(document: Document) -> Result<Participant, Error> {
    let members = document.members();
    let has = |name: &str| members.contains_key(name);
    let is_object = document.as_bytes().starts_with(b"{");
    let is_contact = OF_A_CONTACT.iter().any(|name| has(name));
    if is_object && (!has("id_participant") || is_contact || !PERSONAL.iter().any(|name| has(name))) {
        return Err(Error::new(ErrorKind::Decode, "the record is no participant"));
    }
    // A record that is no object is reported with its position.
    Record::read(document).map(|record| to_participant(&record))
}

/// What one call without paging proves.
const WHOLE: Completeness = Completeness::Assumed("Dendreo documents no paging: one call is taken to be all");

fn people(records: Vec<Result<Record<wire::Participant>, Error>>) -> Vec<Result<Participant, Error>> {
    records.into_iter().map(|record| record.map(|record| to_participant(&record))).collect()
}

fn written(record: Option<&Record<wire::Participant>>) -> WriteResult {
    record.map_or_else(WriteResult::empty, |record| WriteResult::current(to_participant(record)))
}

//! The common operations out of Dendreo's calls, and the table of what it can do.

use crate::{
    CreateParticipant, DeleteParticipants, Dendreo, GetParticipant, ListParticipants, UpdateParticipant,
    map::{to_changes, to_participant},
};
use participants_core::{
    Capabilities, Clearing, Client, Completeness, Error, Field, FieldCapability, Listing, NewParticipant, Operation,
    Participant, ParticipantUpdate, Record, Response, Support, Unified, Write, Written,
};

static CAPABILITIES: Capabilities = Capabilities {
    provider: "dendreo",
    operations: &[
        (Operation::Get, Support::Native),
        (Operation::Find, Support::Native),
        (Operation::List, Support::Native),
        (Operation::Create, Support::Native),
        (Operation::Update, Support::Native),
        (Operation::Deactivate, Support::Unsupported("no document shows a reversible way to end a participant")),
        (Operation::Delete, Support::Native),
    ],
    fields: &[
        read_only(Field::Id),
        writable(Field::ExternalId),
        writable(Field::FirstName),
        FieldCapability {
            field: Field::LastName,
            read: true,
            create: Support::Native,
            update: Support::Native,
            clear: Clearing::Refused("Dendreo requires a last name"),
        },
        writable(Field::Email),
        writable(Field::Phone),
        writable(Field::DateOfBirth),
        writable(Field::Title),
        writable(Field::JobTitle),
        writable(Field::Language),
        writable(Field::Company),
        writable(Field::Street),
        writable(Field::PostalCode),
        writable(Field::City),
        writable(Field::Country),
        writable(Field::Notes),
        writable(Field::Custom(String::new())),
        read_only(Field::CreatedAt),
        read_only(Field::UpdatedAt),
    ],
};

/// A field that can be written, and cleared as everything is in Dendreo: by an empty text.
const fn writable(field: Field) -> FieldCapability {
    FieldCapability { field, read: true, create: Support::Native, update: Support::Native, clear: Clearing::EmptyText }
}

const fn read_only(field: Field) -> FieldCapability {
    const SERVER_MADE: &str = "Dendreo sets it";
    FieldCapability {
        field,
        read: true,
        create: Support::Unsupported(SERVER_MADE),
        update: Support::Unsupported(SERVER_MADE),
        clear: Clearing::Refused(SERVER_MADE),
    }
}

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
        Ok(vec![Write::new(DeleteParticipants { ids: vec![id.to_owned()] }, |()| Ok(Written::silent()))])
    }
}

fn written(record: Option<&Record<crate::Participant>>) -> Written {
    record.map_or_else(Written::silent, |record| Written::now(to_participant(record)))
}

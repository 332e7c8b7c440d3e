//! The common operations out of AZAV Pilot's calls, and the tables of what it can do.

mod capabilities;

use crate::{
    Azav, Basis, CreateParticipant, DeleteParticipant, Echo, GetParticipant, ListParticipants, Profile, UpdateMode,
    UpdateParticipant,
    map::{to_changes, to_participant},
};
use participants_core::{
    Capabilities, Client, Completeness, Document, Error, ErrorKind, Field, Filter, Lifecycle, NewParticipant,
    PageStream, Participant, ParticipantUpdate, Record, Response, Unified, Write, WriteResult,
};

/// The contacts may have several entries of a channel where the common vocabulary has one field.
fn another_entry(field: &Field) -> String {
    format!("the entry shown as {field} was removed; there is another one of that channel, which is shown now")
}

impl Unified for Azav {
    const TABLES: &'static [&'static Capabilities] = &[&capabilities::DEFAULT, &capabilities::DEVELOPMENT];

    fn capabilities(&self) -> &'static Capabilities {
        match self.profile {
            Profile::Default | Profile::Snake => &capabilities::DEFAULT,
            Profile::Development => &capabilities::DEVELOPMENT,
        }
    }

    /// The documented envelope is `data`; `participant`, the envelope of requests, and none at all are read, too.
    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        let records = answer.records()?;
        let envelope = records.first().filter(|_| records.len() == 1).and_then(|record| {
            let members = record.members();
            ["data", "participant"].into_iter().find(|name| members.contains_key(*name))
        });
        let records = match envelope {
            Some(name) => answer.records_in(name)?,
            None => records,
        };
        let read = |document: Document| {
            if is_program(&document) {
                return Err(Error::new(ErrorKind::Decode, "this is a program, not a person"));
            }
            Record::read(document).map(|record| to_participant(&record))
        };
        Ok(records.into_iter().map(read).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&GetParticipant::by_id(id)).await.map(|record| to_participant(&record))
    }

    async fn list(client: &Client<Self>, _: &Filter) -> Result<PageStream, Error> {
        let read = |record: Result<Record<_>, Error>| record.map(|record| to_participant(&record));
        let whole = Completeness::Assumed("AZAV documents no paging: one call is taken to be all");
        Ok(PageStream::records(client.records(ListParticipants::new()), read, whole))
    }

    async fn create(_: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let create = CreateParticipant { fields: to_changes(new.fields()) };
        Ok(vec![Write::new(create, |echo| Ok(written(&echo)))])
    }

    async fn update(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        let changes = to_changes(update);
        let is_partial = client.provider().update_mode == UpdateMode::Partial;
        let record = match read {
            _ if is_partial && !changes.reach_inside() => None,
            Some(person) => Some(Record::read(person.document().clone())?),
            None => Some(client.send(&GetParticipant::by_id(id)).await?),
        };
        let before = record.as_ref().map(to_participant);
        let basis = match record.map(|record| record.document().clone()) {
            None => Basis::Unread,
            Some(document) if is_partial => Basis::Named(document),
            Some(document) => Basis::Whole(document),
        };
        let cleared: Vec<_> =
            [Field::Phone, Field::Mobile].into_iter().filter(|field| update.change(field).is_clear()).collect();
        let call = UpdateParticipant { id: id.to_owned(), changes, basis };
        Ok(vec![Write::new(call, move |echo| {
            let mut written = WriteResult { before: before.clone(), ..written(&echo) };
            let is_shown = |field: &&Field| written.after.as_ref().is_some_and(|after| after.get(field).is_some());
            let left: Vec<_> = cleared.iter().filter(is_shown).map(another_entry).collect();
            written.warnings.extend(left);
            Ok(written)
        })])
    }

    /// The only reversible end the documents know is a status; what `archived` means beyond its name they do not say.
    async fn deactivate(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
    ) -> Result<Vec<Write<Self>>, Error> {
        Self::update(client, id, read, &ParticipantUpdate::new().status(Lifecycle::Archived)).await
    }

    /// The documents name `active` for those who take part now; which status a participant had before is kept nowhere.
    async fn reactivate(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
    ) -> Result<Vec<Write<Self>>, Error> {
        Self::update(client, id, read, &ParticipantUpdate::new().status(Lifecycle::Active)).await
    }

    async fn delete(_: &Client<Self>, id: &str) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(DeleteParticipant { id: id.to_owned() }, |_| Ok(WriteResult::empty()))])
    }
}

/// What an answer says. One that does not show all that was sent is not the participant in full: core reads it then.
fn written(echo: &Echo) -> WriteResult {
    let person = echo.record.as_ref().map(to_participant);
    WriteResult {
        id: person.as_ref().map(|person| person.id.clone()).filter(|id| !id.is_empty()),
        after: person.filter(|_| echo.missing.is_empty()),
        warnings: echo.warnings(),
        ..WriteResult::default()
    }
}

/// Whether a record of a saved answer is a program: it has the one member programs must have, and none that names a
/// person.
fn is_program(document: &Document) -> bool {
    let members = document.members();
    let names = ["email", "firstName", "first_name", "lastName", "last_name"];
    members.contains_key("title") && !names.iter().any(|name| members.contains_key(*name))
}

//! The common operations out of FrontCore's calls.

mod capabilities;
mod person;
mod settle;
mod withdrawal;

use crate::{
    CreateBooking, CustomProperties, Encoding, Frontcore, GetParticipant, ListParticipants, Participant as Native,
    ParticipantChanges, Properties, SearchUsers, StatusCode, UpdateParticipant,
    map::{is_persons, names_custom, to_booked, to_changes, to_employee, to_participant},
    page,
};
use participants_core::{
    Capabilities, Client, Completeness, Enrolment, Error, ErrorKind, Field, Filter, Key, Listing, NewParticipant,
    Outcome, PageStream, Participant, ParticipantUpdate, Record, Response, Unified, Write, WriteResult, text,
};

impl Unified for Frontcore {
    const TABLES: &'static [&'static Capabilities] = &[&capabilities::JSON, &capabilities::FORM];

    fn capabilities(&self) -> &'static Capabilities {
        match self.encoding {
            Encoding::Json => &capabilities::JSON,
            Encoding::Form => &capabilities::FORM,
        }
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        let people = match answer.record() {
            Ok(record) if !record.members().contains_key("items") => vec![Record::read(record)],
            _ => page::whole(answer)?,
        };
        // Orders, customers and persons have ids, too; only a participant has a person below it.
        let is_other = |record: &Record<Native>| !record.document().members().contains_key("user");
        let read = |record: Result<Record<Native>, Error>| match record {
            Ok(record) if is_other(&record) => Err(no_participant("the record is no participant: it names no person")),
            record => participant(record),
        };
        Ok(people.into_iter().map(read).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        client.send(&GetParticipant::by_id(id)).await.map(|record| to_participant(&record))
    }

    /// The persons with the address first, then each one's enrolments. A search or a filter the service takes more
    /// widely than it is meant costs calls, not correctness: what comes back is looked at.
    async fn find(client: &Client<Self>, key: &Key) -> Result<Listing, Error> {
        let Key::Email(email) = key else { return client.in_list(key).await };
        let mut found = Vec::new();
        for user in client.send(&SearchUsers::new().email(email)).await? {
            let user = user?;
            let is_meant = user.email.as_ref().is_some_and(|stored| text::is_same_email(stored, email));
            if is_meant {
                let id = user.id.as_ref().ok_or_else(|| no_participant("a person found has no id"))?;
                found.extend(of_person(client, id).await?);
            }
        }
        Ok(Listing::new(found, Completeness::Assumed("FrontCore was asked for the persons with this address")))
    }

    fn searches(&self, key: &Key) -> bool {
        matches!(key, Key::Email(_))
    }

    async fn list(client: &Client<Self>, filter: &Filter) -> Result<PageStream, Error> {
        let list = match filter.value(&Field::Session) {
            Some(session) => ListParticipants::new().coursedate(session),
            None => ListParticipants::new(),
        };
        Ok(PageStream::pages(client.pages(list), participant))
    }

    /// One booking of one person. The answer says nothing of the participant, so it travels on as a document, for
    /// [`settle_create`](Unified::settle_create) to find the participant by.
    async fn create(client: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let booking = booking(client.provider(), new);
        Ok(vec![Write::new(booking, |answer| {
            let names_record = answer.summary.order_id.is_some() || answer.summary.booking_id.is_some();
            Ok(WriteResult { names_record, answer: Some(answer.document().clone()), ..WriteResult::empty() })
        })])
    }

    async fn settle_create(client: &Client<Self>, new: &NewParticipant, mut written: WriteResult) -> WriteResult {
        let (Some(answer), Some(session)) = (written.answer.take(), new.fields().session.value()) else {
            return written;
        };
        let found = match answer.read() {
            Ok(booking) => settle::booked(client, session, &booking).await,
            Err(error) => Err(format!("the booking was made, but its answer could not be read: {error}")),
        };
        match found {
            Ok(participant) => {
                WriteResult { warnings: written.warnings, names_record: true, ..WriteResult::current(participant) }
            }
            Err(why) => {
                written.warnings.push(why);
                written
            }
        }
    }

    /// The person first, then the enrolment: what is more likely to be refused goes first, and the second answer shows
    /// both.
    async fn update(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        let person = to_employee(update)?;
        let names_person = !person.named().is_empty();
        let reads_properties = names_custom(update) && client.provider().custom_properties == CustomProperties::Whole;
        let stored = match read {
            _ if !names_person && !reads_properties => None,
            Some(person) => Some(Record::read(person.document().clone())?),
            None => Some(client.send(&GetParticipant::by_id(id)).await?),
        };
        let mut writes = Vec::new();
        if let Some(record) = stored.as_ref().filter(|_| names_person) {
            let before = to_participant(record);
            let write = person::update(client, &record.user, person).await?;
            let write = Write::new(write, move |_| {
                let warnings = vec![person::UNSEEN.to_owned()];
                Ok(WriteResult { before: Some(before.clone()), warnings, ..WriteResult::empty() })
            });
            writes.push(write.covering(update.named().into_iter().filter(is_persons)));
        }
        let properties =
            stored.as_ref().filter(|_| reads_properties).map(Properties::stored).transpose()?.unwrap_or_default();
        let changes = to_changes(update, properties);
        if !changes.named().is_empty() {
            let write = enrolment(id, changes, stored.as_ref().map(to_participant));
            writes.push(write.covering(update.named().into_iter().filter(|field| !is_persons(field))));
        }
        Ok(writes)
    }

    async fn deactivate(_: &Client<Self>, id: &str, _: Option<&Participant>) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![enrolment(id, ParticipantChanges::new().id_status(StatusCode::Deregistered), None)])
    }

    async fn reactivate(_: &Client<Self>, id: &str, _: Option<&Participant>) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![enrolment(id, ParticipantChanges::new().id_status(StatusCode::Confirmed), None)])
    }

    async fn enrolments(client: &Client<Self>, id: &str) -> Result<Vec<Enrolment>, Error> {
        let record = client.send(&GetParticipant::by_id(id)).await?;
        let person = record.user.id.as_ref().ok_or_else(|| no_participant("the participant names no person"))?;
        let all = of_person(client, person).await?;
        all.into_iter().map(|participant| participant.map(|participant| participant.enrolment)).collect()
    }

    /// A booking of the person this participant is, as a booking of a new person.
    async fn enrol(client: &Client<Self>, id: &str, session: &str) -> Result<Write<Self>, Error> {
        let person = Self::get(client, id).await?;
        let mut new = NewParticipant::new().session(session);
        for field in [Field::FirstName, Field::LastName, Field::Email] {
            if let Some(value) = person.get(&field) {
                new.set_text(&field, &value)?;
            }
        }
        Ok(Write::new(booking(client.provider(), &new), |_| Ok(WriteResult::empty())))
    }

    async fn withdraw(client: &Client<Self>, _: &str, enrolled: &Enrolment) -> Result<Write<Self>, Error> {
        withdrawal::write(client, enrolled).await
    }
}

/// One booking of one person on the session given.
fn booking(account: &Frontcore, new: &NewParticipant) -> CreateBooking {
    let fields = new.fields();
    let session = fields.session.value().cloned().unwrap_or_default();
    CreateBooking {
        config: account.booking_config.clone(),
        ..CreateBooking::on(session, account.payment_method.clone()).participant(to_booked(fields))
    }
}

/// The participants of one person.
async fn of_person(client: &Client<Frontcore>, person: &str) -> Result<Vec<Result<Participant, Error>>, Error> {
    let is_theirs = |record: &Result<Record<Native>, Error>| {
        record.as_ref().map_or(true, |record| record.user.id.as_deref() == Some(person))
    };
    let records = client.pages(ListParticipants::new().user(person)).rest().await?;
    Ok(records.into_iter().filter(is_theirs).map(participant).collect())
}

/// The write to the participant itself. Its answer is the whole participant, or nothing.
fn enrolment(id: &str, changes: ParticipantChanges, before: Option<Participant>) -> Write<Frontcore> {
    let update = UpdateParticipant { id: id.to_owned(), changes };
    Write::new(update, move |record| {
        let written = record.map_or_else(WriteResult::empty, |record| WriteResult::current(to_participant(&record)));
        Ok(WriteResult { before: before.clone(), ..written })
    })
}

/// A record that is a participant: without an id it could be anything.
fn participant(record: Result<Record<Native>, Error>) -> Result<Participant, Error> {
    let record = record?;
    match record.id {
        Some(_) => Ok(to_participant(&record)),
        None => Err(no_participant("the record has no id")),
    }
}

fn no_participant(why: &'static str) -> Error {
    Error::new(ErrorKind::Decode, why).with_outcome(Outcome::NotApplied)
}

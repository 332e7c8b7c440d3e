//! The common operations out of Wordbee's calls: writes go through v1, reads through v2 where it is set up.
//!
//! A person's id is their number in the default company, or `COMPANY/PERSON`.

mod capabilities;
mod scan;

use crate::{
    CreatePerson, EmailSearch, ListPersons, PersonChanges, RemovePerson, UpdatePerson, Wordbee, ids,
    ids::PersonKey,
    map::{to_changes, to_participant},
    persons::rows_in,
};
use participants_core::{
    Capabilities, Client, Error, ErrorKind, Filter, Key, Listing, NewParticipant, Outcome, PageStream, Participant,
    ParticipantUpdate, Response, Unified, Write, WriteResult,
};
use scan::Scan;

impl Unified for Wordbee {
    const TABLES: &'static [&'static Capabilities] = &[
        &capabilities::WITH_V2,
        &capabilities::WITH_V2_AND_NO_COMPANY,
        &capabilities::V1_ALONE,
        &capabilities::V1_ALONE_AND_NO_COMPANY,
    ];

    fn capabilities(&self) -> &'static Capabilities {
        match (&self.v2, self.company) {
            (Some(_), Some(_)) => &capabilities::WITH_V2,
            (Some(_), None) => &capabilities::WITH_V2_AND_NO_COMPANY,
            (None, Some(_)) => &capabilities::V1_ALONE,
            (None, None) => &capabilities::V1_ALONE_AND_NO_COMPANY,
        }
    }

    /// Without an account there is no default company: a person whose record names one is `COMPANY/PERSON`.
    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        let read = |record: Result<_, Error>| record.and_then(|record| to_participant(&record, None));
        Ok(rows_in(answer)?.into_iter().map(read).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        let default = client.provider().company;
        let key = PersonKey::parse(id, default)?;
        let scan = Scan::until(client, key.person).await?;
        let Some(record) = scan.person(key.person) else { return Err(scan.missing()) };
        if record.company_id.is_some() && key.company.is_some() && record.company_id != key.company {
            let what = "the person belongs to another company than the one asked for; write COMPANY/PERSON";
            return Err(Error::new(ErrorKind::Mismatch, what).with_outcome(Outcome::NotApplied));
        }
        to_participant(record, default)
    }

    async fn find(client: &Client<Self>, key: &Key) -> Result<Listing, Error> {
        let Key::Email(email) = key else { return client.in_list(key).await };
        let Scan { records, completeness } = Scan::of_email(client, email).await?;
        let default = client.provider().company;
        let people = records.into_iter().map(|record| record.and_then(|record| to_participant(&record, default)));
        Ok(Listing::new(people, completeness))
    }

    fn searches(&self, key: &Key) -> bool {
        matches!(key, Key::Email(_)) && self.email_search == EmailSearch::Query
    }

    async fn list(client: &Client<Self>, _: &Filter) -> Result<PageStream, Error> {
        let default = client.provider().company;
        let pages = client.pages(ListPersons::new().full().take(ListPersons::MOST));
        Ok(PageStream::pages(pages, move |record| record.and_then(|record| to_participant(&record, default))))
    }

    async fn create(client: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let default = client.provider().company;
        let company = company_of(new, default)?;
        let create = CreatePerson { company, fields: to_changes(new.fields())? };
        Ok(vec![Write::new(create, move |person| {
            let id = person.map(|person| PersonKey { company: Some(company), person }.to_text(default));
            Ok(WriteResult { id, ..WriteResult::empty() })
        })])
    }

    /// The new number, looked up by e-mail address: taken only if exactly one person of the company has it.
    async fn settle_create(client: &Client<Self>, new: &NewParticipant, mut written: WriteResult) -> WriteResult {
        if written.id.is_some() {
            return written;
        }
        match new_person(client, new).await {
            Ok(id) => written.id = Some(id),
            Err(why) => written.warnings.push(format!("the new person's id is not known: {why}")),
        }
        written
    }

    async fn update(
        client: &Client<Self>,
        id: &str,
        _: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        write(client.provider(), id, to_changes(update)?)
    }

    async fn deactivate(client: &Client<Self>, id: &str, _: Option<&Participant>) -> Result<Vec<Write<Self>>, Error> {
        write(client.provider(), id, PersonChanges::new().is_active(false))
    }

    /// Without its second API, who has no login is not known here; the server refuses them.
    async fn reactivate(client: &Client<Self>, id: &str, _: Option<&Participant>) -> Result<Vec<Write<Self>>, Error> {
        write(client.provider(), id, PersonChanges::new().is_active(true))
    }

    /// Never removes a person who still has work assigned: that takes [`RemovePerson`] and its explicit argument.
    async fn delete(client: &Client<Self>, id: &str) -> Result<Vec<Write<Self>>, Error> {
        let key = PersonKey::parse(id, client.provider().company)?;
        let remove = RemovePerson { company: key.company()?, id: key.person, remove_assignment: false };
        Ok(vec![Write::new(remove, |()| Ok(WriteResult::empty()))])
    }
}

fn write(api: &Wordbee, id: &str, changes: PersonChanges) -> Result<Vec<Write<Wordbee>>, Error> {
    let key = PersonKey::parse(id, api.company)?;
    let update = UpdatePerson { company: key.company()?, id: key.person, changes };
    let warnings = update.warnings();
    Ok(vec![Write::new(update, move |()| Ok(WriteResult { warnings: warnings.clone(), ..WriteResult::empty() }))])
}

/// The company a new person goes to: the one given, or the default.
fn company_of(new: &NewParticipant, default: Option<i64>) -> Result<i64, Error> {
    let given = new.fields().company.value();
    let company = given.map(|text| ids::parse(text).ok_or("a Wordbee company's id is a positive number")).transpose();
    company.map_err(Error::invalid)?.or(default).ok_or_else(|| Error::invalid("a new Wordbee person needs a company"))
}

/// The id of the person just created, or why it is unknown.
async fn new_person(client: &Client<Wordbee>, new: &NewParticipant) -> Result<String, String> {
    let account = client.provider();
    if account.v2.is_none() {
        return Err("the answer does not say it, and v2, which could find it, is not set up".into());
    }
    let email = new.fields().email.value().ok_or("no e-mail address was given")?;
    let company = company_of(new, account.company).map_err(|error| error.to_string())?;
    let scan = Scan::of_email(client, email).await.map_err(|error| error.to_string())?;
    let mut same = scan.with_email(email).filter(|record| record.company_id.is_none_or(|id| id == company));
    match (same.next().and_then(|record| record.person_id), same.next()) {
        (Some(person), None) => Ok(PersonKey { company: Some(company), person }.to_text(account.company)),
        (None, _) => Err("v2 does not show a person with that e-mail address".into()),
        (Some(_), Some(_)) => Err("several persons have that e-mail address".into()),
    }
}

//! The common operations out of the platform's calls.

mod capabilities;

use crate::{
    CreateUser, GroupList, Groups, ListGroups, Report, ReportItem, UpdateUser, UpdatedUser, UserChanges, map,
    report::{item, items},
    rules,
};
use capabilities::CAPABILITIES;
use participants_core::{
    Capabilities, Change, Client, Completeness, Document, Enrolment, Error, ErrorKind, Field, Filter, Key, Listing,
    NewParticipant, Outcome, PageStream, Participant, ParticipantUpdate, Record, Response, Unified, Write, WriteResult,
};

impl Unified for Groups {
    const TABLES: &'static [&'static Capabilities] = &[&CAPABILITIES];

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        let person = |document: Document| {
            let members = document.members();
            let has = |name: &str| members.contains_key(name);
            match () {
                () if has("userId") => Record::read(document).map(|user| map::after(&user)),
                () if has("user") => map::created(document),
                () if has("isStarted") => Err(Error::new(ErrorKind::Decode, "this is a group, not a person")),
                () => item(document).map(|item| map::to_participant(&item)),
            }
        };
        // An envelope is looked into; a lone object stands for itself.
        let documents = items(answer).or_else(|_| answer.records())?;
        Ok(documents.into_iter().map(person).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        // Not sent, so its length does not matter; but what cannot be an id is not worth reading all users.
        if !rules::is_lower_alphanumeric(id) {
            return Err(Error::invalid("a user id is made of lower-case letters and digits"));
        }
        let mut pages = Report::new().pages(client);
        while let Some(page) = pages.next().await? {
            let found = page.iter().flatten().find(|item| item.id.as_deref() == Some(id));
            if let Some(item) = found {
                return Ok(person(item, groups(client).await?.as_ref()));
            }
        }
        if matches!(pages.completeness(), Completeness::Partial(_) | Completeness::Unknown) {
            let what = "the user was not found, but the report could not be read in full: they may be there";
            return Err(Error::new(ErrorKind::Decode, what).with_outcome(Outcome::NotApplied));
        }
        Err(Error::new(ErrorKind::NotFound, "there is no such user in the report"))
    }

    /// By e-mail, in one call: the report takes addresses.
    async fn find(client: &Client<Self>, key: &Key) -> Result<Listing, Error> {
        let Key::Email(email) = key else { return client.in_list(key).await };
        let items = client.send(&Report::new().email(email)).await?.items;
        let groups = if items.is_empty() { None } else { groups(client).await? };
        let people = items.into_iter().map(|item| item.map(|item| person(&item, groups.as_ref())));
        Ok(Listing::new(people, Completeness::Assumed("the report was asked for this address")))
    }

    fn searches(&self, key: &Key) -> bool {
        matches!(key, Key::Email(_))
    }

    async fn list(client: &Client<Self>, filter: &Filter) -> Result<PageStream, Error> {
        let report = filter.value(&Field::Email).map_or_else(Report::new, |email| Report::new().email(email));
        let groups = groups(client).await?;
        Ok(PageStream::pages(report.pages(client), move |item| item.map(|item| person(&item, groups.as_ref()))))
    }

    async fn create(client: &Client<Self>, new: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        let group = wanted_group(client, new.fields()).await?;
        let create = CreateUser { fields: map::to_changes(new.fields(), group) };
        Ok(vec![Write::new(create, |id| Ok(WriteResult { id: Some(id), ..WriteResult::empty() }))])
    }

    /// The new user by e-mail: one call, where reading by id means reading all users.
    async fn settle_create(client: &Client<Self>, new: &NewParticipant, mut written: WriteResult) -> WriteResult {
        let Some(email) = new.fields().email.value() else { return written };
        match Self::find(client, &Key::Email(email.clone())).await {
            Ok(found) => {
                written.after = found.people.into_iter().find(|person| Some(&person.id) == written.id.as_ref())
            }
            Err(error) => written.warnings.push(format!("the new user could not be read back: {error}")),
        }
        written
    }

    async fn update(
        client: &Client<Self>,
        id: &str,
        _: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<Self>>, Error> {
        let group = wanted_group(client, update).await?;
        let changes = map::to_changes(update, group);
        let sent = changes.clone();
        Ok(vec![Write::new(UpdateUser { id: id.to_owned(), changes }, move |user| Ok(written(&sent, &user)))])
    }

    /// The training group is what a user is enrolled in; one whose name several groups have has no id here.
    async fn enrolments(client: &Client<Self>, id: &str) -> Result<Vec<Enrolment>, Error> {
        let group = Self::get(client, id).await?.group;
        Ok(vec![Enrolment { session: group.id, ..Enrolment::default() }])
    }

    async fn enrol(_: &Client<Self>, id: &str, session: &str) -> Result<Write<Self>, Error> {
        let changes = UserChanges::new().group_id(session.to_owned());
        Ok(Write::new(UpdateUser { id: id.to_owned(), changes }, |_| Ok(WriteResult::empty())))
    }
}

/// The answer to a change shows every changed field before and after, so nothing is read back; what it does not show
/// as it was sent is a warning.
fn written(sent: &UserChanges, user: &Record<UpdatedUser>) -> WriteResult {
    let (before, after) = (map::before(user), map::after(user));
    let fields = [
        (Field::FullName, &sent.full_name),
        (Field::ShortName, &sent.short_name),
        (Field::Email, &sent.email),
        (Field::Group, &sent.group_id),
    ];
    let differs =
        |(field, change): &(Field, &Change<String>)| !change.is_keep() && after.get(field) != change.value().cloned();
    let changed = fields.into_iter().filter(differs);
    let warnings = changed.map(|(field, _)| format!("the answer does not show {field} as it was sent")).collect();
    WriteResult { before: Some(before), warnings, ..WriteResult::current(after) }
}

/// The group to join or move to: by id, or by a name that only one group has. Both together must be one group, as they
/// are where a user is written back as they were read.
async fn wanted_group(client: &Client<Groups>, update: &ParticipantUpdate) -> Result<Change<String>, Error> {
    let (by_id, by_name) = (&update.group, &update.group_name);
    let Change::Set(name) = by_name else {
        return Ok(if by_id.is_keep() { by_name.clone() } else { by_id.clone() });
    };
    let groups = client.send(&ListGroups).await?;
    let id = match by_id {
        Change::Set(id) if map::is_named(&groups, id, name) => id.as_str(),
        Change::Keep => map::group_named(&groups, name)?,
        Change::Set(_) | Change::Clear => return Err(Error::invalid("group and group_name are not the same group")),
    };
    Ok(Change::Set(id.to_owned()))
}

/// A user of the report with the id of their group, which the report names only. The id stays out where several groups
/// have the name.
fn person(item: &Record<ReportItem>, groups: Option<&GroupList>) -> Participant {
    let mut person = map::to_participant(item);
    let named = person.group.name.as_deref().zip(groups);
    person.group.id = named.and_then(|(name, groups)| map::group_named(groups, name).ok()).map(str::to_owned);
    person
}

/// The groups; none where the company is said to have no group, and where the token may not list them.
async fn groups(client: &Client<Groups>) -> Result<Option<GroupList>, Error> {
    match client.send(&ListGroups).await {
        Ok(groups) => Ok(Some(groups)),
        Err(error) if matches!(error.kind(), ErrorKind::Permission | ErrorKind::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

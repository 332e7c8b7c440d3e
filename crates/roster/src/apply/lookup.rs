//! How people are right now: asked for one by one where the provider has a call for that, and read all at once where it
//! has none.

use crate::{
    Identity, Index, Row, Rule,
    matching::{RowKeys, Stored, session},
    plan::Content,
};
use participants_core::{
    AlreadyRead, Candidate, Capabilities, Completeness, Directory, Error, ErrorKind, Field, Filter, Found, Holders,
    Key, NewParticipant, Operation, Participant, Presence, Support, text,
};
use std::{borrow::Cow, sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// How people are, as of this pass of a run.
pub(super) struct Lookup {
    directory: Arc<dyn Directory>,
    /// The fields that the run changes.
    fields: Vec<Field>,
    /// All participants, read where a single one cannot be asked for.
    listing: Mutex<Option<Listed>>,
    /// How old that may be.
    age: Duration,
}

/// All participants, and until when this listing may be used.
struct Listed {
    index: Arc<Index>,
    began: Instant,
    lasts: Duration,
}

/// One participant as they are.
pub(super) enum CurrentState {
    Asked(Box<Participant>),
    Listed(Arc<Index>, u32),
}

impl Lookup {
    pub(super) fn new(directory: Arc<dyn Directory>, fields: Vec<Field>, age: Duration) -> Self {
        Self { directory, fields, listing: Mutex::new(None), age }
    }

    /// The participant with this identifier; none where they no longer exist.
    pub(super) async fn person(&self, id: &str) -> Result<Option<CurrentState>, Error> {
        if self.is_native(Operation::Get) {
            return match self.directory.get(id).await {
                Ok(person) => Ok(Some(CurrentState::Asked(Box::new(person)))),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            };
        }
        let index = self.listing().await?;
        Ok(index.find(id).map(|at| CurrentState::Listed(Arc::clone(&index), at)))
    }

    /// Whether a participant with any of these keys exists. Each key that the provider searches by costs a
    /// look-up; all others are held against the people as they were listed in this pass.
    pub(super) async fn newcomer(&self, new: &NewParticipant) -> Result<Presence<CurrentState>, Error> {
        let session = session(new.fields(), self.capabilities());
        let counts = |current: &CurrentState| {
            session.is_none_or(|session| current.value(&Field::Session).as_deref() == Some(session))
        };
        let mut all = Vec::new();
        for key in self.keys(new) {
            let (mut people, completeness) = match self.directory.searches(&key) {
                true => asked(self.directory.find(&key).await?),
                false => self.listed(&key, new).await?,
            };
            people.retain(counts);
            let is_proven = matches!(completeness, Completeness::Complete | Completeness::Assumed(_));
            all.push(Holders { key, people, is_proven });
        }
        Ok(Presence::of(new, all))
    }

    /// Whether this participant's keys are all looked up at the provider, as they are right now.
    pub(super) fn searches_all(&self, new: &NewParticipant) -> bool {
        self.keys(new).iter().all(|key| self.directory.searches(key))
    }

    /// The keys that the provider can look up.
    fn keys(&self, new: &NewParticipant) -> Vec<Key> {
        let mut keys = Key::of(new);
        keys.retain(|key| self.capabilities().operation(key.operation()).is_supported());
        keys
    }

    /// The participants that a key identifies, among all participants.
    async fn listed(&self, key: &Key, new: &NewParticipant) -> Result<(Vec<CurrentState>, Completeness), Error> {
        let rule = match key {
            Key::ExternalId(_) => Rule::ExternalId,
            Key::Email(_) => Rule::Email,
            Key::Person { .. } => Rule::Person,
            _ => Rule::Id,
        };
        let index = self.listing().await?;
        let row = Row::of(0, new.fields().clone());
        let keys = RowKeys::of(&row.wanted, self.capabilities(), &[rule]);
        let people = index.holding(rule, &row, &keys);
        let people = people.into_iter().map(|at| CurrentState::Listed(Arc::clone(&index), at)).collect();
        Ok((people, index.completeness()))
    }

    async fn listing(&self) -> Result<Arc<Index>, Error> {
        // Callers that arrive meanwhile wait for the same listing.
        let mut listed = self.listing.lock().await;
        if let Some(known) = listed.as_ref().filter(|known| known.began.elapsed() < known.lasts) {
            return Ok(Arc::clone(&known.index));
        }
        let began = Instant::now();
        let people = self.directory.list(&Filter::all()).await?;
        let index = Arc::new(Index::read(people, self.fields.iter().cloned()).await?);
        let lasts = self.age.max(2 * began.elapsed());
        *listed = Some(Listed { index: Arc::clone(&index), began, lasts });
        Ok(index)
    }

    fn is_native(&self, operation: Operation) -> bool {
        self.capabilities().operation(operation) == Support::Native
    }

    /// Whether a field's value shows when a participant is read.
    pub(super) fn shows(&self, field: &Field) -> bool {
        self.capabilities().field(field).is_some_and(|known| known.read)
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.directory.capabilities()
    }
}

impl CurrentState {
    /// What a field holds.
    pub(super) fn content(&self, field: &Field) -> Content {
        match self {
            Self::Asked(person) => match person.get(field) {
                Some(text) if text.is_empty() => Content::Empty,
                Some(text) => Content::Value(text),
                None if person.invalid_fields().iter().any(|(_, invalid)| invalid == field) => Content::Unknown,
                None => Content::Empty,
            },
            Self::Listed(index, at) => match index.stored(*at, field) {
                Some(Stored::Text("") | Stored::Empty) => Content::Empty,
                Some(Stored::Text(text)) => Content::Value(text.to_owned()),
                Some(Stored::Unreadable) | None => Content::Unknown,
            },
        }
    }

    /// The provider's identifier.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Asked(person) => person.id.clone(),
            Self::Listed(index, at) => index.id(*at).to_owned(),
        }
    }

    /// Who the participant is.
    pub(super) fn identity(&self) -> Identity {
        match self {
            Self::Asked(person) => Identity::of(person),
            Self::Listed(index, at) => index.identity(*at),
        }
    }

    /// Whether the participant's participation has ended.
    pub(super) fn has_ended(&self) -> bool {
        match self {
            Self::Asked(person) => person.has_ended(),
            Self::Listed(index, at) => index.has_ended(*at),
        }
    }

    /// The participant, where they were asked for alone.
    pub(super) fn asked(&self) -> Option<&Participant> {
        match self {
            Self::Asked(person) => Some(person),
            Self::Listed(..) => None,
        }
    }

    /// What a write need not read again.
    pub(super) fn already_read(&self) -> AlreadyRead<'_> {
        self.asked().map_or(AlreadyRead::Listed, AlreadyRead::Record)
    }
}

impl Candidate for CurrentState {
    fn id(&self) -> Cow<'_, str> {
        self.id().into()
    }

    fn value(&self, field: &Field) -> Option<Cow<'_, str>> {
        match self {
            Self::Asked(person) => person.value(field),
            Self::Listed(index, at) => match index.stored(*at, field) {
                Some(Stored::Text(text)) if !text.trim().is_empty() => Some(text.into()),
                _ => None,
            },
        }
    }
}

fn asked(found: Found) -> (Vec<CurrentState>, Completeness) {
    let asked = |person: Participant| CurrentState::Asked(Box::new(person));
    match found {
        Found::One(person) => (vec![CurrentState::Asked(person)], Completeness::Complete),
        Found::Several(people) => (people.into_iter().map(asked).collect(), Completeness::Complete),
        Found::None(completeness) => (Vec::new(), completeness),
    }
}

/// Whether a field holds the same.
pub(super) fn is_equal(field: &Field, one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Value(one), Content::Value(other)) => text::is_same_value(field, one, other),
        _ => one == other,
    }
}

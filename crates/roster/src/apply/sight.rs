//! How people are right now: asked for one by one where the provider has a call for that, and read all at once where it
//! has none.

use crate::{
    Index, Row, Rule,
    matching::{Hit, Matcher, RowKeys, Said, Stored},
    plan::Content,
};
use participants_core::{
    Capabilities, Completeness, Directory, Error, ErrorKind, Field, Filter, Found, Key, NewParticipant, Operation,
    Participant, Support,
};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// How people are, as of this pass of a run.
pub(super) struct Sight {
    directory: Arc<dyn Directory>,
    /// The fields that the run changes.
    fields: Vec<Field>,
    /// Everybody, read once where somebody cannot be asked for alone.
    everybody: OnceCell<Arc<Index>>,
}

/// One participant as they are.
pub(super) enum View {
    Asked(Box<Participant>),
    Listed(Arc<Index>, u32),
}

/// Whether somebody is there already who is to be made.
pub(super) enum Seen {
    Nobody,
    One(View),
    Several,
    /// Nobody was seen, and somebody may be there all the same.
    Unproven,
}

/// The rules that find somebody who is to be made, by their own values.
const OWN: &[Rule] = &[Rule::ExternalId, Rule::Email, Rule::Person];

impl Sight {
    pub(super) fn new(directory: Arc<dyn Directory>, fields: Vec<Field>) -> Self {
        Self { directory, fields, everybody: OnceCell::new() }
    }

    /// The participant with this identifier; none where there is none any more.
    pub(super) async fn person(&self, id: &str) -> Result<Option<View>, Error> {
        if self.is_native(Operation::Get) {
            return match self.directory.get(id).await {
                Ok(person) => Ok(Some(View::Asked(Box::new(person)))),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            };
        }
        let index = self.everybody().await?;
        Ok(index.find(id).map(|at| View::Listed(Arc::clone(&index), at)))
    }

    /// Whether somebody with one of this participant's keys is there.
    pub(super) async fn newcomer(&self, new: &NewParticipant) -> Result<Seen, Error> {
        let key = Key::of(new).into_iter().find(|key| self.capabilities().operation(key.operation()).is_supported());
        match key {
            Some(key) if self.is_native(key.operation()) => self.asked(&key, new).await,
            _ => self.listed(new).await,
        }
    }

    async fn asked(&self, key: &Key, new: &NewParticipant) -> Result<Seen, Error> {
        let session = new.fields().session.value().filter(|_| self.shows(&Field::Session));
        let in_session =
            |person: &Participant| session.is_none_or(|session| person.get(&Field::Session).as_ref() == Some(session));
        Ok(match self.directory.find(key).await? {
            Found::One(person) if in_session(&person) => Seen::One(View::Asked(person)),
            Found::One(_) => Seen::Nobody,
            Found::Nobody(Completeness::Complete | Completeness::Presumed(_)) => Seen::Nobody,
            Found::Nobody(_) => Seen::Unproven,
            Found::Several(mut people) => {
                people.retain(in_session);
                match (people.len(), people.pop()) {
                    (1, Some(person)) => Seen::One(View::Asked(Box::new(person))),
                    (_, None) => Seen::Nobody,
                    _ => Seen::Several,
                }
            }
        })
    }

    async fn listed(&self, new: &NewParticipant) -> Result<Seen, Error> {
        let index = self.everybody().await?;
        let row = Row::of(0, new.fields().clone());
        let matcher = Matcher { capabilities: self.capabilities(), rules: OWN };
        let keys = RowKeys::of(&row.wanted, self.capabilities(), OWN);
        Ok(match matcher.seek(&index, &row, &keys, &Said::default()) {
            Hit::One { at, .. } | Hit::OtherExternalId { at, .. } => Seen::One(View::Listed(index, at)),
            Hit::Several { .. } | Hit::Contradiction(_) => Seen::Several,
            Hit::Nobody | Hit::NoSuchId { .. } => match index.completeness() {
                Completeness::Complete | Completeness::Presumed(_) => Seen::Nobody,
                _ => Seen::Unproven,
            },
        })
    }

    async fn everybody(&self) -> Result<Arc<Index>, Error> {
        let read = || async {
            let people = self.directory.list(&Filter::all()).await?;
            Ok(Arc::new(Index::read(people, self.fields.iter().cloned()).await?))
        };
        self.everybody.get_or_try_init(read).await.cloned()
    }

    fn is_native(&self, operation: Operation) -> bool {
        self.capabilities().operation(operation) == Support::Native
    }

    /// Whether a field's value shows when somebody is read.
    pub(super) fn shows(&self, field: &Field) -> bool {
        self.capabilities().field(field).is_some_and(|known| known.read)
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.directory.capabilities()
    }
}

impl View {
    /// What a field holds.
    pub(super) fn content(&self, field: &Field) -> Content {
        match self {
            Self::Asked(person) => match person.get(field) {
                Some(text) if text.is_empty() => Content::Empty,
                Some(text) => Content::Value(text),
                None if person.odd().iter().any(|(_, odd)| odd == field) => Content::Unknown,
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

    /// Whether the participant takes part no more.
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
}

//! Who may count as missing: the participants of the sessions, companies or groups that a roster is about.

use super::{NotIndexed, Planner, Reason, names};
use crate::Index;
use participants_core::{Field, ParticipantUpdate};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// Which participants may count as missing where no row means them.
///
/// A roster of one session says nothing about the participants of another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// Those of the sessions that rows name. Where no row names one, those of the companies and groups that rows name;
    /// where none names these either, everyone listed. Only fields that the provider shows count.
    #[default]
    Rows,
    /// Everyone listed.
    All,
    /// Those who have one of the values given for a field, for each field given here.
    Only(Vec<(Field, String)>),
}

/// The scope of a plan, as its document states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StatedScope {
    /// How many of the participants listed are within it.
    pub people: u64,
    /// Of which fields a participant within it has one of these values, to the letter; none where everyone listed is
    /// within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<OneOf>,
}

/// A field, and the values of which a participant has one. `Debug` shows how many values there are, and none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct OneOf {
    /// The field.
    #[serde(with = "names")]
    pub field: Field,
    /// The values, each once, sorted.
    pub values: Vec<String>,
}

/// What a scope may be limited to. A session alone is enough; the others limit it together.
const FIELDS: [Field; 5] = [Field::Session, Field::Company, Field::CompanyName, Field::Group, Field::GroupName];

impl Scope {
    /// The scope that these texts state: `all`, or any number of `FIELD=VALUE`, where the field is `session`, `company`,
    /// `company_name`, `group` or `group_name`. None of them is [`Scope::Rows`].
    ///
    /// # Errors
    /// Which text is none of these, or that `all` and a limit were given together.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let (mut is_all, mut only) = (false, Vec::new());
        for text in texts {
            if text == "all" {
                is_all = true;
                continue;
            }
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            let field = FIELDS.into_iter().find(|field| field.to_string() == name);
            match field.filter(|_| !value.trim().is_empty()) {
                Some(field) => only.push((field, value.to_owned())),
                None => return Err(format!("{text:?} is no scope: say all, or session=ID, company=ID or group=ID")),
            }
        }
        match (is_all, only.is_empty()) {
            (true, false) => Err("a scope is all, or limited to some; not both".to_owned()),
            (true, true) => Ok(Self::All),
            (false, true) => Ok(Self::Rows),
            (false, false) => Ok(Self::Only(only)),
        }
    }

    /// The fields whose values decide it, as far as the caller stated them: an index has to keep them.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let only = match self {
            Self::Only(only) => only.as_slice(),
            Self::Rows | Self::All => &[],
        };
        only.iter().map(|(field, _)| field.clone())
    }
}

impl fmt::Debug for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneOf").field("field", &self.field).field("values", &self.values.len()).finish()
    }
}

/// The values that rows have in the fields a scope may be limited to.
#[derive(Default)]
pub(super) struct Values([BTreeSet<String>; FIELDS.len()]);

impl Values {
    pub(super) fn add(&mut self, wanted: &ParticipantUpdate) {
        for (field, values) in FIELDS.iter().zip(&mut self.0) {
            if let Some(text) = wanted.change_ref(field).value().filter(|text| !text.trim().is_empty())
                && !values.contains(text.as_ref())
            {
                values.insert(text.clone().into_owned());
            }
        }
    }
}

/// A scope that can be decided: of each field, the values of which a participant within it has one.
pub(super) struct Within(Vec<(Field, BTreeSet<String>)>);

/// Why it cannot be decided who is within a scope.
pub(super) enum Undecided {
    /// No participant counts as missing, for this reason.
    Withheld(Reason),
    /// The planner was given an index without the field: no plan can be made.
    NotIndexed(NotIndexed),
}

impl Within {
    /// Whether the participant at this position is within it.
    pub(super) fn holds(&self, index: &Index, at: u32) -> bool {
        self.0.iter().all(|(field, values)| {
            let stored = index.stored(at, field);
            stored.and_then(|stored| stored.text()).is_some_and(|text| values.contains(text))
        })
    }

    pub(super) fn stated(&self, index: &Index) -> StatedScope {
        let people = index.positions(0).filter(|at| self.holds(index, *at)).count() as u64;
        let one_of = |(field, values): &(Field, BTreeSet<String>)| {
            let values = values.iter().cloned().collect();
            OneOf { field: field.clone(), values }
        };
        StatedScope { people, only: self.0.iter().map(one_of).collect() }
    }
}

impl Planner<'_> {
    /// Who may count as missing.
    pub(super) fn within(&self, index: &Index, values: &Values) -> Result<Within, Undecided> {
        let shows = |field: &Field| self.capabilities.field(field).is_some_and(|known| known.read);
        let within = match self.scope {
            Scope::All => Vec::new(),
            Scope::Only(only) => {
                let mut within: Vec<(Field, BTreeSet<String>)> = Vec::new();
                for (field, value) in only {
                    if !shows(field) {
                        return Err(Undecided::Withheld(Reason::ScopeNotShown { field: field.clone() }));
                    }
                    match within.iter_mut().find(|(known, _)| known == field) {
                        Some((_, values)) => drop(values.insert(value.clone())),
                        None => within.push((field.clone(), BTreeSet::from([value.clone()]))),
                    }
                }
                within
            }
            Scope::Rows => {
                let named = FIELDS
                    .iter()
                    .zip(&values.0)
                    .filter(|(field, values)| (!values.is_empty() || self.columns.contains(field)) && shows(field));
                let mut named: Vec<_> = named.map(|(field, values)| (field.clone(), values.clone())).collect();
                let is_of_sessions = named.first().is_some_and(|(field, _)| *field == Field::Session);
                if is_of_sessions {
                    named.truncate(1);
                } else if self.is_place_in_session() {
                    return Err(Undecided::Withheld(Reason::NoSession));
                }
                if let Some((field, _)) = named.iter().find(|(_, values)| values.is_empty()) {
                    return Err(Undecided::Withheld(Reason::ScopeEmpty { field: field.clone() }));
                }
                named
            }
        };
        match within.iter().find(|(field, _)| !index.keeps(field)) {
            Some((field, _)) => Err(Undecided::NotIndexed(NotIndexed(field.clone()))),
            None => Ok(Within(within)),
        }
    }

    /// Whether a participant of this provider is a place in a session: every new participant has one.
    fn is_place_in_session(&self) -> bool {
        self.capabilities.required.iter().any(|required| matches!(required.one_of, [Field::Session]))
    }
}

//! How the rules are applied: which participant one row means, by position in the index.

use super::{Index, MatchResult, RowKeys, Rule, index::column, keys};
use crate::Row;
use participants_core::{Capabilities, Field, text};

/// What the rules found, by position.
pub(crate) enum Match {
    One {
        by: Rule,
        at: u32,
    },
    None,
    Several {
        by: Rule,
        at: Vec<u32>,
    },
    /// `perhaps` have the row's own keys.
    NoSuchId {
        by: Rule,
        perhaps: Vec<u32>,
    },
    OtherExternalId {
        by: Rule,
        at: u32,
    },
    /// What each key found, strongest first: no participant is in all of them.
    Contradiction(Vec<(Rule, Vec<u32>)>),
}

/// The rules, and what they need to know.
#[derive(Clone, Copy)]
pub(crate) struct Matcher<'a> {
    pub(crate) capabilities: &'a Capabilities,
    pub(crate) rules: &'a [Rule],
}

/// What is known of the participant a row means, besides by its keys.
#[derive(Default)]
pub(crate) struct KnownIds {
    pub(crate) linked: Option<String>,
    /// Whether the link expires with the address it was made from.
    pub(crate) expires: bool,
    pub(crate) named: Option<String>,
}

impl Matcher<'_> {
    /// The participant a row with these keys means: the one all keys agree on that find any.
    pub(crate) fn seek(&self, index: &Index, row: &Row, keys: &RowKeys, known: &KnownIds) -> Match {
        let mut found: Vec<(Rule, Vec<u32>)> = Vec::new();
        let mut leads_nowhere = None;
        for by in self.rules.iter().copied() {
            let (id, mut at) = match by {
                Rule::Link => (known.linked.as_deref(), Vec::new()),
                Rule::Id => (known.named.as_deref(), Vec::new()),
                _ => (None, index.holding(by, row, keys)),
            };
            match id.map(|id| index.find(id)) {
                Some(Some(position)) if by == Rule::Link && known.expires && !self.is_still(index, position, row) => {}
                Some(Some(position)) => at.push(position),
                Some(None) => leads_nowhere = leads_nowhere.or(Some(by)),
                None => {}
            }
            // An identifier names a place in a session. A link is kept by a person's key, and the row may be about
            // their place in another session.
            if by != Rule::Id {
                at.retain(|at| self.is_in_session(index, *at, row));
            }
            if !at.is_empty() {
                found.push((by, at));
            }
        }
        if let Some(by) = leads_nowhere {
            let own = RowKeys::KINDS.iter().flat_map(|(kind, _)| index.holding(*kind, row, keys));
            return Match::NoSuchId { by, perhaps: own.chain(found.into_iter().flat_map(|(_, at)| at)).collect() };
        }
        self.agreed(index, row, found)
    }

    /// Whether a participant still is who the row was linked with by its e-mail address: they have it, or the row's names
    /// and date of birth. Where no answer shows addresses, nothing speaks against it.
    fn is_still(&self, index: &Index, at: u32, row: &Row) -> bool {
        let shows = |field: &Field| self.capabilities.field(field).is_some_and(|known| known.read);
        if !shows(&Field::Email) {
            return true;
        }
        let own = RowKeys::of(&row.wanted, self.capabilities, &[Rule::Email, Rule::Person]);
        [Rule::Email, Rule::Person].into_iter().any(|by| index.holding(by, row, &own).contains(&at))
    }

    /// The participant all keys mean that found any; the strongest of them is the one that is named.
    fn agreed(&self, index: &Index, row: &Row, found: Vec<(Rule, Vec<u32>)>) -> Match {
        let Some((by, strongest)) = found.first() else { return Match::None };
        let (by, mut at) = (*by, strongest.clone());
        // A link or an identifier says who is meant, whatever key the row gives them.
        let may_be_other = !matches!(by, Rule::Link | Rule::Id);
        at.retain(|at| found.iter().all(|(_, others)| others.contains(at)));
        match at.as_slice() {
            [] => Match::Contradiction(found),
            [at] if may_be_other && self.has_other_key(index, *at, row) => Match::OtherExternalId { by, at: *at },
            [at] => Match::One { by, at: *at },
            _ => Match::Several { by, at },
        }
    }

    /// Whether a participant is of the session that the row names, where it names one.
    fn is_in_session(&self, index: &Index, at: u32, row: &Row) -> bool {
        let session = keys::session(&row.wanted, self.capabilities);
        session.is_none_or(|session| index.text(at, column::SESSION) == Some(session))
    }

    /// Whether the row and the participant both have an external id, and not the same.
    fn has_other_key(&self, index: &Index, at: u32, row: &Row) -> bool {
        let both = keys::external_id(&row.wanted).zip(index.text(at, column::EXTERNAL_ID).filter(|id| !id.is_empty()));
        self.rules.contains(&Rule::ExternalId) && both.is_some_and(|(wanted, stored)| wanted != stored)
    }
}

impl Index {
    /// The participants who have the row's key of this kind.
    pub(crate) fn holding(&self, by: Rule, row: &Row, keys: &RowKeys) -> Vec<u32> {
        let wanted = &row.wanted;
        let is = |at: u32, column, wanted: &str| {
            self.text(at, column).is_some_and(|stored| text::is_same_name(stored, wanted))
        };
        let all: Vec<u32> = match by {
            Rule::Link | Rule::Id => return Vec::new(),
            Rule::ExternalId => {
                let Some((id, key)) = keys::external_id(wanted).zip(keys.external_id) else { return Vec::new() };
                let candidates = self.by_external_id.at(key);
                candidates.filter(|at| self.text(*at, column::EXTERNAL_ID) == Some(id)).collect()
            }
            Rule::Email => {
                let Some((email, key)) = keys::email(wanted).zip(keys.email) else { return Vec::new() };
                self.by_email.at(key).filter(|at| is(*at, column::EMAIL, email)).collect()
            }
            Rule::Person => {
                let Some(((first, last, born), key)) = keys::person(wanted).zip(keys.person) else { return Vec::new() };
                let has_names = |at: u32| is(at, column::FIRST_NAME, first) && is(at, column::LAST_NAME, last);
                let candidates = self.by_person.at(key);
                candidates.filter(|at| has_names(*at) && is(*at, column::BORN, &born)).collect()
            }
        };
        all.into_iter().filter(|at| !self.doubles.contains(at)).collect()
    }

    /// What was found, by identifier.
    pub(crate) fn result(&self, matched: &Match) -> MatchResult {
        let id = |at: &u32| self.id(*at).to_owned();
        match matched {
            Match::One { by, at } => MatchResult::Matched { by: *by, id: id(at) },
            Match::None => MatchResult::NotFound(self.completeness()),
            Match::Several { by, at } => MatchResult::Ambiguous { by: *by, ids: at.iter().map(id).collect() },
            Match::NoSuchId { by, .. } => MatchResult::NoSuchId { by: *by },
            Match::OtherExternalId { by, at } => MatchResult::OtherExternalId { by: *by, id: id(at) },
            Match::Contradiction(found) => MatchResult::Contradiction {
                found: found.iter().map(|(by, at)| (*by, at.iter().map(id).collect())).collect(),
            },
        }
    }
}

//! The rules at work: whom one row means, by position in the index.

use super::{Index, RowKeys, Rule, Verdict, fold, index::column, keys};
use crate::Row;
use participants_core::Capabilities;

/// What the rules found, by position.
pub(crate) enum Hit {
    One {
        by: Rule,
        at: u32,
    },
    Nobody,
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
}

/// The rules, and what they need to know.
#[derive(Clone, Copy)]
pub(crate) struct Matcher<'a> {
    pub(crate) capabilities: &'a Capabilities,
    pub(crate) rules: &'a [Rule],
}

/// What is said of whom a row means, besides by its keys.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) linked: Option<String>,
    pub(crate) named: Option<String>,
}

impl Matcher<'_> {
    /// Whom a row with these keys means: the first rule that finds anybody decides.
    pub(crate) fn seek(&self, index: &Index, row: &Row, keys: &RowKeys, said: &Said) -> Hit {
        let session = keys::session(&row.wanted, self.capabilities);
        let is_there = |at: u32| session.is_none_or(|session| index.text(at, column::SESSION) == Some(session));
        for by in self.rules.iter().copied() {
            let id = match by {
                Rule::Link => said.linked.as_deref(),
                Rule::Id => said.named.as_deref(),
                _ => None,
            };
            if let Some(id) = id {
                match index.find(id) {
                    // A link is kept by a person's key, and the row may be about their place in another session.
                    Some(at) if by == Rule::Link && !is_there(at) => continue,
                    Some(at) => return Hit::One { by, at },
                    None => {
                        let own = RowKeys::KINDS.iter().flat_map(|(kind, _)| index.holding(*kind, row, keys));
                        return Hit::NoSuchId { by, perhaps: own.collect() };
                    }
                }
            }
            let mut found = index.holding(by, row, keys);
            found.retain(|at| is_there(*at));
            match found.as_slice() {
                [] => {}
                [at] if self.has_other_key(index, *at, row) => return Hit::OtherExternalId { by, at: *at },
                [at] => return Hit::One { by, at: *at },
                _ => return Hit::Several { by, at: found },
            }
        }
        Hit::Nobody
    }

    /// Whether the row and the participant both have an external id, and not the same.
    fn has_other_key(&self, index: &Index, at: u32, row: &Row) -> bool {
        let both = keys::external_id(&row.wanted).zip(index.text(at, column::EXTERNAL_ID).filter(|id| !id.is_empty()));
        self.rules.contains(&Rule::ExternalId) && both.is_some_and(|(wanted, stored)| wanted != stored)
    }
}

impl Index {
    /// The participants who have the row's key of this kind.
    fn holding(&self, by: Rule, row: &Row, keys: &RowKeys) -> Vec<u32> {
        let wanted = &row.wanted;
        let is = |at: u32, column, text: &str| self.text(at, column).is_some_and(|stored| fold::is_same(stored, text));
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
    pub(crate) fn verdict(&self, hit: &Hit) -> Verdict {
        let id = |at: &u32| self.id(*at).to_owned();
        match hit {
            Hit::One { by, at } => Verdict::Matched { by: *by, id: id(at) },
            Hit::Nobody => Verdict::Nobody(self.completeness()),
            Hit::Several { by, at } => Verdict::Ambiguous { by: *by, ids: at.iter().map(id).collect() },
            Hit::NoSuchId { by, .. } => Verdict::NoSuchId { by: *by },
            Hit::OtherExternalId { by, at } => Verdict::OtherExternalId { by: *by, id: id(at) },
        }
    }
}

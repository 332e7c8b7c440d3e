//! Finding each row's participant: every key of the row counts, every row has a result, and nothing is guessed.

mod fold;
mod index;
mod keys;
mod person_store;
mod seek;
mod table;

pub use index::{Index, IndexBuilder};

pub(crate) use keys::{RowKeys, session};
pub(crate) use person_store::Stored;
pub(crate) use seek::{KnownIds, Match, Matcher};

use crate::Row;
use participants_core::{Completeness, Field};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a row's participant is found. All rules are tried, strongest first. Those that find participants must agree: a
/// row whose keys mean different participants means none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// By a stored link of an earlier run.
    Link,
    /// By the provider's own identifier, which the roster names.
    Id,
    /// By the caller's own key, to the letter.
    ExternalId,
    /// By the e-mail address, as people read it; see [`text`](participants_core::text).
    Email,
    /// By first name, last name and date of birth together; names as people read them, where accents count.
    Person,
}

/// What the rules say about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MatchResult {
    /// Exactly one participant, who is among those that each rule with a result finds.
    Matched {
        /// The strongest of these rules.
        by: Rule,
        /// The provider's identifier.
        id: String,
    },
    /// No participant. Whether that proves anything depends on the listing.
    NotFound(Completeness),
    /// Several that each rule with a result finds, by their identifiers in the order of the listing.
    Ambiguous {
        /// The strongest of these rules.
        by: Rule,
        /// All of them.
        ids: Vec<String>,
    },
    /// A link or an identifier names a participant who is not in the listing. No weaker rule is tried: the row said who
    /// is meant.
    NoSuchId {
        /// Which of the two.
        by: Rule,
    },
    /// The row's keys mean different participants: there is none that all rules with a result find.
    Contradiction {
        /// Each of these rules, strongest first, with the identifiers of those it finds.
        found: Vec<(Rule, Vec<String>)>,
    },
    /// A weaker rule found a participant who has another external id than the row: as likely two people with one
    /// mailbox as one person with a new key.
    OtherExternalId {
        /// The rule.
        by: Rule,
        /// The provider's identifier of the participant it found.
        id: String,
    },
}

/// What is known about the participant a row means, besides the row's values. It is in memory while a plan is made, as
/// [`AccountLinks`](crate::journal::AccountLinks) are: a link that cannot be read must end the planning before it begins.
pub trait Links: Send + Sync {
    /// The provider's identifier that an earlier run linked this row with. An empty one is none. A link by an e-mail
    /// address counts only while the participant has that address, or the row's names and date of birth; see
    /// [`is_by_hand`](Self::is_by_hand).
    fn linked(&self, row: &Row) -> Option<String>;

    /// Whether that link was set by hand: it holds whatever address the participant has.
    fn is_by_hand(&self, _: &Row) -> bool {
        false
    }

    /// The provider's identifier that the roster itself names for this row.
    fn named(&self, row: &Row) -> Option<String> {
        row.id.clone()
    }
}

/// Nothing is known: rows are found by their own values.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLinks;

impl Links for NoLinks {
    fn linked(&self, _: &Row) -> Option<String> {
        None
    }
}

impl Rule {
    /// All rules, in the usual order.
    pub const ALL: &'static [Self] = &[Self::Link, Self::Id, Self::ExternalId, Self::Email, Self::Person];

    /// The fields of a row that this rule compares, all of them together; none for a rule that a row's values do not
    /// decide.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Link | Self::Id => &[],
            Self::ExternalId => &[Field::ExternalId],
            Self::Email => &[Field::Email],
            Self::Person => &[Field::FirstName, Field::LastName, Field::DateOfBirth],
        }
    }

    /// The rule as the plan's document names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Id => "id",
            Self::ExternalId => "external_id",
            Self::Email => "email",
            Self::Person => "person",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "stored link",
            Self::Id => "the provider's id",
            Self::ExternalId => "external id",
            Self::Email => "e-mail",
            Self::Person => "name and date of birth",
        })
    }
}

//! Why a step is what it is. No reason holds a value of a person.

use super::names;
use crate::Rule;
use participants_core::{Completeness, Field, Inactive};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// Why a step has its verb, or lacks a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
#[allow(missing_docs)] // The members are what their names say; the variants explain them.
pub enum Reason {
    /// No participant matches, and this is how sure that is. Every create has this reason.
    #[serde(alias = "nobody")]
    NotFound { proof: Proof },
    /// No row means the participant. It goes with every deactivation.
    Missing,
    /// The rule finds several: the first ten, and how many more there are.
    Ambiguous { by: Rule, candidates: Vec<String>, more: u64 },
    /// The row's keys mean different participants: those that each key with a result finds.
    Contradiction { found: Vec<Identified> },
    /// Other rows mean the same participant: the first ten of them.
    SameParticipant { lines: Vec<u64> },
    /// Other rows have the same key, and nothing stronger distinguishes them: the first ten of them.
    SameKey { by: Rule, lines: Vec<u64> },
    /// The link or identifier names no participant in the listing.
    NoSuchId { by: Rule },
    /// The rule finds a participant who has another external id.
    OtherExternalId { by: Rule },
    /// The row would make a different person of the participant, or describes one: these fields differ. See
    /// [`looks_like_another`](crate::looks_like_another).
    DifferentPerson {
        #[serde(with = "names::several")]
        fields: Vec<Field>,
        line: u64,
    },
    /// The row could not be read: at this column, where such a kind of value stands.
    Unreadable {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        class: Option<String>,
        why: String,
    },
    /// No participant matches, and creating was not asked for.
    CreateOff,
    /// It is not proven that the participant does not exist, or that the listing is complete.
    NotProven { proof: Proof },
    /// Rows of the roster could not be read: who is missing may be in one of them.
    RowsUnreadable { rows: u64 },
    /// A participant is a place in a session at this provider, and no row names a session: who is missing cannot be said.
    NoSession,
    /// The roster has a column for the field, and no row has a value in it: no participant is within its scope.
    ScopeEmpty {
        #[serde(with = "names")]
        field: Field,
    },
    /// The scope is limited by a field that no answer of the provider shows.
    ScopeNotShown {
        #[serde(with = "names")]
        field: Field,
    },
    /// No participant matches, and participants no row means have the row's first name and date of birth: last name and
    /// address may have changed. The first ten of them, and how many more there are.
    PerhapsRenamed { candidates: Vec<String>, more: u64 },
    /// The participant that the row means has ended, and is left so.
    Ended {
        #[serde(with = "names::inactive")]
        how: Inactive,
    },
    /// The provider cannot do this.
    Cannot { operation: Cow<'static, str>, why: Cow<'static, str> },
    /// The provider does not take the field.
    NotWritable {
        #[serde(with = "names")]
        field: Field,
        why: Cow<'static, str>,
    },
    /// The provider cannot make the field empty.
    NotClearable {
        #[serde(with = "names")]
        field: Field,
        why: Cow<'static, str>,
    },
    /// The value has no text form that reads as the same value, such as a date in the year 1.
    NotInForm {
        #[serde(with = "names")]
        field: Field,
    },
    /// A password never stands in a plan.
    Secret {
        #[serde(with = "names")]
        field: Field,
    },
    /// The provider takes the field and never shows it: it is left alone.
    NotShown {
        #[serde(with = "names")]
        field: Field,
    },
    /// A new participant must be given one of these fields, and the row gives none.
    Required {
        #[serde(with = "names::several")]
        fields: Vec<Field>,
        why: Cow<'static, str>,
    },
    /// The roster fills the field only where it is empty, and it is not.
    AlreadyFilled {
        #[serde(with = "names")]
        field: Field,
    },
    /// The row's value is the stored one without the zeros before it, which a spreadsheet may have removed: the field is left
    /// alone.
    LostZeros {
        #[serde(with = "names")]
        field: Field,
    },
    /// The field differs, and is the provider's to decide.
    ProviderOwned {
        #[serde(with = "names")]
        field: Field,
    },
    /// Nothing that is given to a new participant would find them again, so that every run would create them again.
    NoKey,
    /// Nothing is left to give to a new participant.
    NothingToGive,
    /// It takes back what a run has done. It goes with every step of such a plan.
    Undoes { run: u64 },
    /// How the field was before is not known, so that it cannot be set back.
    BeforeNotKnown {
        #[serde(with = "names")]
        field: Field,
    },
    /// Which fields it changed is not known, so that they cannot be set back.
    ChangesNotKnown,
    /// The provider did not return the identifier of the participant that was created.
    IdNotKnown,
}

/// The participants one key of a row means: the first ten identifiers, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The members are what their names say.
pub struct Identified {
    pub by: Rule,
    pub ids: Vec<String>,
    pub more: u64,
}

impl Reason {
    /// The provider's identifiers of participants that the reason names.
    pub(crate) fn ids_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let (candidates, found) = match self {
            Self::Ambiguous { candidates, .. } | Self::PerhapsRenamed { candidates, .. } => {
                (candidates.as_mut_slice(), Default::default())
            }
            Self::Contradiction { found } => (Default::default(), found.as_mut_slice()),
            _ => (Default::default(), Default::default()),
        };
        candidates.iter_mut().chain(found.iter_mut().flat_map(|one| &mut one.ids))
    }
}

/// Whether a listing is complete: [`Completeness`], as a document can hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Proof {
    /// The provider itself said where the list ends, and every record of it was read.
    Complete,
    /// Nothing speaks against it, for this reason.
    #[serde(alias = "presumed")]
    Assumed(Cow<'static, str>),
    /// A participant may be missing.
    Unknown,
    /// A participant is missing, for this reason.
    Partial(Cow<'static, str>),
}

impl From<Completeness> for Proof {
    fn from(completeness: Completeness) -> Self {
        match completeness {
            Completeness::Complete => Self::Complete,
            Completeness::Assumed(why) => Self::Assumed(why.into()),
            Completeness::Partial(why) => Self::Partial(why.into()),
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Complete => f.write_str("the list is complete"),
            Self::Assumed(why) => write!(f, "the list is presumed to be complete: {why}"),
            Self::Unknown => f.write_str("it is not known whether the list is complete"),
            Self::Partial(why) => write!(f, "the list is not complete: {why}"),
        }
    }
}

/// A sentence without its end; it shows the provider's identifiers of candidates, and no other value.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |lines: &[u64]| lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Self::NotFound { proof } => write!(f, "no participant matches; {proof}"),
            Self::Missing => f.write_str("no row of the roster means them"),
            Self::Ambiguous { by, candidates, more } => {
                let count = candidates.len() as u64 + more;
                write!(f, "{count} participants match by {by}: {}", candidates.join(", "))?;
                f.write_str(if *more > 0 { ", …" } else { "" })
            }
            Self::Contradiction { found } => {
                f.write_str("the keys of this row mean different participants: ")?;
                let keys: Vec<_> = found.iter().map(ToString::to_string).collect();
                f.write_str(&keys.join(", "))?;
                let has_link = found.iter().any(|one| one.by == Rule::Link);
                f.write_str("; correct the row, or the record that is wrong")?;
                f.write_str(if has_link { ", or the link" } else { "" })
            }
            Self::SameParticipant { lines } => write!(f, "the same participant as line {}", joined(lines)),
            Self::SameKey { by, lines } => write!(f, "the same {by} as line {}", joined(lines)),
            Self::NoSuchId { by: Rule::Link } => {
                f.write_str("the stored link leads to no participant in the list; correct it")
            }
            Self::NoSuchId { .. } => f.write_str("no participant in the list has the id that the row names"),
            Self::OtherExternalId { by } => write!(f, "the participant found by {by} has another external id"),
            Self::DifferentPerson { fields, line } => {
                write!(f, "{}; if it is the same person, allow it for this line with ", different_person(fields))?;
                write!(f, "--allow-identity-change {line}")
            }
            Self::Unreadable { column, field, class, why } => {
                column.iter().try_for_each(|column| write!(f, "column {column:?}"))?;
                field.iter().try_for_each(|field| write!(f, " ({field})"))?;
                f.write_str(if column.is_some() || field.is_some() { ": " } else { "" })?;
                f.write_str(why)?;
                class.iter().try_for_each(|class| write!(f, " [{class}]"))
            }
            Self::CreateOff => f.write_str("no participant matches, and creating was not asked for"),
            Self::NotProven { proof } => write!(f, "not proven: {proof}"),
            Self::RowsUnreadable { rows } => write!(f, "{rows} rows of the roster could not be read"),
            Self::NoSession => f.write_str(
                "a participant is a place in a session here, and the roster names no session; add a column for it, or \
                 say which scope is meant (--scope session=ID, or --scope all for everyone listed)",
            ),
            Self::ScopeEmpty { field } => {
                write!(f, "the roster has a column for {field}, and no row has a value in it; fill it, or say --scope")
            }
            Self::ScopeNotShown { field } => write!(f, "the scope is limited by {field}, which no answer shows"),
            Self::PerhapsRenamed { candidates, more } => {
                write!(
                    f,
                    "no participant matches, and the first name and date of birth are those of {}",
                    candidates.join(", ")
                )?;
                f.write_str(if *more > 0 { ", …" } else { "" })?;
                f.write_str(
                    ": last name and e-mail may have changed. If it is the same person, link the row (participants links \
                     set); if not, create them with participants create",
                )
            }
            Self::Ended { how } => write!(f, "the participant is {how} at the provider, and stays so"),
            Self::Cannot { operation, why } => write!(f, "cannot {operation}: {why}"),
            Self::NotWritable { field, why } => write!(f, "{field} cannot be written: {why}"),
            Self::NotClearable { field, why } => write!(f, "{field} cannot be cleared: {why}"),
            Self::NotInForm { field } => write!(f, "the value for {field} is not of the form: {}", field.form()),
            Self::Secret { field } => write!(f, "{field} never stands in a plan"),
            Self::NotShown { field } => write!(f, "{field} is left alone: no answer shows it"),
            Self::Required { fields, why } => {
                let fields: Vec<_> = fields.iter().map(ToString::to_string).collect();
                write!(f, "a new participant also needs {}: {why}", fields.join(" or "))
            }
            Self::AlreadyFilled { field } => write!(f, "{field} is left alone: it is filled already"),
            Self::LostZeros { field } => {
                write!(
                    f,
                    "{field} is left alone: the row has it without its leading zeros, which a spreadsheet removes"
                )
            }
            Self::ProviderOwned { field } => write!(f, "{field} is left alone: it is the provider's"),
            Self::NoKey => {
                f.write_str("no participant matches, and the row has no key by which a new participant is found again")
            }
            Self::NothingToGive => f.write_str("the row has nothing that the provider takes"),
            Self::Undoes { run } => write!(f, "takes back run {run}"),
            Self::BeforeNotKnown { field } => write!(f, "how {field} was before is not known"),
            Self::ChangesNotKnown => f.write_str("which fields it changed is not known"),
            Self::IdNotKnown => f.write_str("the provider did not return the identifier of the new participant"),
        }
    }
}

/// What a change of identity is, without the line.
pub(super) fn different_person(fields: &[Field]) -> String {
    let fields: Vec<_> = fields.iter().map(ToString::to_string).collect();
    format!("looks like a different person: {} differ", fields.join(", "))
}

/// `e-mail → 2010 or 2011`
impl fmt::Display for Identified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { by, ids, more } = self;
        write!(f, "{by} → {}", ids.join(" or "))?;
        if *more > 0 { write!(f, " or {more} others") } else { Ok(()) }
    }
}

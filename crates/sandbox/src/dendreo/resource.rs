//! What a resource is here: a script, an id, names, and how its records hang together with others. All follow one
//! convention, so each is a row of data in `resources`; what only one of them does stands in a file of its own.

use super::resources::ALL;
use std::borrow::Cow;

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Participant,
    Contact,
    Company,
    Trainer,
    Administrator,
    Action,
    CatalogueRow,
    PermanentSession,
    Module,
    PlannedModule,
    Slot,
    Enrolment,
    ModuleEnrolment,
    Attendance,
    CompanyLink,
    TrainerLink,
    SlotTrainer,
    Centre,
    Room,
    Step,
    ModuleCategory,
    ProductCategory,
    File,
    Invoice,
    Payment,
    Funder,
    Funding,
    Evaluation,
    SurveyAnswer,
    Wish,
}

/// One resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resource {
    pub(super) kind: Kind,
    /// Its name in the emulator's state.
    pub(super) name: &'static str,
    pub(super) script: &'static str,
    /// The member that has the id; a read may call it `id` as well.
    pub(super) id: &'static str,
    /// The id of the first record made.
    pub(super) first: u64,
    /// The members a caller may write. Of many no source shows a write; they are presumed to take one.
    pub(super) fields: &'static [&'static str],
    /// The members only the server sets.
    pub(super) made: &'static [&'static str],
    /// What a write may say without its becoming a member.
    pub(super) switches: &'static [&'static str],
    /// The custom fields the account has. Others with the prefix are taken too, as names differ from account to account.
    pub(super) custom: &'static [&'static str],
    /// Without these there is no record.
    pub(super) required: &'static [&'static str],
    /// Without these clients say there is none.
    pub(super) said_required: &'static [&'static str],
    pub(super) references: &'static [Reference],
    pub(super) filters: &'static [Filter],
    pub(super) includes: &'static [Include],
    /// What `search` reads: groups of members, each group as one text.
    pub(super) search: &'static [&'static [&'static str]],
    /// Whether POST, PUT and DELETE exist.
    pub(super) writable: bool,
    /// Whether records keep when they were created and changed, and the user who did it.
    pub(super) dated: bool,
    /// Whether `started_after` and its like read `date_debut` and `date_fin`.
    pub(super) spans: bool,
    /// What files call this kind in `cible`.
    pub(super) target: Option<&'static str>,
}

/// A member that points at another record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference {
    pub(super) member: &'static str,
    pub(super) to: Kind,
    /// Whether the record goes when that other goes; else the member is emptied.
    pub(super) part_of: bool,
}

/// A filter by exact value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filter {
    pub(super) name: &'static str,
    pub(super) by: By,
}

/// What a filter compares.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// The record's own member of that name.
    Own,
    /// The same, where a value that names no record of this kind is a failure.
    Parent(Kind),
    /// Records of `link` point back at the record in `back`, and have the value in `ahead`.
    Linked { link: Kind, back: &'static str, ahead: &'static str },
    /// The same, the value being the external key of the record `ahead` points at.
    LinkedExternal { link: Kind, back: &'static str, ahead: &'static str, of: Kind },
}

/// What `include` can add to a record.
#[derive(Clone, Copy, Debug)]
pub(super) enum Include {
    /// The record that a member points at.
    One { name: &'static str, member: &'static str, of: Kind },
    /// The records that point back.
    Many { name: &'static str, of: Kind, back: &'static str },
    /// The records that those of `link` join to this one.
    Across { name: &'static str, link: Kind, back: &'static str, ahead: &'static str, of: Kind },
    /// Something of a form of its own.
    Shaped { name: &'static str, of: Kind, back: &'static str },
}

impl Kind {
    /// The resource these records are of.
    pub(super) fn resource(self) -> &'static Resource {
        ALL.iter().find(|resource| resource.kind == self).unwrap_or(&ALL[0])
    }
}

impl Include {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::One { name, .. }
            | Self::Many { name, .. }
            | Self::Across { name, .. }
            | Self::Shaped { name, .. } => name,
        }
    }
}

impl Resource {
    /// A resource that can be read and has nothing but an id.
    pub(super) const fn new(
        kind: Kind,
        name: &'static str,
        script: &'static str,
        id: &'static str,
        first: u64,
    ) -> Self {
        Self {
            kind,
            name,
            script,
            id,
            first,
            fields: &[],
            made: &[],
            switches: &[],
            custom: &[],
            required: &[],
            said_required: &[],
            references: &[],
            filters: &[],
            includes: &[],
            search: &[],
            writable: false,
            dated: false,
            spans: false,
            target: None,
        }
    }

    /// The same, with these members a caller may write, where it may write at all.
    pub(super) const fn fields(self, fields: &'static [&'static str]) -> Self {
        Self { fields, ..self }
    }

    /// The same, with these references.
    pub(super) const fn references(self, references: &'static [Reference]) -> Self {
        Self { references, ..self }
    }

    /// The same, with these filters.
    pub(super) const fn filters(self, filters: &'static [Filter]) -> Self {
        Self { filters, ..self }
    }

    /// The same, with these for `include`.
    pub(super) const fn includes(self, includes: &'static [Include]) -> Self {
        Self { includes, ..self }
    }

    /// The same, with these texts for `search`.
    pub(super) const fn search(self, search: &'static [&'static [&'static str]]) -> Self {
        Self { search, ..self }
    }

    /// The same, open to POST, PUT and DELETE; clients say that these members are required.
    pub(super) const fn writable(self, said_required: &'static [&'static str]) -> Self {
        Self { writable: true, said_required, ..self }
    }

    /// The same, with the dates and authors of its records.
    pub(super) const fn dated(self) -> Self {
        Self { dated: true, ..self }
    }

    /// The stored name of a member, if a caller may write it.
    pub(super) fn field(&self, name: &str) -> Option<Cow<'static, str>> {
        let known = self.fields.iter().chain(self.custom).chain(&["id_add"]).find(|known| **known == name);
        let custom = || name.strip_prefix("c_").filter(|rest| !rest.is_empty()).map(|_| Cow::Owned(name.to_owned()));
        known.map(|known| Cow::Borrowed(*known)).or_else(custom)
    }
}

impl Reference {
    /// A reference that is emptied when the other record goes.
    pub(super) const fn to(member: &'static str, to: Kind) -> Self {
        Self { member, to, part_of: false }
    }

    /// A reference to the record this one is a part of.
    pub(super) const fn part_of(member: &'static str, to: Kind) -> Self {
        Self { member, to, part_of: true }
    }
}

impl Filter {
    /// By the record's own member.
    pub(super) const fn own(name: &'static str) -> Self {
        Self { name, by: By::Own }
    }

    /// By the record this one is a part of.
    pub(super) const fn parent(name: &'static str, kind: Kind) -> Self {
        Self { name, by: By::Parent(kind) }
    }

    /// By way of the records that link two.
    pub(super) const fn linked(name: &'static str, link: Kind, back: &'static str, ahead: &'static str) -> Self {
        Self { name, by: By::Linked { link, back, ahead } }
    }
}

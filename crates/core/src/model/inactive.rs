//! In which way a record says that its participant takes part no more, and what takes that back.

use crate::model::field::Field;
use std::fmt;

/// In which way a record says that its participant takes part no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inactive {
    /// The login is blocked.
    Blocked,
    /// The record is archived.
    Archived,
    /// The enrolment is cancelled, with or without a fee.
    Deregistered,
}

impl Inactive {
    /// Every way.
    pub const ALL: &'static [Self] = &[Self::Blocked, Self::Archived, Self::Deregistered];

    /// The way as documents write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Archived => "archived",
            Self::Deregistered => "deregistered",
        }
    }

    /// The field that says so.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Blocked => Field::Active,
            Self::Archived => Field::Status,
            Self::Deregistered => Field::EnrolmentStatus,
        }
    }

    /// The value of that field, in its text form, with which the participant takes part again.
    #[must_use]
    pub fn taken_back(self) -> &'static str {
        match self {
            Self::Blocked => "true",
            Self::Archived => "active",
            Self::Deregistered => "confirmed",
        }
    }
}

impl fmt::Display for Inactive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! A row's own lasting name, by which it is known from one run to the next.

use crate::Row;
use participants_core::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a row is known by from one run to the next: its external id, or its e-mail address where it has none. The
/// row means is kept under it.
///
/// `Debug` shows which of the two it is, not the value.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKey {
    /// The caller's own key, to the letter.
    ExternalId(String),
    /// The e-mail address, folded: [`text::fold_email`](participants_core::text::fold_email).
    Email(String),
}

impl RowKey {
    /// The key of a row, if it has one.
    #[must_use]
    pub fn of(row: &Row) -> Option<Self> {
        let external_id = row.wanted.external_id.value().map(|id| ("external_id", id));
        let email = row.wanted.email.value().map(|email| ("email", email));
        [external_id, email].into_iter().flatten().find_map(|(kind, text)| Self::parse(kind, text))
    }

    /// The key of this kind, `external_id` or `email`, with this text; none where the text is blank.
    #[must_use]
    pub fn parse(kind: &str, value: &str) -> Option<Self> {
        let is_blank = text::trim(value).is_empty();
        match kind {
            "external_id" if !is_blank => Some(Self::ExternalId(value.to_owned())),
            "email" if !is_blank => Some(Self::Email(text::fold_email(value).into_owned())),
            _ => None,
        }
    }

    /// Which of the two it is: `external_id` or `email`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ExternalId(_) => "external_id",
            Self::Email(_) => "email",
        }
    }

    /// The value.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::ExternalId(text) | Self::Email(text) => text,
        }
    }
}

impl fmt::Debug for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(…)", self.kind())
    }
}

//! How a field's value is written as text and read from it.

use crate::model::{
    codes::{EnrolmentStatus, Gender, Lifecycle},
    kind::Kind,
};
use jiff::civil::Date;
use secrecy::SecretString;
use std::borrow::Cow;

/// A type a field of the common vocabulary can have.
pub(crate) trait FieldValue: Sized {
    /// What kind of value it is.
    const KIND: Kind;

    /// The value of a text of that form.
    fn parse(text: &str) -> Option<Self>;

    /// The value as text, borrowed where it is one; a secret's placeholder.
    fn to_text(&self) -> Cow<'_, str>;
}

impl FieldValue for String {
    const KIND: Kind = Kind::Text;

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl FieldValue for SecretString {
    const KIND: Kind = Kind::Secret;

    fn parse(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed("[secret]")
    }
}

/// The date at the start of a text, `YYYY-MM-DD`; a zero date (`0000-00-00`) and the year 1 (which stands for
/// "no date" in .NET) are absent, like anything that is no date.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_whole = rest.is_empty() || rest.starts_with(['T', ' ']);
    let date: Date = day.parse().ok().filter(|_| is_whole && day.is_ascii())?;
    (date.year() > 1).then_some(date)
}

impl FieldValue for Date {
    const KIND: Kind = Kind::Date;

    fn parse(text: &str) -> Option<Self> {
        date(text)
    }

    fn to_text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl FieldValue for bool {
    const KIND: Kind = Kind::Bool;

    fn parse(text: &str) -> Option<Self> {
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

macro_rules! code {
    ($type:ty, $codes:expr) => {
        impl FieldValue for $type {
            const KIND: Kind = Kind::Code(&$codes);

            fn parse(text: &str) -> Option<Self> {
                (!text.is_empty()).then(|| Self::from(text))
            }

            fn to_text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    };
}

code!(Gender, ["female", "male", "diverse"]);
code!(Lifecycle, ["lead", "future", "active", "past", "dropout", "archived"]);
code!(EnrolmentStatus, ["confirmed", "overbooked", "waitlisted", "pending", "cancelled", "cancelled_with_fee"]);

//! What an update says about one field: nothing, "make it empty", or "make it this".
//!
//! There is no `Option<T>` in an update type on purpose: two states cannot say three things, and every shortcut
//! around that (a double `Option`, a skipped null) has erased the field of a participant.

use secrecy::SecretString;
use std::fmt;

/// What an update says about one field.
///
/// `Keep` is the default and leaves no trace on the wire. `Clear` is spelled per provider and field, and refused
/// before anything is sent where a field cannot be cleared.
///
/// ```
/// use participants_core::{Change, ParticipantUpdate};
///
/// let update = ParticipantUpdate::new().first_name("Zoë").phone(Change::Clear);
/// assert_eq!(update.first_name, Change::Set("Zoë".to_owned()));
/// assert!(update.phone.is_clear());
/// assert!(update.email.is_keep());
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Say nothing about the field: what is stored stays.
    #[default]
    Keep,
    /// Make the field empty.
    Clear,
    /// Give the field this value.
    Set(T),
}

impl<T> Change<T> {
    /// Whether the update says nothing about the field.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Whether the field is to become empty.
    pub fn is_clear(&self) -> bool {
        matches!(self, Self::Clear)
    }

    /// The new value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// The same change about a borrowed value.
    pub fn as_ref(&self) -> Change<&T> {
        match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(value),
        }
    }

    /// The same change about another form of the value.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(convert(value)),
        }
    }

    /// The same change about another form of the value, where not every value has one.
    ///
    /// # Errors
    /// What `convert` returns.
    pub fn try_map<U, E>(self, convert: impl FnOnce(T) -> Result<U, E>) -> Result<Change<U>, E> {
        Ok(match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::Set(value) => Change::Set(convert(value)?),
        })
    }
}

/// Shows the state, never the value: it may be a person's.
impl<T> fmt::Debug for Change<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keep => "Keep",
            Self::Clear => "Clear",
            Self::Set(_) => "Set(…)",
        })
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for Change<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl From<&str> for Change<SecretString> {
    fn from(value: &str) -> Self {
        Self::Set(SecretString::from(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_value() {
        assert_eq!(format!("{:?}", Change::Set("zoe@example.org")), "Set(…)");
    }

    #[test]
    fn the_default_says_nothing() {
        assert!(Change::<u8>::default().is_keep());
    }
}

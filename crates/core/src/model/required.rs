//! What a new participant must be given, as data.

use crate::model::field::Field;
use std::fmt;

/// A field without which no participant is created; or several, one of which is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// One of these must be given.
    pub one_of: &'static [Field],
    /// Why.
    pub why: &'static str,
}

impl Required {
    /// One of these fields, for this reason.
    #[must_use]
    pub const fn new(one_of: &'static [Field], why: &'static str) -> Self {
        Self { one_of, why }
    }
}

/// The names of its fields: `email`, or `group or group_name`.
impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, field) in self.one_of.iter().enumerate() {
            f.write_str(if at > 0 { " or " } else { "" })?;
            fmt::Display::fmt(field, f)?;
        }
        Ok(())
    }
}

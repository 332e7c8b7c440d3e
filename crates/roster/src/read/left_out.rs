//! What is passed over on purpose while rows are read, counted: it is no participant, and no problem either.

use std::fmt;

/// What was passed over while the rows of a roster were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// Lines that have the headings once more, as files that were joined do.
    pub headings: u64,
    /// Lines that are comments.
    pub comments: u64,
    /// Cells that say that there is nothing, such as `n/a`, and count as empty.
    pub placeholders: u64,
}

impl LeftOut {
    /// Whether nothing was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One sentence.
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |count: u64, one: &str, several: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {several}")),
        };
        let parts = [
            of(self.headings, "line with the headings once more", "lines with the headings once more"),
            of(self.comments, "line of comment", "lines of comment"),
            of(self.placeholders, "cell such as `n/a`, read as empty", "cells such as `n/a`, read as empty"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        write!(f, "passed over: {}", parts.join("; "))
    }
}

//! The ways to say where a problem is.

use crate::Problem;
use std::io;

/// A problem of the file as a whole.
pub(super) fn file(why: impl Into<String>) -> Problem {
    Problem { line: None, column: None, field: None, class: None, why: why.into() }
}

/// A problem of a line.
pub(super) fn line(line: u64, why: impl Into<String>) -> Problem {
    Problem { line: Some(line), ..file(why) }
}

/// The file cannot be read at all. The system's words hold no value; our own readers' neither.
pub(super) fn unreadable(error: &io::Error) -> Problem {
    file(format!("it cannot be read: {error}"))
}

/// The file has more bytes than may be in memory.
pub(super) fn too_large(largest: u64) -> Problem {
    file(format!("it is larger than {} MiB: cut it into parts", largest >> 20))
}

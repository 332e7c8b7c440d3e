//! What the formats have in common: records of cells, one at a time.

use crate::Problem;

/// The longest row, in bytes: what is longer has a quote that was not closed.
pub(super) const LONGEST: usize = 4 << 20;

/// What is said of a longer one.
pub(super) const TOO_LONG: &str = "reading ends here: a row is longer than 4 MiB: a quote is opened and never closed";

/// The records of a file below its headings.
pub(super) trait Records: Send {
    /// Goes to the next record and gives its line, or says what is wrong with it; nothing at the end.
    fn advance(&mut self) -> Option<Result<u64, Problem>>;

    /// A cell of the record gone to last. Nothing where the record says nothing about the column.
    fn cell(&self, column: usize) -> Option<&str>;

    /// What kind of cell it is, where the file says so.
    fn kind(&self, _column: usize) -> CellKind {
        CellKind::Text
    }
}

/// What a file says of a cell beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellKind {
    /// Nothing, or that it is a text.
    #[default]
    Text,
    /// It is a number, shown as its digits alone.
    Number,
    /// It is a date.
    Date,
}

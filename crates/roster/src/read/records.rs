//! What the formats have in common: records of cells, one at a time.

use crate::Problem;

/// The records of a file below its headings.
pub(super) trait Records: Send {
    /// Goes to the next record and gives its line, or says what is wrong with it; nothing at the end.
    fn advance(&mut self) -> Option<Result<u64, Problem>>;

    /// A cell of the record gone to last. Nothing where the record says nothing about the column.
    fn cell(&self, column: usize) -> Option<&str>;
}

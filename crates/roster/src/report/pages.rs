//! Entries one after the other, read from the journal a page at a time.

use super::ReportError;
use crate::journal::{State, StepJournal, StepRecord};
use std::io;

/// How many entries are in memory at a time.
pub(super) const PAGE: usize = 500;

/// Gives each entry in one of these states to `take`, `most` of them; how many there were.
pub(super) async fn each(
    journal: &mut impl StepJournal,
    run: u64,
    states: &[State],
    most: u64,
    mut take: impl FnMut(StepRecord) -> io::Result<()>,
) -> Result<u64, ReportError> {
    let (mut taken, mut after) = (0, None);
    loop {
        let wanted = usize::try_from(most - taken).unwrap_or(PAGE).min(PAGE);
        if wanted == 0 {
            return Ok(taken);
        }
        let page = journal.entries(run, states, after, wanted).await?;
        let is_last = page.len() < wanted;
        for entry in page {
            after = Some(entry.at);
            taken += 1;
            take(entry)?;
        }
        if is_last {
            return Ok(taken);
        }
    }
}

//! The seam between carrying out a run and whatever keeps it.

use super::{Entry, JournalError, Mark, State, Tally};

/// What carrying out a run needs of whatever keeps it: a [`Journal`](super::Journal), or an engine that keeps runs of
/// many accounts on several machines.
///
/// What [`record`](Self::record) has taken down must survive a crash at any moment after it returned, all of it or, if
/// it did not return, all or nothing of it.
pub trait Ledger {
    /// The entries of a run that are in one of these states, by their place in the plan, `most` at a time: those
    /// behind `after`, or the first.
    ///
    /// # Errors
    /// They cannot be read.
    fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<Entry>, JournalError>;

    /// Takes down what became of entries.
    ///
    /// # Errors
    /// They were not taken down. Nothing may be sent then that depends on it.
    fn record(&mut self, run: u64, marks: &[Mark]) -> Result<(), JournalError>;

    /// How many entries are in each state.
    ///
    /// # Errors
    /// They cannot be counted.
    fn tally(&mut self, run: u64) -> Result<Tally, JournalError>;
}

impl<L: Ledger + ?Sized> Ledger for &mut L {
    fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<Entry>, JournalError> {
        (**self).entries(run, states, after, most)
    }

    fn record(&mut self, run: u64, marks: &[Mark]) -> Result<(), JournalError> {
        (**self).record(run, marks)
    }

    fn tally(&mut self, run: u64) -> Result<Tally, JournalError> {
        (**self).tally(run)
    }
}

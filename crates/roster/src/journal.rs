//! The journal: what was to be sent, what was sent, and what came of it, so that a run survives whatever stops it.

mod account_lock;
mod entry;
mod error;
mod files;
mod folder;
mod links;
mod loading;
mod lost;
mod marks;
mod memory;
mod place;
mod placed;
mod runs;
mod shared;
mod sqlite;
mod state;
mod traits;

pub use account_lock::{AccountLock, LeftRun, Uptime};
pub use entry::{State, StateCounts, StepRecord, StepUpdate};
pub use error::JournalError;
pub use folder::Folder;
pub use links::{AccountLinks, StoredLink};
pub use loading::{Loaded, Loading};
pub use lost::{LostCreations, OpenCreations, mark_interrupted};
pub use memory::MemoryJournal;
pub use runs::Run;
pub use sqlite::SqliteJournal;
pub use state::StateFolder;

use crate::plan::Step;
use jiff::Timestamp;
use participants_core::Field;
use std::collections::BTreeSet;

/// The steps of runs and what came of them: all that [`apply`](crate::apply::apply()), [`undo`](crate::undo()) and reports
/// need of a [`Journal`].
///
/// What [`record`](Self::record) has stored must survive a crash at any moment after it returned, all of it or, if it
/// did not return, all or nothing of it.
pub trait StepJournal: Send {
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
    ) -> impl Future<Output = Result<Vec<StepRecord>, JournalError>> + Send;

    /// Records what became of entries, in one commit.
    ///
    /// # Errors
    /// They were not recorded. Nothing may be sent then that depends on it.
    fn record(&mut self, run: u64, updates: &[StepUpdate]) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// How many entries are in each state.
    ///
    /// # Errors
    /// They cannot be counted.
    fn tally(&mut self, run: u64) -> impl Future<Output = Result<StateCounts, JournalError>> + Send;
}

/// Everything that makes runs safe: their steps and outcomes, the links that they find, the lock of an account, and the
/// creations still open there. A [`SqliteJournal`] keeps it in a file, a [`MemoryJournal`] while its process lives; an
/// engine for many accounts on several machines has one of its own.
///
/// A row whose step is recorded as [`State::Done`] is linked with its participant, unless a user has set the link. What a
/// function has stored survives a crash, as that of [`StepJournal::record`] does. Where a function fails, nothing may be
/// sent.
pub trait Journal: StepJournal {
    /// Begins to record the steps of a run, and returns its number; [`Loading`] does the rest. Until it is
    /// [finished](Self::finish) it is no run.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn begin(
        &mut self,
        provider: &str,
        account: &str,
        undoes: Option<u64>,
        time: Timestamp,
    ) -> impl Future<Output = Result<u64, JournalError>> + Send;

    /// Adds steps to a run that is not finished, each with its place in the plan. Of a step that changes nothing, only
    /// the link of its row is kept, as of this time.
    ///
    /// # Errors
    /// [`JournalError::NoSuchRun`] where it was given up meanwhile; they cannot be recorded.
    fn add(
        &mut self,
        run: u64,
        steps: &[(u64, Step)],
        time: Timestamp,
    ) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// Makes a run of it, with the plan's summary as text and the fields that its steps change. The run that it takes back is
    /// taken back from now on, and what that one had taken back holds again.
    ///
    /// # Errors
    /// [`JournalError::Twice`] where two steps write to one participant; [`JournalError::NoSuchRun`] where it was given up
    /// meanwhile.
    fn finish(
        &mut self,
        run: u64,
        summary: &str,
        fields: &BTreeSet<Field>,
    ) -> impl Future<Output = Result<Run, JournalError>> + Send;

    /// Gives up a run that is not finished: nothing is left of it but links. It does not wait, so that it can be called
    /// where something is dropped: a journal that cannot do it at once does it before its next function.
    fn give_up(&mut self, run: u64);

    /// The run with this number.
    ///
    /// # Errors
    /// [`JournalError::NoSuchRun`] where there is none.
    fn run(&mut self, id: u64) -> impl Future<Output = Result<Run, JournalError>> + Send;

    /// All runs, the latest first.
    ///
    /// # Errors
    /// They cannot be read.
    fn runs(&mut self) -> impl Future<Output = Result<Vec<Run>, JournalError>> + Send;

    /// Records that a run has nothing left to do, or has something to do again.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn end(&mut self, run: u64, ended: Option<Timestamp>) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// Records that a run is taken back by itself, since nothing of it had been done: nothing of it is carried out any
    /// more.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn withdraw(&mut self, run: u64) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// All links of an account, by key.
    ///
    /// # Errors
    /// They cannot be read.
    fn links(&mut self, account: &str) -> impl Future<Output = Result<Vec<StoredLink>, JournalError>> + Send;

    /// Links a key with a participant, whatever it was linked with before. No run changes it afterwards.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn set_link(
        &mut self,
        account: &str,
        kind: &str,
        key: &str,
        id: &str,
        time: Timestamp,
    ) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// Forgets a link; whether there was one.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn remove_link(
        &mut self,
        account: &str,
        kind: &str,
        key: &str,
    ) -> impl Future<Output = Result<bool, JournalError>> + Send;

    /// Makes what belongs to one account belong to another: runs and links. Where both have a link for a key, one that was
    /// set by hand stays, else that of the other account. How many runs and links there were.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where a process holds either account; nothing was changed then.
    fn change_account(
        &mut self,
        account: &str,
        other: &str,
    ) -> impl Future<Output = Result<(u64, u64), JournalError>> + Send;

    /// Locks an account until [`unlock`](Self::unlock), or until the journal is dropped. Returns which creations of the run
    /// that was begun there last, in whichever journal, have no answer; none where it is `run`. Two runs side by side might
    /// both find a participant missing and create them. Locking again what this journal holds already does no harm.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where another process, or another journal of this one, holds it.
    fn lock(
        &mut self,
        account: &str,
        run: Option<&Run>,
        now: Timestamp,
    ) -> impl Future<Output = Result<Option<OpenCreations>, JournalError>> + Send;

    /// Lets go of an account. Like [`give_up`](Self::give_up), it does not wait.
    fn unlock(&mut self, account: &str);

    /// Records at a locked account that a run begins or goes on, before anything of it is sent.
    ///
    /// # Errors
    /// It cannot be recorded; nothing may be sent then.
    fn start(&mut self, run: &Run) -> impl Future<Output = Result<(), JournalError>> + Send;

    /// Records at a locked account that the run has come to rest: with no creation left whose answer is lost, or with
    /// some.
    ///
    /// # Errors
    /// It cannot be recorded.
    fn rest(&mut self, run: &Run, is_settled: bool) -> impl Future<Output = Result<(), JournalError>> + Send;
}

//! The SQLite journal behind the traits. A call takes well under a millisecond, or as long as the disk needs for one
//! commit. So it stays on the task that asks: a thread for each would cost more than the call, and a run waits for its
//! commit in any case.

use super::{Journal, JournalError, OpenCreations, Run, SqliteJournal, State, StateCounts, StepJournal, StepRecord};
use super::{StepUpdate, StoredLink};
use crate::plan::Step;
use jiff::Timestamp;
use participants_core::Field;
use std::collections::BTreeSet;

impl StepJournal for SqliteJournal {
    async fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        Self::entries(self, run, states, after, most)
    }

    async fn record(&mut self, run: u64, updates: &[StepUpdate]) -> Result<(), JournalError> {
        Self::record(self, run, updates)
    }

    async fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        Self::tally(self, run)
    }
}

impl Journal for SqliteJournal {
    async fn begin(
        &mut self,
        provider: &str,
        account: &str,
        undoes: Option<u64>,
        time: Timestamp,
    ) -> Result<u64, JournalError> {
        self.begin_loading(provider, account, undoes, time)
    }

    async fn add(&mut self, run: u64, steps: &[(u64, Step)], time: Timestamp) -> Result<(), JournalError> {
        self.add_steps(run, steps, time)
    }

    async fn finish(&mut self, run: u64, summary: &str, fields: &BTreeSet<Field>) -> Result<Run, JournalError> {
        self.finish_loading(run, summary, fields)
    }

    fn give_up(&mut self, run: u64) {
        self.give_up_loading(run);
    }

    async fn run(&mut self, id: u64) -> Result<Run, JournalError> {
        Self::run(self, id)
    }

    async fn runs(&mut self) -> Result<Vec<Run>, JournalError> {
        Self::runs(self)
    }

    async fn end(&mut self, run: u64, ended: Option<Timestamp>) -> Result<(), JournalError> {
        Self::end(self, run, ended)
    }

    async fn withdraw(&mut self, run: u64) -> Result<(), JournalError> {
        Self::withdraw(self, run)
    }

    async fn links(&mut self, account: &str) -> Result<Vec<StoredLink>, JournalError> {
        Self::links(self, account)
    }

    async fn set_link(
        &mut self,
        account: &str,
        kind: &str,
        key: &str,
        id: &str,
        time: Timestamp,
    ) -> Result<(), JournalError> {
        Self::set_link(self, account, kind, key, id, time)
    }

    async fn remove_link(&mut self, account: &str, kind: &str, key: &str) -> Result<bool, JournalError> {
        Self::remove_link(self, account, kind, key)
    }

    async fn change_account(&mut self, account: &str, other: &str) -> Result<(u64, u64), JournalError> {
        Self::change_account(self, account, other)
    }

    async fn lock(
        &mut self,
        account: &str,
        run: Option<&Run>,
        now: Timestamp,
    ) -> Result<Option<OpenCreations>, JournalError> {
        self.lock_account(account, run, now)
    }

    fn unlock(&mut self, account: &str) {
        self.unlock_account(account);
    }

    async fn start(&mut self, run: &Run) -> Result<(), JournalError> {
        self.record_start(run)
    }

    async fn rest(&mut self, run: &Run, is_settled: bool) -> Result<(), JournalError> {
        self.record_rest(run, is_settled)
    }
}

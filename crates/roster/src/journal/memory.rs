//! A journal in memory: for tests, and for what need not outlive its process.

use super::{
    Journal, JournalError, OpenCreations, Run, State, StateCounts, StepJournal, StepRecord, StepUpdate, StoredLink,
    mark_interrupted,
};
use crate::plan::{Step, Verb};
use jiff::Timestamp;
use participants_core::Field;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::time::Instant;

/// A journal in memory. Nothing of it survives its process.
///
/// [`another`](Self::another) opens the same journal once more, as another process would. `Debug` shows no value.
#[derive(Default)]
pub struct MemoryJournal {
    store: Arc<Mutex<Store>>,
    /// The accounts that this one has locked.
    held: HashSet<String>,
}

#[derive(Default)]
struct Store {
    /// By their numbers, which are never given again.
    runs: BTreeMap<u64, KeptRun>,
    last: u64,
    /// By account, kind of key, and key.
    links: BTreeMap<(String, String, String), KeptLink>,
    locked: HashSet<String>,
    /// By account: the run that was begun last, until it rests with nothing open; and since when it is known to be at
    /// an end.
    started: HashMap<String, (u64, Option<Instant>)>,
}

struct KeptRun {
    run: Run,
    is_finished: bool,
    entries: Vec<StepRecord>,
}

struct KeptLink {
    id: String,
    by_hand: bool,
    time: Timestamp,
}

impl MemoryJournal {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same journal, opened once more: each locks accounts for itself.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { store: Arc::clone(&self.store), held: HashSet::new() }
    }

    /// No other code runs while it is held, so that it is whole even after a panic.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    fn kept(&mut self, run: u64) -> Result<&mut KeptRun, JournalError> {
        self.runs.get_mut(&run).ok_or(JournalError::NoSuchRun(run))
    }

    /// Keeps what a run has found out; a link that a user set stays.
    fn link(&mut self, account: &str, step: &Step, id: Option<&str>, time: Timestamp) {
        let Some((key, id)) = step.key.as_ref().zip(id.filter(|id| !id.trim().is_empty())) else { return };
        let place = (account.to_owned(), key.kind().to_owned(), key.text().to_owned());
        let is_kept = |link: &KeptLink| link.by_hand || link.id == id;
        if !self.links.get(&place).is_some_and(is_kept) {
            self.links.insert(place, KeptLink { id: id.to_owned(), by_hand: false, time });
        }
    }
}

impl StepJournal for MemoryJournal {
    async fn entries(
        &mut self,
        run: u64,
        states: &[State],
        after: Option<u64>,
        most: usize,
    ) -> Result<Vec<StepRecord>, JournalError> {
        let is_wanted =
            |entry: &&StepRecord| states.contains(&entry.state) && after.is_none_or(|after| entry.at > after);
        let mut store = self.store();
        let Some(kept) = store.runs.get_mut(&run) else { return Ok(Vec::new()) };
        Ok(kept.entries.iter().filter(is_wanted).take(most).cloned().collect())
    }

    async fn record(&mut self, run: u64, updates: &[StepUpdate]) -> Result<(), JournalError> {
        if updates.is_empty() {
            return Ok(());
        }
        let mut store = self.store();
        let kept = store.kept(run)?;
        let place = |kept: &KeptRun, at| kept.entries.binary_search_by_key(&at, |entry| entry.at);
        // All or nothing.
        for update in updates {
            place(kept, update.at).map_err(|_| JournalError::Damaged { run, at: update.at })?;
        }
        let mut done = Vec::new();
        for update in updates {
            let entry = place(kept, update.at).ok().and_then(|place| kept.entries.get_mut(place));
            let Some(entry) = entry else { continue };
            entry.take(update);
            if update.state == State::Done {
                done.push((entry.step.clone(), entry.id.clone().or(entry.step.id.clone()), update.time));
            }
        }
        let account = kept.run.account.clone();
        done.iter().for_each(|(step, id, time)| store.link(&account, step, id.as_deref(), *time));
        Ok(())
    }

    async fn tally(&mut self, run: u64) -> Result<StateCounts, JournalError> {
        let store = self.store();
        let entries = store.runs.get(&run).into_iter().flat_map(|kept| &kept.entries);
        Ok(StateCounts::count(entries.map(|entry| entry.state)))
    }
}

impl Journal for MemoryJournal {
    async fn begin(
        &mut self,
        provider: &str,
        account: &str,
        undoes: Option<u64>,
        time: Timestamp,
    ) -> Result<u64, JournalError> {
        let mut store = self.store();
        store.last += 1;
        let id = store.last;
        let run = Run { undoes, ..Run::new(id, provider, account, time, BTreeSet::new()) };
        store.runs.insert(id, KeptRun { run, is_finished: false, entries: Vec::new() });
        Ok(id)
    }

    async fn add(&mut self, run: u64, steps: &[(u64, Step)], time: Timestamp) -> Result<(), JournalError> {
        let mut store = self.store();
        let kept = store.kept(run)?;
        let account = kept.run.account.clone();
        let (unchanged, changing): (Vec<_>, Vec<_>) = steps.iter().partition(|(_, step)| step.verb == Verb::None);
        kept.entries.extend(changing.into_iter().map(|(at, step)| StepRecord::new(*at, step.clone())));
        unchanged.into_iter().for_each(|(_, step)| store.link(&account, step, step.id.as_deref(), time));
        Ok(())
    }

    async fn finish(&mut self, run: u64, summary: &str, fields: &BTreeSet<Field>) -> Result<Run, JournalError> {
        let mut store = self.store();
        let kept = store.kept(run)?;
        let mut written = HashSet::new();
        for entry in kept.entries.iter().filter(|entry| entry.state == State::Planned) {
            if entry.step.id.as_ref().is_some_and(|id| !written.insert(id.clone())) {
                return Err(JournalError::Twice(entry.at));
            }
        }
        kept.is_finished = true;
        kept.run.summary = summary.to_owned();
        kept.run.fields = fields.iter().cloned().collect();
        let finished = kept.run.clone();
        if let Some(undoes) = finished.undoes {
            for KeptRun { run: other, .. } in store.runs.values_mut() {
                if other.id == undoes {
                    other.undone_by = Some(run);
                } else if other.undone_by == Some(undoes) {
                    other.undone_by = None;
                }
            }
        }
        Ok(finished)
    }

    fn give_up(&mut self, run: u64) {
        self.store().runs.retain(|id, kept| *id != run || kept.is_finished);
    }

    async fn run(&mut self, id: u64) -> Result<Run, JournalError> {
        let mut store = self.store();
        let kept = store.kept(id).ok().filter(|kept| kept.is_finished);
        kept.map(|kept| kept.run.clone()).ok_or(JournalError::NoSuchRun(id))
    }

    async fn runs(&mut self) -> Result<Vec<Run>, JournalError> {
        let store = self.store();
        Ok(store.runs.values().rev().filter(|kept| kept.is_finished).map(|kept| kept.run.clone()).collect())
    }

    async fn end(&mut self, run: u64, ended: Option<Timestamp>) -> Result<(), JournalError> {
        self.store().runs.entry(run).and_modify(|kept| kept.run.ended_at = ended);
        Ok(())
    }

    async fn withdraw(&mut self, run: u64) -> Result<(), JournalError> {
        self.store().runs.entry(run).and_modify(|kept| kept.run.undone_by = Some(run));
        Ok(())
    }

    async fn links(&mut self, account: &str) -> Result<Vec<StoredLink>, JournalError> {
        let store = self.store();
        let of_account = store.links.iter().filter(|((of, ..), _)| of == account);
        let links = of_account.map(|((account, kind, key), link)| StoredLink {
            account: account.clone(),
            kind: kind.clone(),
            key: key.clone(),
            id: link.id.clone(),
            by_hand: link.by_hand,
            time: link.time,
        });
        Ok(links.collect())
    }

    async fn set_link(
        &mut self,
        account: &str,
        kind: &str,
        key: &str,
        id: &str,
        time: Timestamp,
    ) -> Result<(), JournalError> {
        let place = (account.to_owned(), kind.to_owned(), key.to_owned());
        self.store().links.insert(place, KeptLink { id: id.to_owned(), by_hand: true, time });
        Ok(())
    }

    async fn remove_link(&mut self, account: &str, kind: &str, key: &str) -> Result<bool, JournalError> {
        let place = (account.to_owned(), kind.to_owned(), key.to_owned());
        Ok(self.store().links.remove(&place).is_some())
    }

    async fn change_account(&mut self, account: &str, other: &str) -> Result<(u64, u64), JournalError> {
        let mut store = self.store();
        if store.locked.contains(account) || store.locked.contains(other) {
            return Err(JournalError::Busy);
        }
        let mut runs = 0;
        for kept in store.runs.values_mut().filter(|kept| kept.run.account == account) {
            other.clone_into(&mut kept.run.account);
            runs += 1;
        }
        let (moving, mut links): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut store.links).into_iter().partition(|((of, ..), _)| of == account);
        let mut moved = 0;
        for ((_, kind, key), link) in moving {
            let place = (other.to_owned(), kind, key);
            if links.get(&place).is_none_or(|there: &KeptLink| link.by_hand && !there.by_hand) {
                links.insert(place, link);
                moved += 1;
            }
        }
        store.links = links;
        Ok((runs, moved))
    }

    async fn lock(
        &mut self,
        account: &str,
        run: Option<&Run>,
        now: Timestamp,
    ) -> Result<Option<OpenCreations>, JournalError> {
        if !self.held.contains(account) {
            if !self.store().locked.insert(account.to_owned()) {
                return Err(JournalError::Busy);
            }
            self.held.insert(account.to_owned());
        }
        let left = match self.store().started.get_mut(account) {
            Some((left, _)) if run.is_some_and(|run| run.id == *left) => return Ok(None),
            Some((left, since)) => (*left, since.get_or_insert_with(Instant::now).elapsed()),
            None => return Ok(None),
        };
        let (run, passed) = left;
        mark_interrupted(self, run, now).await?;
        let lost = self.entries(run, &[State::Unknown], None, usize::MAX).await?;
        let count = lost.iter().filter(|entry| entry.step.verb == Verb::Create).count() as u64;
        Ok((count > 0).then(|| OpenCreations::new(run, count, passed)))
    }

    fn unlock(&mut self, account: &str) {
        if self.held.remove(account) {
            self.store().locked.remove(account);
        }
    }

    async fn start(&mut self, run: &Run) -> Result<(), JournalError> {
        self.store().started.insert(run.account.clone(), (run.id, None));
        Ok(())
    }

    async fn rest(&mut self, run: &Run, is_settled: bool) -> Result<(), JournalError> {
        let started = &mut self.store().started;
        if is_settled {
            started.remove(&run.account);
        } else {
            started.insert(run.account.clone(), (run.id, Some(Instant::now())));
        }
        Ok(())
    }
}

impl Drop for MemoryJournal {
    fn drop(&mut self) {
        let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        for account in &self.held {
            store.locked.remove(account);
        }
    }
}

impl fmt::Debug for MemoryJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryJournal").field("runs", &self.store().runs.len()).finish_non_exhaustive()
    }
}

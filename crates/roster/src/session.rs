//! Runs at one account, in the only safe order: lock the account, refuse while creations are open, plan, check, apply,
//! settle.

mod error;
mod locking;
mod planned;
mod roster_plan;

pub use error::{SessionError, Unsettled};
pub use planned::{Applied, Planned};
pub use roster_plan::RosterPlan;

use crate::{
    Step,
    apply::{ApplyOptions, CancellationToken, Progress, apply},
    journal::{AccountLinks, Folder, Journal, JournalError, Loading, Run, SqliteJournal, State, StateFolder},
    plan::{Counts, PlanReader, Summary, Verb, account_mark},
    undo::steps_back,
};
use jiff::Timestamp;
use participants_core::Directory;
use std::{convert::Infallible, fmt, io, sync::Arc, time::Duration};

/// Runs at one account.
///
/// One process at a time carries out a run at an account, whichever journal the run is in. While creations of an earlier
/// run have no answer, the provider may still carry them out, and no new run begins: [`SessionError::Unsettled`].
///
/// ```no_run
/// use participants_roster::{
///     Guards, Mapping, Roster,
///     apply::{ApplyOptions, CancellationToken},
///     core::Directory,
///     journal::Folder,
///     session::{RosterPlan, Session},
/// };
/// use std::sync::Arc;
///
/// async fn agree(directory: Arc<dyn Directory>) -> Result<(), Box<dyn std::error::Error>> {
///     let roster = Roster::open("people.csv", &Mapping::default())?;
///     let mut session = Session::open(Folder::open(".participants")?, directory)?;
///     let planned = session.plan(&RosterPlan::new(roster), |step| println!("{:?}", step.verb)).await?;
///     planned.check(&Guards::default())?;
///     let (options, stop) = (ApplyOptions::new(), CancellationToken::new());
///     if let Some(applied) = planned.apply(&options, &stop, &mut |_| {}).await? {
///         println!("run {}: {}", applied.run.id, applied.counts);
///     }
///     Ok(())
/// }
/// ```
pub struct Session<J: Journal = SqliteJournal> {
    directory: Arc<dyn Directory>,
    journal: J,
    /// The mark of the account as the journal has it, and as plans have it.
    account: String,
    mark: String,
    settle_after: Duration,
    /// No other process can reach the account.
    is_alone: bool,
    /// What an earlier run has left open, this process has waited for. It holds until the next run begins.
    has_waited: bool,
}

impl Session {
    /// The runs of this folder's journal at the account that a directory leads to. Its calls count together with those of
    /// every other process of this user.
    ///
    /// # Errors
    /// The journal or the user's state folder cannot be opened.
    pub fn open(folder: Folder, directory: Arc<dyn Directory>) -> Result<Self, SessionError> {
        Self::with_state(folder, StateFolder::of_user()?, directory)
    }

    /// The same with this state folder, for programs that keep it elsewhere. Only processes that use the same one know of
    /// each other's runs.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with_state(folder: Folder, state: StateFolder, directory: Arc<dyn Directory>) -> Result<Self, SessionError> {
        let salt = state.salt()?;
        directory.share_limits(&state.limits()?, &salt).map_err(SessionError::Provider)?;
        Ok(Self::over(folder.shared_journal(state)?, directory, &salt))
    }

    /// The same for an account that no other process can reach, such as a sandbox of this process: it is not locked, and
    /// creations that an earlier run left open are not waited for.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn unshared(folder: Folder, directory: Arc<dyn Directory>) -> Result<Self, SessionError> {
        let salt = StateFolder::open(folder.path())?.salt()?;
        Ok(Self { is_alone: true, ..Self::over(folder.journal()?, directory, &salt) })
    }
}

impl<J: Journal> Session<J> {
    /// The runs of a journal at the account that a directory leads to. The marks of accounts are made with the salt: it is
    /// the same for all journals that know of each other's accounts.
    #[must_use]
    pub fn over(journal: J, directory: Arc<dyn Directory>, salt: &[u8]) -> Self {
        let account = directory.account(salt);
        let Ok(mark) = account_mark(directory.as_ref(), || Ok::<_, Infallible>(salt));
        let settle_after = ApplyOptions::new().settle_after;
        Self { directory, journal, account, mark, settle_after, is_alone: false, has_waited: false }
    }

    /// How long a creation without an answer may still be carried out by the provider;
    /// [`ApplyOptions::settle_after`] unless set.
    #[must_use]
    pub fn settle_after(mut self, settle_after: Duration) -> Self {
        self.settle_after = settle_after;
        self
    }

    /// The journal of the runs.
    pub fn journal(&mut self) -> &mut J {
        &mut self.journal
    }

    /// The mark of the account, as the journal has it.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The provider.
    #[must_use]
    pub fn directory(&self) -> &Arc<dyn Directory> {
        &self.directory
    }

    /// Plans a roster. `see` gets each step as it is planned. Nothing is sent but reads.
    ///
    /// # Errors
    /// The account is locked, or creations are open; the people cannot be listed; the roster cannot be planned.
    pub async fn plan(
        &mut self,
        wanted: &RosterPlan,
        mut see: impl FnMut(&Step),
    ) -> Result<Planned<'_, J>, SessionError> {
        self.lock(None).await?;
        // An account of this process alone has no participant that an earlier run created.
        let known = if self.is_alone { Vec::new() } else { self.journal.links(&self.account).await? };
        let links = AccountLinks::new(known);
        let index = wanted.index(self.directory.as_ref()).await.map_err(SessionError::Provider)?;
        let mut planning = wanted.planning(self.directory.as_ref(), &index, &links, &self.mark)?;
        let (provider, now) = (self.directory.provider(), Timestamp::now());
        let mut loading = Loading::begin(&mut self.journal, provider, &self.account, None, now).await?;
        for step in planning.by_ref() {
            let step = step?;
            see(&step);
            loading.add(&step).await?;
        }
        let (summary, loaded) = (planning.finish()?, loading.pause().await?);
        Ok(Planned::new(self, loaded, summary, None))
    }

    /// Takes over a plan's document, which must be of this provider and account. `see` gets each step.
    ///
    /// # Errors
    /// The account is locked, or creations are open; the document is no plan, or one of another account.
    pub async fn read_plan(
        &mut self,
        document: impl io::Read,
        mut see: impl FnMut(&Step),
    ) -> Result<Planned<'_, J>, SessionError> {
        self.lock(None).await?;
        let mut document = PlanReader::new(document)?;
        document.header().check_account(&self.mark)?;
        let (provider, now) = (self.directory.provider(), Timestamp::now());
        let mut loading = Loading::begin(&mut self.journal, provider, &self.account, None, now).await?;
        for step in document.by_ref() {
            let mut step = step?;
            // Participants that the plan does not change are not read again, so their links are not kept.
            step.key = step.key.filter(|_| step.verb != Verb::None);
            see(&step);
            loading.add(&step).await?;
        }
        let (summary, loaded) = (document.finish()?, loading.pause().await?);
        Ok(Planned::new(self, loaded, summary, None))
    }

    /// Plans what takes a run back; see [`undo`](crate::undo()). `see` gets each step.
    ///
    /// # Errors
    /// The account is locked, or another one than the run's; the run is taken back already; it is not known yet what
    /// became of some steps.
    pub async fn undo(&mut self, run: u64, mut see: impl FnMut(&Step)) -> Result<Planned<'_, J>, SessionError> {
        let undone = self.journal.run(run).await?;
        self.check_undo(&undone).await?;
        self.lock(Some(&undone)).await?;
        let counts = self.journal.tally(run).await?;
        let open = counts.of(State::Sending) + counts.of(State::Unknown);
        if open > 0 {
            return Err(SessionError::StepsUnknown { run, open });
        }
        let before: Summary = serde_json::from_str(&undone.summary).map_err(|_| SessionError::SummaryDamaged)?;
        let (capabilities, now) = (self.directory.capabilities(), Timestamp::now());
        let (mut planned, mut after) = (Counts::default(), None);
        let mut loading = Loading::begin(&mut self.journal, &undone.provider, &undone.account, Some(run), now).await?;
        while let Some((steps, last)) = steps_back(loading.journal(), run, capabilities, after).await? {
            after = Some(last);
            for step in steps {
                see(&step);
                planned.add(&step);
                loading.add(&step).await?;
            }
        }
        let loaded = loading.pause().await?;
        Ok(Planned::new(self, loaded, before.undone(planned), Some(run)))
    }

    /// Goes on with a run: what is open of it is looked up, and carried out.
    ///
    /// # Errors
    /// The account is locked, or another one than the run's; the run was taken back; the journal fails.
    pub async fn resume(
        &mut self,
        run: u64,
        options: &ApplyOptions,
        stop: &CancellationToken,
        watch: &mut (dyn FnMut(&Progress) + Send),
    ) -> Result<Applied, SessionError> {
        // As it is now: it may have been taken back since the caller read it.
        let run = self.journal.run(run).await?;
        if let Some(by) = run.undone_by {
            return Err(SessionError::Undone { run: run.id, by, next: None });
        }
        self.check_account(&run)?;
        self.lock(Some(&run)).await?;
        self.carry_out(&run, options, stop, watch).await
    }

    async fn carry_out(
        &mut self,
        run: &Run,
        options: &ApplyOptions,
        stop: &CancellationToken,
        watch: &mut (dyn FnMut(&Progress) + Send),
    ) -> Result<Applied, SessionError> {
        self.has_waited = false;
        self.journal.start(run).await?;
        let directory = Arc::clone(&self.directory);
        let ended = apply(directory, &mut self.journal, run, options, stop, watch).await;
        self.directory.close().await;
        let ended = ended.map_err(|error| SessionError::Interrupted { run: run.id, error })?;
        let unread = |error: JournalError| SessionError::Unread { run: run.id, error };
        let counts = self.journal.tally(run.id).await.map_err(unread)?;
        let is_settled = counts.of(State::Sending) + counts.of(State::Unknown) == 0;
        self.journal.rest(run, is_settled).await.map_err(unread)?;
        if counts.open() == 0 {
            self.journal.end(run.id, Some(Timestamp::now())).await.map_err(unread)?;
        }
        Ok(Applied { run: run.clone(), ended, counts })
    }

    /// Refuses to go on with a run at another account than the one it began with.
    ///
    /// # Errors
    /// [`SessionError::OtherAccount`].
    pub fn check_account(&self, run: &Run) -> Result<(), SessionError> {
        match self.account == run.account {
            true => Ok(()),
            false => Err(SessionError::OtherAccount { run: run.id, provider: run.provider.clone() }),
        }
    }

    /// Makes the runs and links of the account that a run began with those of this account: its key was replaced, and
    /// nothing else identifies it. How many runs and links there were.
    ///
    /// # Errors
    /// Another process uses either account; the journal cannot be written.
    pub async fn replace_key(&mut self, run: &Run) -> Result<(u64, u64), SessionError> {
        Ok(self.journal.change_account(&run.account, &self.account).await?)
    }

    /// Refuses to take back a run that is taken back already, unless that came to nothing, or that began with another
    /// account.
    ///
    /// # Errors
    /// [`SessionError::Undone`], [`SessionError::OtherAccount`]; the journal cannot be read.
    pub async fn check_undo(&mut self, run: &Run) -> Result<(), SessionError> {
        if let Some(by) = run.undone_by {
            let counts = self.journal.tally(by).await?;
            let came_to_nothing = counts.of(State::Done) + counts.of(State::Partial) + counts.open() == 0;
            if by == run.id || !came_to_nothing {
                return Err(SessionError::Undone { run: run.id, by, next: Some(counts) });
            }
        }
        self.check_account(run)
    }
}

impl<J: Journal> fmt::Debug for Session<J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("provider", &self.directory.provider()).finish_non_exhaustive()
    }
}

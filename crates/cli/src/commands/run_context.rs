//! What a command on runs works with: the journal's folder, its journal, the user's state, and the provider's account.

use super::carry::failed;
use crate::{args::Args, connection::Connection, exit::Failure, output::note};
use jiff::Timestamp;
use participants_roster::journal::{
    AccountLock, Folder, JournalError, LeftRun, Run, SqliteJournal, StateCounts, StateFolder, Uptime,
};
use participants_roster::plan::account_mark;
use std::{
    fmt::Display,
    io::{IsTerminal, Write},
    path::Path,
    time::Duration,
};
use tokio::sync::oneshot;

/// A journal, its folder, and what belongs to accounts whichever journal their runs are in.
pub(super) struct RunContext {
    pub(super) folder: Folder,
    pub(super) journal: SqliteJournal,
    state: StateFolder,
}

impl RunContext {
    /// The one in this folder, made where it is missing.
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let state = StateFolder::of_user().map_err(failed)?;
        let folder = Folder::open(folder).map_err(failed)?;
        let journal = folder.journal().map_err(failed)?;
        Ok(Self { folder, journal, state })
    }

    /// The one in this folder, which must be there.
    pub(super) fn existing(folder: &Path) -> Result<Self, Failure> {
        if Folder::existing(folder).map_err(failed)?.is_none() {
            let text = format!(
                "there is no journal in {}: go to the folder where `participants apply` ran, or name its journal \
                 with --journal",
                folder.display()
            );
            return Err(Failure::invalid(text));
        }
        Self::open(folder)
    }

    /// The provider, its calls counted together with those of every other process of this user.
    pub(super) async fn place(&self, args: &Args, provider: &str) -> Result<Connection, Failure> {
        let place = Connection::named(args, provider).await?;
        if !place.is_embedded() {
            place.directory.share_limits(&self.state.limits().map_err(failed)?, &self.state.salt().map_err(failed)?)?;
        }
        Ok(place)
    }

    /// The mark of the account that a place leads to.
    pub(super) fn account(&self, place: &Connection) -> Result<String, Failure> {
        Ok(place.directory.account(&self.state.salt().map_err(failed)?))
    }

    /// Locks the account for this run or a new one. Creations of another run, in any journal, may still be carried out;
    /// until then no participant is created again. The sandbox of this process needs no lock.
    pub(super) async fn hold(
        &mut self,
        place: &Connection,
        account: &str,
        run: Option<&Run>,
        settle_after: Duration,
    ) -> Result<Hold, Failure> {
        if place.is_embedded() {
            return Ok(Hold(None));
        }
        let lock = self.state.lock(account).map_err(failed)?;
        let now = Timestamp::now();
        let left = lock.left(account, &self.folder, &mut self.journal, now).map_err(failed)?;
        let Some((left, passed)) = left else { return Ok(Hold(Some(lock))) };
        let is_this = run.is_some_and(|run| left.is(&self.folder, run));
        let count = if is_this { Some(0) } else { left.lost_creations(account, now) };
        let wait = settle_after.saturating_sub(passed);
        if count == Some(0) || wait.is_zero() {
            return Ok(Hold(Some(lock)));
        }
        let what = self.left_open(&left, count);
        if Uptime::now().is_none() {
            // No other process can prove that the time has passed.
            note(&format!("{what}: waiting {} s", wait.as_secs_f64().ceil()));
            tokio::time::sleep(wait).await;
            return Ok(Hold(Some(lock)));
        }
        Err(failed(format!("{what}, or begin again in {} s", wait.as_secs_f64().ceil())))
    }

    /// What another run has left open, and how it is settled.
    fn left_open(&self, left: &LeftRun, count: Option<u64>) -> String {
        let (run, journal) = (left.run, left.journal.display());
        let Some(count) = count else {
            return format!(
                "run {run} of a journal that is not there any more ({journal}) may have sent creations that have no \
                 answer, and the provider may carry them out yet: wait"
            );
        };
        let is_here = std::fs::canonicalize(self.folder.path()).is_ok_and(|here| here == left.journal);
        let elsewhere = if is_here { String::new() } else { format!(" --journal {journal}") };
        format!(
            "run {run} sent {count} creations that have no answer, and the provider may carry them out yet: \
             participants resume {run}{elsewhere} settles them"
        )
    }

    /// Refuses to go on with a run at another account than the one it began with.
    pub(super) fn check_account(&self, place: &Connection, run: &Run) -> Result<(), Failure> {
        if self.account(place)? == run.account {
            return Ok(());
        }
        Err(Failure::invalid(format!(
            "run {} began with another account of {}: the address, an identifier or the key in the environment is not \
             the same. Set what it began with, or make a new plan for this account. If it is the same account and only \
             its key was replaced: participants resume {} --key-replaced. Nothing was sent.",
            run.id, run.provider, run.id
        )))
    }

    /// Makes the runs and links of the account that a run began with those of the account a place leads to: its key was
    /// replaced, and nothing else identifies it. Says so and asks before.
    pub(super) async fn replace_key(&mut self, place: &Connection, run: &Run, is_agreed: bool) -> Result<(), Failure> {
        let account = self.account(place)?;
        if account == run.account {
            note("the account is the same; nothing has to be changed for its key");
            return Ok(());
        }
        // Any process that uses either account must have ended.
        let _held = (self.state.lock(&run.account).map_err(failed)?, self.state.lock(&account).map_err(failed)?);
        let is_of = |other: &&Run| other.account == run.account;
        let runs = self.journal.runs().map_err(failed)?.iter().filter(is_of).count();
        let links = self.journal.links(&run.account).map_err(failed)?.len();
        let question = format!(
            "All {runs} runs and {links} links of the account that run {} began with become those of the account of {} \
             that the key in the environment opens. Is it the same account, with another key?",
            run.id, run.provider
        );
        ask(&question, is_agreed).await?;
        let (runs, links) = self.journal.change_account(&run.account, &account).map_err(failed)?;
        note(&format!("{runs} runs and {links} links belong to the account with its new key from now on"));
        Ok(())
    }
}

/// A process's lock on an account, while it uses it; none at a sandbox of its own.
pub(super) struct Hold(Option<AccountLock>);

impl Hold {
    /// Records that a run begins, before anything of it is sent.
    pub(super) fn begin(&self, folder: &Folder, run: &Run) -> Result<(), JournalError> {
        self.0.as_ref().map_or(Ok(()), |lock| lock.begin(folder, run))
    }

    /// Records that it has come to rest with these counts.
    pub(super) fn rest(&self, folder: &Folder, run: &Run, tally: &StateCounts) -> Result<(), JournalError> {
        let is_settled = tally.sending + tally.unknown == 0;
        self.0.as_ref().map_or(Ok(()), |lock| lock.rest(folder, run, is_settled))
    }
}

/// The mark of the account that a place leads to, as plans have it.
pub(super) fn account_of_plans(place: &Connection) -> Result<String, Failure> {
    account_mark(place.directory.as_ref(), || StateFolder::of_user()?.salt()).map_err(failed)
}

/// Asks the user at the terminal; without a terminal, `--yes` must be given.
pub(super) async fn ask(question: &str, is_agreed: bool) -> Result<(), Failure> {
    if is_agreed {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::invalid(format!(
            "{question} There is no terminal to ask at: say --yes. Nothing was sent."
        )));
    }
    let unasked =
        |error: &dyn Display| Failure::invalid(format!("the question cannot be asked: {error}. Nothing was sent."));
    write!(std::io::stderr(), "{question} Only \"yes\" will do: ").map_err(|error| unasked(&error))?;
    // A thread of its own, so that the program can end without waiting for an answer.
    let (sender, receiver) = oneshot::channel();
    std::thread::spawn(move || sender.send(std::io::stdin().lines().next().unwrap_or_else(|| Ok(String::new()))));
    let answer = receiver.await.map_err(|error| unasked(&error))?.map_err(|error| unasked(&error))?;
    if answer.trim() == "yes" { Ok(()) } else { Err(Failure::invalid("not agreed to. Nothing was sent.")) }
}

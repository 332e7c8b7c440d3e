//! What a command on runs works with: the journal's folder, its journal, the user's state, and the provider's account.

use super::carry::failed;
use crate::{args::Args, exit::Failure, place::Place};
use jiff::Timestamp;
use participants_roster::journal::{AccountLock, Folder, Journal, LostCreations, Run, StateFolder};
use std::{
    fmt::Display,
    io::{IsTerminal, Write},
    path::Path,
    time::Duration,
};
use tokio::sync::oneshot;

/// A journal, its folder, and what belongs to accounts whichever journal their runs are in.
pub(super) struct Workplace {
    pub(super) folder: Folder,
    pub(super) journal: Journal,
    state: StateFolder,
}

impl Workplace {
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
    pub(super) async fn place(&self, args: &Args, provider: &str) -> Result<Place, Failure> {
        let place = Place::named(args, provider).await?;
        if !place.is_embedded() {
            place.directory.share_limits(&self.state.limits().map_err(failed)?, &self.state.salt().map_err(failed)?)?;
        }
        Ok(place)
    }

    /// The mark of the account that a place leads to.
    pub(super) fn account(&self, place: &Place) -> Result<String, Failure> {
        Ok(place.directory.account(&self.state.salt().map_err(failed)?))
    }

    /// Takes hold of the account, for this run or a new one. Where another run's creations may still come about, nobody
    /// is made anew.
    pub(super) fn hold(
        &mut self,
        account: &str,
        run: Option<u64>,
        settle_after: Duration,
    ) -> Result<AccountLock, Failure> {
        let lock = self.state.lock(account).map_err(failed)?;
        let now = Timestamp::now();
        let since = now.checked_sub(settle_after).unwrap_or(Timestamp::MIN);
        let lost = self.journal.lost_creations(account, run, since, now).map_err(failed)?;
        let Some(lost) = lost else { return Ok(lock) };
        let left = lost.lost_at.duration_since(since).as_secs() + 1;
        let LostCreations { run, count, .. } = lost;
        Err(failed(format!(
            "run {run} sent {count} creations that have no answer, and the provider may carry them out yet: \
             participants resume {run} settles them, or begin anew in {left} s"
        )))
    }

    /// Refuses to go on with a run at another account than the one it began with.
    pub(super) fn check_account(&self, place: &Place, run: &Run) -> Result<(), Failure> {
        if self.account(place)? == run.account {
            return Ok(());
        }
        Err(Failure::invalid(format!(
            "run {} began with another account of {}: the address or the key in the environment is not the same. \
             Set what it began with, or make a new plan for this account. Nothing was sent.",
            run.id, run.provider
        )))
    }
}

/// Asks the person at the terminal; whoever is none says `--yes` beforehand.
pub(super) async fn ask(question: &str, is_agreed: bool) -> Result<(), Failure> {
    if is_agreed {
        return Ok(());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::invalid("nobody is here to agree: say --yes. Nothing was sent."));
    }
    let unasked = |error: &dyn Display| Failure::invalid(format!("nobody can be asked: {error}. Nothing was sent."));
    write!(std::io::stderr(), "{question} Only \"yes\" will do: ").map_err(|error| unasked(&error))?;
    // A thread of its own, which whoever ends the program instead need not wait for.
    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || tell.send(std::io::stdin().lines().next().unwrap_or_else(|| Ok(String::new()))));
    let answer = told.await.map_err(|error| unasked(&error))?.map_err(|error| unasked(&error))?;
    if answer.trim() == "yes" { Ok(()) } else { Err(Failure::invalid("not agreed to. Nothing was sent.")) }
}

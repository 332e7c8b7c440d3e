//! What a command on runs works with: the journal's folder, and the provider's account in a session.

use super::carry::failed;
use crate::{connection::Connection, exit::Failure, output::note};
use participants_roster::{
    journal::{Folder, Run, StateFolder},
    plan::account_mark,
    session::{Session, SessionError, Unsettled},
};
use std::{
    fmt::Display,
    io::{IsTerminal, Write},
    path::Path,
    time::Duration,
};
use tokio::sync::oneshot;

/// The folder of a journal, which must be there.
pub(super) fn existing(folder: &Path) -> Result<Folder, Failure> {
    Folder::existing(folder).map_err(failed)?.ok_or_else(|| {
        Failure::invalid(format!(
            "there is no journal in {}: go to the folder where `participants apply` ran, or name its journal with \
             --journal",
            folder.display()
        ))
    })
}

/// A session at a provider's account, and the connection it uses.
pub(super) struct RunContext {
    pub(super) session: Session,
    /// The sandbox runs as long as this lives.
    connection: Connection,
}

impl RunContext {
    /// The runs of this folder's journal at the account that a connection leads to.
    pub(super) fn open(connection: Connection, folder: Folder, settle_after: Duration) -> Result<Self, Failure> {
        let directory = connection.directory.clone();
        let session = match connection.is_embedded() {
            true => Session::unshared(folder, directory),
            false => Session::open(folder, directory),
        };
        Ok(Self { session: session?.settle_after(settle_after), connection })
    }

    /// The account for people to read.
    pub(super) fn title(&self) -> String {
        self.connection.title.clone()
    }

    /// Locks the account for this run or a new one. Where no other process can prove that enough time has passed since an
    /// earlier run, this one waits.
    pub(super) async fn lock(&mut self, run: Option<&Run>) -> Result<(), Failure> {
        match self.session.lock(run).await {
            Err(SessionError::Unsettled(open)) if !open.can_be_proven => {
                note(&format!("{}: waiting {} s", describe(&open), seconds(&open)));
                tokio::time::sleep(open.wait).await;
                self.session.has_waited();
                Ok(self.session.lock(run).await?)
            }
            locked => Ok(locked?),
        }
    }
}

/// What another run has left open, and how it is settled.
fn describe(open: &Unsettled) -> String {
    let (run, journal) = (open.run, open.journal.display());
    let Some(count) = open.count else {
        return format!(
            "run {run} of a journal that is not there any more ({journal}) may have sent creations that have no answer, \
             and the provider may carry them out yet: wait"
        );
    };
    let elsewhere = if open.is_here { String::new() } else { format!(" --journal {journal}") };
    format!(
        "run {run} sent {count} creations that have no answer, and the provider may carry them out yet: participants \
         resume {run}{elsewhere} settles them"
    )
}

fn seconds(open: &Unsettled) -> f64 {
    open.wait.as_secs_f64().ceil()
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Provider(error) => Self::unquoted(&error),
            SessionError::Unsettled(open) => {
                failed(format!("{}, or begin again in {} s", describe(&open), seconds(&open)))
            }
            SessionError::OtherAccount { run, .. } => Self::invalid(format!(
                "{error}: the address, an identifier or its key is not the same. Name the account it began with \
                 (--account), or make a new plan for this account. If it is the same account and only its key was replaced: \
                 participants resume {run} --key-replaced. Nothing was sent."
            )),
            SessionError::Undone { next: None, .. } => failed(format!("{error}: nothing more of it is carried out")),
            SessionError::Undone { by, next: Some(counts), .. } => match counts.open() {
                0 if counts.problems() > 0 => {
                    failed(format!("{error}; not all of it could be: participants report {by}"))
                }
                0 => failed(error),
                open => failed(format!("{error}; {open} steps of that are left: participants resume {by}")),
            },
            SessionError::StepsUnknown { run, .. } => failed(format!("{error}: participants resume {run} first")),
            SessionError::Interrupted { run, error } => Self::unfinished(format!(
                "{error}. Nothing more was sent. Once that is mended: participants resume {run}"
            )),
            SessionError::Unread { run, error } => super::carry::report_failed(run, error),
            error => failed(error),
        }
    }
}

/// Whether a connection leads to the account with this mark in a journal.
pub(super) fn is_account(connection: &Connection, mark: &str) -> Result<bool, Failure> {
    let salt = StateFolder::of_user().and_then(|state| state.salt()).map_err(failed)?;
    Ok(connection.directory.account(&salt) == mark)
}

/// The mark of the account that a connection leads to, as plans have it.
pub(super) fn account_of_plans(connection: &Connection) -> Result<String, Failure> {
    account_mark(connection.directory.as_ref(), || StateFolder::of_user()?.salt()).map_err(failed)
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

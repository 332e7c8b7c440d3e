//! Why a journal cannot be used. No value of a person stands in it.

use std::{fmt, io, path::PathBuf};

/// Why a journal cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// Its folder or file cannot be made or opened.
    #[error("{} cannot be used: {why}", path.display())]
    Folder {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The user's state folder cannot be made or opened.
    #[error("{} cannot be used for what belongs to an account, whichever journal its runs are in: {why}; name another folder with PARTICIPANTS_STATE", path.display())]
    State {
        /// Where it would be.
        path: PathBuf,
        /// What the system says.
        why: io::Error,
    },
    /// The user has no home in which a state folder could be.
    #[error(
        "the user has no home folder for what belongs to an account, whichever journal its runs are in: name a folder with PARTICIPANTS_STATE"
    )]
    NoHome,
    /// The database refuses. Nothing that was not recorded is sent.
    #[error("the journal cannot be read or written: {0}")]
    Database(Reason),
    /// A journal that is no [`SqliteJournal`](super::SqliteJournal) says no. Its words must hold no value of a person.
    #[error("what was done cannot be recorded or looked up: {0}")]
    Journal(Box<dyn std::error::Error + Send + Sync>),
    /// It is another kind of file, or of a version this program does not know.
    #[error("this is no journal that this program can read: {0}")]
    NotOurs(&'static str),
    /// A record of it cannot be read: it was changed, or the disk damaged it.
    #[error("the journal's run {run} cannot be read at step {at}: it was changed or damaged")]
    Damaged {
        /// The run.
        run: u64,
        /// The step's place in the plan.
        at: u64,
    },
    /// Steps that are counted are missing: the journal was changed, or the disk damaged it.
    #[error("the journal's run {run} has lost {steps} of its steps: it was changed or damaged")]
    Lost {
        /// The run.
        run: u64,
        /// How many.
        steps: u64,
    },
    /// Its file was deleted, moved or replaced while it was open. What is recorded in it would be lost, and nothing may be
    /// sent that is not recorded.
    #[error("the journal {} was deleted, moved or replaced while a run was carried out", .0.display())]
    Moved(PathBuf),
    /// There is no such run.
    #[error("the journal has no run {0}")]
    NoSuchRun(u64),
    /// Another process carries out a run at the same account.
    #[error("another process carries out a run at this account: wait for it, or stop that one first")]
    Busy,
    /// Two steps of the plan write to one participant.
    #[error("the plan writes to the same participant twice (step {0}); make the plan again")]
    Twice(u64),
}

/// What the database says, without the statement and its values.
#[derive(Debug)]
pub struct Reason(String);

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        let reason = match &error {
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::NotADatabase => return Self::NotOurs("it is no database"),
                ErrorCode::DiskFull => "the disk is full".to_owned(),
                ErrorCode::ReadOnly => "it is read-only".to_owned(),
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => "another process holds it".to_owned(),
                ErrorCode::DatabaseCorrupt => "it is damaged".to_owned(),
                ErrorCode::SystemIoFailure => "the disk failed".to_owned(),
                ErrorCode::CannotOpen => "it cannot be opened".to_owned(),
                code => format!("{code:?}"),
            },
            // A value that is not of its column's kind: the text of that error could repeat it.
            _ => "a record is not of the expected form".to_owned(),
        };
        Self::Database(Reason(reason))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

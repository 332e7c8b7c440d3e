//! Where a journal lies: a folder of its own that only its owner may read.

use super::{
    JournalError, SqliteJournal, StateFolder,
    files::{owned, private, unusable, write_once},
    shared::Shared,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder a journal lies in: `journal.db`, and what keeps it out of version control. What belongs to an account,
/// whichever journal its runs are in, is in the [`StateFolder`](super::StateFolder).
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// What the folder is called unless the caller names another: in the working folder.
    pub const NAME: &'static str = ".participants";

    /// The folder, made where it is missing.
    ///
    /// # Errors
    /// It cannot be made, or is no folder.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref().to_owned();
        private(&path).map_err(|why| unusable(&path, "", why))?;
        // People's values do not belong into version control.
        write_once(&path, IGNORE, b"*\n").map_err(|why| unusable(&path, IGNORE, why))?;
        Ok(Self(path))
    }

    /// The folder, if a journal is in it already.
    ///
    /// # Errors
    /// Unknown: the folder may not be read.
    pub fn existing(path: impl AsRef<Path>) -> Result<Option<Self>, JournalError> {
        let path = path.as_ref().to_owned();
        match fs::metadata(path.join(JOURNAL)) {
            Ok(there) => Ok(there.is_file().then_some(Self(path))),
            Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(why) => Err(unusable(&path, JOURNAL, why)),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The same as [`journal`](Self::journal), for accounts that other processes can reach: it locks them in this state
    /// folder.
    ///
    /// # Errors
    /// It cannot be opened, or is none.
    pub fn shared_journal(&self, state: StateFolder) -> Result<SqliteJournal, JournalError> {
        Ok(SqliteJournal { shared: Some(Shared::new(self.clone(), state)), ..self.journal()? })
    }

    /// The journal in it, made where it is missing.
    ///
    /// # Errors
    /// It cannot be opened, or is none.
    pub fn journal(&self) -> Result<SqliteJournal, JournalError> {
        let path = self.0.join(JOURNAL);
        // The database gives its companions the same permissions; it must be there with the right ones before.
        owned().append(true).open(&path).map_err(|why| unusable(&self.0, JOURNAL, why))?;
        SqliteJournal::open(&path)
    }
}

const IGNORE: &str = ".gitignore";
const JOURNAL: &str = "journal.db";

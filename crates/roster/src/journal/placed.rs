//! Whether a journal's file is still where it was opened: what is recorded in a file that was deleted, moved or replaced
//! is lost with it.

use super::JournalError;
use std::path::{Path, PathBuf};

/// A journal's file, and the log beside it, as they were when they were last looked at.
pub(super) struct Placed {
    path: PathBuf,
    log: PathBuf,
    file: Option<Identity>,
    /// None until the log was first seen: it is made by the first commit.
    log_file: Option<Identity>,
}

impl Placed {
    /// The file as it is now, with its path made independent of the working folder.
    pub(super) fn new(path: &Path) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut log = path.clone().into_os_string();
        log.push("-wal");
        let (file, log) = (identity(&path), PathBuf::from(log));
        Self { path, log, file, log_file: None }
    }

    /// Refuses to go on where the path no longer leads to the file that is open.
    pub(super) fn check(&mut self) -> Result<(), JournalError> {
        let log_file = identity(&self.log);
        let is_log_known = self.log_file.is_some() && log_file != self.log_file;
        if identity(&self.path) != self.file || is_log_known {
            return Err(JournalError::Moved(self.path.clone()));
        }
        self.log_file = self.log_file.or(log_file);
        Ok(())
    }
}

/// What distinguishes a file from every other one: its device and its number there.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// Where the system refuses to delete, move or replace a file that a database has open, it is enough that it exists.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use crate::journal::{Folder, JournalError, Run, SqliteJournal, State, StepUpdate};
    use jiff::Timestamp;
    use std::{fs, path::PathBuf};

    fn opened(name: &str) -> (PathBuf, SqliteJournal, Run) {
        let folder = std::env::temp_dir().join(format!("participants-placed-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        let mut journal = Folder::open(folder.join("journal")).unwrap().journal().unwrap();
        let run = journal.begin_loading("example", "account", None, Timestamp::UNIX_EPOCH).unwrap();
        let step = serde_json::from_str(r#"{"verb": "deactivate", "id": "1"}"#).unwrap();
        journal.add_steps(run, &[(0, step)], Timestamp::UNIX_EPOCH).unwrap();
        let run = journal.finish_loading(run, "{}", &[].into()).unwrap();
        (folder, journal, run)
    }

    fn record(journal: &mut SqliteJournal, run: &Run) -> Result<(), JournalError> {
        let entry = journal.entries(run.id, State::ALL, None, 1).unwrap().remove(0);
        journal.record(run.id, &[StepUpdate::new(&entry, State::Sending, Timestamp::UNIX_EPOCH)])
    }

    #[test]
    fn a_journal_that_was_deleted_moved_or_replaced_records_nothing_more() {
        type Change = fn(&PathBuf);
        let changes: [(&str, Change); 4] = [
            ("deleted", |folder| fs::remove_dir_all(folder.join("journal")).unwrap()),
            ("moved", |folder| fs::rename(folder.join("journal"), folder.join("other")).unwrap()),
            ("replaced", |folder| {
                fs::copy(folder.join("journal/journal.db"), folder.join("copy")).unwrap();
                fs::rename(folder.join("copy"), folder.join("journal/journal.db")).unwrap();
            }),
            ("unlogged", |folder| fs::remove_file(folder.join("journal/journal.db-wal")).unwrap()),
        ];
        for (name, change) in changes {
            let (folder, mut journal, run) = opened(name);
            record(&mut journal, &run).unwrap();
            change(&folder);
            let refused = record(&mut journal, &run);
            assert!(matches!(refused, Err(JournalError::Moved(_))), "{name}: {refused:?}");
            drop(journal);
            drop(fs::remove_dir_all(&folder));
        }
    }
}

//! One process's hold on an account, and what the latest run of it left open.

use super::{Folder, JournalError, Run, SqliteJournal};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

/// One process's hold on an account. It ends with the process, whatever ends that.
///
/// Beside it stands which run of the account was begun last, in whichever journal, until that has come to rest with no
/// creation left whose answer is lost.
#[derive(Debug)]
pub struct AccountLock {
    _file: File,
    record: PathBuf,
}

/// The run that was begun last at an account and may have left creations without an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftRun {
    /// The folder of its journal.
    pub journal: PathBuf,
    /// Its number there.
    pub run: u64,
    /// When it began, in milliseconds since 1970: another journal in the same folder has another run of this number.
    begun: i64,
    /// When it was first known that it is carried out no more; none where its process ended without saying so.
    since: Option<Uptime>,
}

/// What is on record of an account.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Record {
    Rests,
    Left(LeftRun),
}

/// How long the system has been running, by a clock that cannot be set and that continues while the machine sleeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uptime {
    boot: String,
    milliseconds: u64,
}

impl AccountLock {
    pub(super) fn new(file: File, record: PathBuf) -> Self {
        Self { _file: file, record }
    }

    /// Records that a run begins, before anything of it is sent.
    ///
    /// # Errors
    /// It cannot be recorded; nothing may be sent then.
    pub fn begin(&self, folder: &Folder, run: &Run) -> Result<(), JournalError> {
        self.write(&Record::Left(LeftRun::new(folder, run)))
    }

    /// Records that the run has come to rest: with no creation left whose answer is lost, or with some.
    ///
    /// # Errors
    /// It cannot be recorded.
    pub fn rest(&self, folder: &Folder, run: &Run, is_settled: bool) -> Result<(), JournalError> {
        let left = || LeftRun { since: Uptime::now(), ..LeftRun::new(folder, run) };
        self.write(&if is_settled { Record::Rests } else { Record::Left(left()) })
    }

    /// The run that was begun last and may have left creations without an answer, and how long it is certain to be at an
    /// end: as long as the system has been running since this was first known, and not at all where that cannot be said.
    /// With no record of the account, `journal` is asked for such a run.
    ///
    /// # Errors
    /// The record cannot be read or written, or the journal cannot be read.
    pub fn left(
        &self,
        account: &str,
        folder: &Folder,
        journal: &mut SqliteJournal,
        now: Timestamp,
    ) -> Result<Option<(LeftRun, Duration)>, JournalError> {
        let mut left = match self.read()? {
            Some(Record::Rests) => return Ok(None),
            Some(Record::Left(left)) => left,
            None => match journal.lost_creations(account, None, now)? {
                Some(lost) => LeftRun::new(folder, &journal.run(lost.run)?),
                None => return Ok(None),
            },
        };
        let passed = left.since.as_ref().and_then(Uptime::passed);
        if passed.is_none() {
            left.since = Uptime::now();
            self.write(&Record::Left(left.clone()))?;
        }
        Ok(Some((left, passed.unwrap_or_default())))
    }

    fn read(&self) -> Result<Option<Record>, JournalError> {
        match fs::read(&self.record) {
            // What makes no sense says that something was left, and not what.
            Ok(text) => Ok(Some(serde_json::from_slice(&text).unwrap_or_else(|_| Record::Left(LeftRun::unknown())))),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(why) => Err(self.cannot(why)),
        }
    }

    /// Whole or not at all, and on the disk before it counts.
    fn write(&self, record: &Record) -> Result<(), JournalError> {
        let write = || {
            let folder = self.record.parent().unwrap_or(Path::new("."));
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&serde_json::to_vec(record)?)?;
            file.as_file().sync_all()?;
            file.persist(&self.record).map_err(|error| error.error).map(drop)
        };
        write().map_err(|why| self.cannot(why))
    }

    fn cannot(&self, why: io::Error) -> JournalError {
        JournalError::State { path: self.record.clone(), why }
    }
}

impl LeftRun {
    fn new(folder: &Folder, run: &Run) -> Self {
        // The same folder by whichever way it is named.
        let path = fs::canonicalize(folder.path()).unwrap_or_else(|_| folder.path().to_owned());
        // A name that is no text leads to no journal, which is waited for like one that is gone.
        let journal = path.to_str().map(PathBuf::from).unwrap_or_default();
        Self { journal, run: run.id, begun: run.begun_at.as_millisecond(), since: None }
    }

    fn unknown() -> Self {
        Self { journal: PathBuf::new(), run: 0, begun: 0, since: None }
    }

    /// Whether it is this run of this folder's journal.
    #[must_use]
    pub fn is(&self, folder: &Folder, run: &Run) -> bool {
        let other = Self::new(folder, run);
        (&self.journal, self.run, self.begun) == (&other.journal, other.run, other.begun)
    }

    /// How many creations it has left without an answer; none where its journal is gone or is another one, so that
    /// the number is unknown.
    pub fn lost_creations(&self, account: &str, now: Timestamp) -> Option<u64> {
        let folder = Folder::existing(&self.journal).ok().flatten()?;
        let mut journal = folder.journal().ok()?;
        let run = journal.run(self.run).ok().filter(|run| run.account == account && self.is(&folder, run))?;
        journal.lost_creations_of(run.id, now).ok()
    }
}

impl Uptime {
    /// How long the system runs already, where it says so.
    #[must_use]
    pub fn now() -> Option<Self> {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().to_owned();
        let uptime = fs::read_to_string("/proc/uptime").ok()?;
        let seconds: f64 = uptime.split_ascii_whitespace().next()?.parse().ok()?;
        let milliseconds = Duration::try_from_secs_f64(seconds).ok()?.as_millis();
        Some(Self { boot, milliseconds: u64::try_from(milliseconds).ok()? })
    }

    /// How long ago this was; none where that is unknown, since the machine has restarted or does not say how long it
    /// has been running.
    #[must_use]
    pub fn passed(&self) -> Option<Duration> {
        let now = Self::now().filter(|now| now.boot == self.boot)?;
        now.milliseconds.checked_sub(self.milliseconds).map(Duration::from_millis)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;

    #[test]
    fn time_that_cannot_be_proved_has_not_passed() {
        let now = Uptime::now().unwrap();
        assert!(now.passed().unwrap() < Duration::from_secs(60));
        let ahead = Uptime { milliseconds: now.milliseconds + 3_600_000, ..now.clone() };
        assert_eq!(ahead.passed(), None, "from the future");
        let other = Uptime { boot: "another".into(), ..now };
        assert_eq!(other.passed(), None, "before the machine was started");
    }

    #[test]
    fn a_record_that_makes_no_sense_is_no_run_that_rests() {
        let folder = std::env::temp_dir().join(format!("participants-record-{}", std::process::id()));
        let (state, journals) = (super::super::StateFolder::open(&folder).unwrap(), Folder::open(&folder).unwrap());
        let mut journal = journals.journal().unwrap();
        let lock = state.lock("account").unwrap();
        assert_eq!(lock.left("account", &journals, &mut journal, Timestamp::UNIX_EPOCH).unwrap(), None);
        fs::write(&lock.record, "{").unwrap();
        let (left, passed) = lock.left("account", &journals, &mut journal, Timestamp::UNIX_EPOCH).unwrap().unwrap();
        assert_eq!((left.lost_creations("account", Timestamp::UNIX_EPOCH), passed), (None, Duration::ZERO));
        drop(fs::remove_dir_all(&folder));
    }
}

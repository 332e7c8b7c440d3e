//! The journal as an SQLite database: its settings, its tables, and whether a file is one of ours.

use super::{JournalError, placed::Placed, shared::Shared};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{fmt, path::Path, time::Duration};

/// A journal in a file of its own: an SQLite database that is written ahead and synchronised at every commit.
///
/// What it recorded is there after a crash of the program or a cut of the power. It holds the steps of each run with
/// people's values before and after, since a run is undone from them; and links, from a row's key to a participant.
/// Everything else in it is without values: states, times, identifiers, reasons. `Debug` shows none of it.
///
/// Beside those of [`Journal`](super::Journal) it has functions that need no runtime: they do the same at once.
pub struct SqliteJournal {
    pub(super) connection: Connection,
    /// Where its file is; none in memory.
    pub(super) placed: Option<Placed>,
    /// Where it locks accounts; none where no other process can reach them.
    pub(super) shared: Option<Shared>,
}

impl fmt::Debug for SqliteJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SqliteJournal(…)")
    }
}

/// What the database says in its head, so that no other program's file is taken for a journal: "part".
const APPLICATION: i32 = 0x7061_7274;

/// What makes each version of the tables out of the one before.
const VERSIONS: &[&str] = &[TABLES, UNDONE_AND_APPLIED];

/// How long to wait for another process's commit. A commit takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is taken away is overwritten: a link that is forgotten leaves no address behind.
const SETTINGS: &str = "
PRAGMA synchronous = FULL;
PRAGMA temp_store = FILE;
PRAGMA trusted_schema = OFF;
PRAGMA secure_delete = ON;
";

/// Steps do not change; outcomes do, and are small, so that a commit of a hundred touches a page or two. A row's place is
/// its run and its place in the plan in one number, by which the database finds it soonest. What is asked of a step while
/// it is carried out stands beside its body, which is read once, and a sum over it shows whether the disk kept it. A
/// run's number is never given again.
const TABLES: &str = "
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    account TEXT NOT NULL,
    undoes INTEGER,
    begun INTEGER NOT NULL,
    summary TEXT,
    fields TEXT,
    ended INTEGER
) STRICT;
CREATE TABLE step (
    place INTEGER PRIMARY KEY,
    id TEXT,
    kind TEXT,
    key TEXT,
    body TEXT NOT NULL,
    crc INTEGER NOT NULL
) STRICT;
CREATE TABLE outcome (
    place INTEGER PRIMARY KEY,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    sent INTEGER,
    settled INTEGER,
    lost INTEGER NOT NULL DEFAULT 0,
    id TEXT,
    note TEXT,
    seen TEXT
) STRICT;
CREATE TABLE link (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    by_hand INTEGER NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (account, kind, key)
) STRICT, WITHOUT ROWID;
";

/// A run that was undone is in a state of its own, and a step of which some fields were changed says which.
const UNDONE_AND_APPLIED: &str = "
ALTER TABLE run ADD COLUMN undone_by INTEGER;
UPDATE run SET undone_by =
    (SELECT max(other.id) FROM run AS other WHERE other.undoes = run.id AND other.summary IS NOT NULL);
ALTER TABLE outcome ADD COLUMN applied TEXT;
";

impl SqliteJournal {
    /// Opens the journal in this file, or makes an empty one where the file is missing or empty.
    ///
    /// # Errors
    /// The file cannot be opened, is no journal, or is of another version.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let journal = Self::with(Connection::open_with_flags(path, flags)?)?;
        Ok(Self { placed: Some(Placed::new(path)), ..journal })
    }

    /// A journal in memory: for trying, since nothing of it survives.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn in_memory() -> Result<Self, JournalError> {
        Self::with(Connection::open_in_memory()?)
    }

    fn with(mut connection: Connection) -> Result<Self, JournalError> {
        connection.busy_timeout(PATIENCE)?;
        // A statement is planned once, not again for the values of each step: that took as long as all the calls.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // In this order: nothing is written to a file before it is known to be a journal or empty.
        let application = number(&connection, "PRAGMA application_id")?;
        let tables = number(&connection, "SELECT count(*) FROM sqlite_schema")?;
        match (application, tables) {
            (APPLICATION, _) | (0, 0) => {}
            _ => return Err(JournalError::NotOurs("it is a database of another program")),
        }
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        connection.execute_batch(SETTINGS)?;
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version = usize::try_from(number(&transaction, "PRAGMA user_version")?).ok();
        let missing = version.and_then(|version| VERSIONS.get(version..));
        let missing = missing.ok_or(JournalError::NotOurs("it is of another version of this program"))?;
        if !missing.is_empty() {
            missing.iter().try_for_each(|version| transaction.execute_batch(version))?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSIONS.len() as i64)?;
        }
        transaction.commit()?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { connection, placed: None, shared: None })
    }
}

fn number(connection: &Connection, question: &str) -> Result<i32, rusqlite::Error> {
    connection.query_row(question, [], |row| row.get(0))
}

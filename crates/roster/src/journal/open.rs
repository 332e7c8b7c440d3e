//! Opening a journal: the database's settings, its tables, and whether it is one of ours.

use super::{Journal, JournalError};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{path::Path, time::Duration};

/// What the database says in its head, so that no other program's file is taken for a journal: "part".
const APPLICATION: i32 = 0x7061_7274;

/// The version of the tables.
const VERSION: i32 = 1;

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
/// it is carried out stands beside its body, which is read once, and a sum over it tells whether the disk kept it. A run's
/// number is never given again.
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

impl Journal {
    /// Opens the journal in this file, or makes an empty one where the file is missing or empty.
    ///
    /// # Errors
    /// The file cannot be opened, is no journal, or is of another version.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::with(Connection::open_with_flags(path, flags)?)
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
        // A statement is planned once, not anew for the values of each step: that took as long as all the calls.
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
        let made = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        match number(&made, "PRAGMA user_version")? {
            VERSION => {}
            0 => {
                made.execute_batch(TABLES)?;
                made.pragma_update(None, "application_id", APPLICATION)?;
                made.pragma_update(None, "user_version", VERSION)?;
            }
            _ => return Err(JournalError::NotOurs("it is of another version of this program")),
        }
        made.commit()?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { connection })
    }
}

fn number(connection: &Connection, question: &str) -> Result<i32, rusqlite::Error> {
    connection.query_row(question, [], |row| row.get(0))
}

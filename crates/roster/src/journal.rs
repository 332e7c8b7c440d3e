//! The journal: what was to be sent, what was sent, and what came of it, so that a run survives whatever stops it.

mod account_lock;
mod entry;
mod error;
mod files;
mod folder;
mod ledger;
mod links;
mod lost;
mod marks;
mod open;
mod place;
mod placed;
mod runs;
mod state;

pub use account_lock::{AccountLock, LeftRun, Uptime};
pub use entry::{Entry, Mark, State, Tally};
pub use error::JournalError;
pub use folder::Folder;
pub use ledger::Ledger;
pub use links::StoredLink;
pub use lost::{LostCreations, adopt};
pub use runs::{Loading, Run};
pub use state::StateFolder;

use placed::Placed;
use rusqlite::Connection;
use std::fmt;

/// A journal in a file of its own: an SQLite database that is written ahead and synchronised at every commit.
///
/// What it took down is there after a crash of the program or a cut of the power. It holds the steps of each run with
/// people's values before and after, since a run is undone from them; and links, from a row's key to a participant.
/// Everything else in it is without values: states, times, identifiers, reasons. `Debug` shows none of it.
pub struct Journal {
    connection: Connection,
    /// Where its file is; none in memory.
    placed: Option<Placed>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Journal(…)")
    }
}

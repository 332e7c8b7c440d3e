//! Use from code that is not async: one runtime of tokio, which each call is carried out on.
//!
//! `cargo run -p participants --example blocking --features dendreo -- ID PHONE`
//! needs `DENDREO_INSTANCE` (or `DENDREO_BASE_URL`) and `DENDREO_API_KEY`.

use participants::{Directory, Error, Field, Participant, ParticipantUpdate, Updated, connect};
use std::{env, io};
use tokio::runtime::{Builder, Runtime};

/// A directory whose methods return when they are done.
pub(crate) struct BlockingDirectory {
    directory: Box<dyn Directory>,
    // The connections belong to it, so it lasts as long as the directory.
    runtime: Runtime,
}

impl BlockingDirectory {
    pub(crate) fn new(directory: Box<dyn Directory>) -> io::Result<Self> {
        Ok(Self { directory, runtime: Builder::new_current_thread().enable_all().build()? })
    }

    /// Not to be called from async code: it would block a thread of it.
    fn get(&self, id: &str) -> Result<Participant, Error> {
        self.runtime.block_on(self.directory.get(id))
    }

    fn update(&self, id: &str, update: &ParticipantUpdate) -> Result<Updated, Error> {
        self.runtime.block_on(self.directory.update(id, update))
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (Some(id), Some(phone)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: blocking ID PHONE".into());
    };
    run(&BlockingDirectory::new(connect("dendreo")?)?, &id, &phone, &mut io::stdout())
}

/// Reads a person, and changes their phone number.
pub(crate) fn run(
    directory: &BlockingDirectory,
    id: &str,
    phone: &str,
    out: &mut impl io::Write,
) -> Result<(), Box<dyn std::error::Error>> {
    let person = directory.get(id)?;
    writeln!(out, "{} has {}", person.last_name.as_deref().unwrap_or("-"), person.phone.as_deref().unwrap_or("none"))?;
    let updated = directory.update(id, &ParticipantUpdate::new().phone(phone))?;
    writeln!(out, "now {}", updated.field(&Field::Phone).1.as_deref().unwrap_or("none"))?;
    Ok(())
}

//! One budget for several processes on one machine: a book in a file, locked for as long as it takes to turn a page.

use super::{
    Moment, WaitsFor,
    book::{Counted, End},
    copies::{self, Reading},
    lock,
};
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

/// How often a lock that another process holds is tried for, and how long between two tries: nothing waits for the
/// result, and whoever holds it is done in a fraction of a millisecond.
const TRIES: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_micros(50);

/// The book that several processes keep together.
#[derive(Debug)]
pub(super) struct Store(Mutex<Desk>);

#[derive(Debug)]
struct Desk {
    file: File,
    /// The book as this process saw it last.
    known: Option<Reading>,
    /// What happened and is not in the book yet, because another process had it.
    untold: Vec<News>,
}

/// What a process has to tell the others. All times are those on the wall.
#[derive(Debug)]
pub(super) enum News {
    /// A call that these windows count came to its end.
    Ended(Arc<[Counted]>, End),
    /// The provider asked to wait so long, from this time on.
    Paused(Moment, Duration),
}

/// What became of asking for leave.
pub(super) enum Turn {
    /// The call may leave now; these are its numbers.
    Leave(Vec<u64>),
    /// It is held back for so long.
    Held(Duration, WaitsFor),
    /// Another process has the book at this moment.
    Busy,
}

impl Store {
    /// The book in this file, which is made where there is none.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(Mutex::new(Desk { file: copies::open(path)?, known: None, untold: Vec::new() })))
    }

    /// Asks for leave, and counts the call where it is given.
    pub(super) fn leave(&self, windows: &[Counted], has_connection: bool) -> io::Result<Turn> {
        let turn = lock(&self.0).turned(|reading, now| match reading.book.held_until(windows, now) {
            Some((until, waits_for)) => (Turn::Held(until.since(now), waits_for), false),
            None => (Turn::Leave(reading.book.leave(windows, now, has_connection)), !windows.is_empty()),
        })?;
        Ok(turn.unwrap_or(Turn::Busy))
    }

    /// Tells the others. Where that cannot be done at once, it is done with the next call: an answer nobody knows of
    /// only makes them wait longer.
    pub(super) fn tell(&self, news: News) {
        let mut desk = lock(&self.0);
        // That all calls have to stop is worth some patience.
        let tries = if matches!(news, News::Paused(..)) { 10 * TRIES } else { TRIES };
        desk.untold.push(news);
        for _ in 0..tries {
            match desk.turned(|_, _| ((), false)) {
                Ok(None) => std::thread::sleep(BETWEEN_TRIES),
                Ok(Some(())) | Err(_) => return,
            }
        }
    }
}

impl Desk {
    /// Looks into the book, tells what is untold, and writes it where anything changed; `None` where another process
    /// has it. A process that dies lets go of the lock.
    fn turned<T>(&mut self, look: impl FnOnce(&mut Reading, Moment) -> (T, bool)) -> io::Result<Option<T>> {
        match self.file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let result = self.locked(look);
        self.file.unlock()?;
        result.map(Some)
    }

    fn locked<T>(&mut self, look: impl FnOnce(&mut Reading, Moment) -> (T, bool)) -> io::Result<T> {
        let now = Moment::on_the_wall();
        let mut reading = copies::read(&mut self.file, now, self.known.take())?;
        for news in &self.untold {
            match news {
                News::Ended(windows, end) => reading.book.ended(windows, end),
                News::Paused(from, wait) => reading.book.pause(*from, *wait),
            }
        }
        let (result, is_changed) = look(&mut reading, now);
        if is_changed || reading.is_mended || !self.untold.is_empty() {
            copies::write(&mut self.file, &mut reading)?;
            self.untold.clear();
        }
        self.known = Some(reading);
        Ok(result)
    }
}

//! One budget for several processes on one machine: a state in a file, locked only while it is read and written.

use super::{
    UnixNanos, WaitsFor,
    copies::{self, Reading},
    lock,
    state::{Counted, End},
};
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

/// How often a lock that another process holds is tried for, and how long between two tries: nothing waits for the
/// result, and the process that holds it is done in a fraction of a millisecond.
const TRIES: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_micros(50);

/// The state that several processes keep together.
#[derive(Debug)]
pub(super) struct Store(Mutex<SharedState>);

#[derive(Debug)]
struct SharedState {
    file: File,
    /// The state as this process saw it last.
    known: Option<Reading>,
    /// What happened and is not in the state yet, because another process had it.
    pending: Vec<Event>,
}

/// What a process reports to the others. All times are those of the system clock.
#[derive(Debug)]
pub(super) enum Event {
    /// A call that these windows count came to its end.
    Ended(Arc<[Counted]>, End),
    /// The provider asked to wait so long, from this time on.
    Paused(UnixNanos, Duration),
}

/// The result of asking for permission.
pub(super) enum Acquire {
    /// The call may leave now; these are its numbers.
    Leave(Vec<u64>),
    /// It is held back for so long.
    Held(Duration, WaitsFor),
    /// Another process has the state at this moment.
    Busy,
}

impl Store {
    /// The state in this file, which is made where there is none.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(Mutex::new(SharedState { file: copies::open(path)?, known: None, pending: Vec::new() })))
    }

    /// Asks for leave, and counts the call where it is given.
    pub(super) fn leave(&self, windows: &[Counted], has_connection: bool) -> io::Result<Acquire> {
        let turn = lock(&self.0).with_lock(|reading, now| match reading.state.held_until(windows, now) {
            Some((until, waits_for)) => (Acquire::Held(until.since(now), waits_for), false),
            None => (Acquire::Leave(reading.state.leave(windows, now, has_connection)), !windows.is_empty()),
        })?;
        Ok(turn.unwrap_or(Acquire::Busy))
    }

    /// Reports an event to the other processes. Where that cannot be done at once, it is done with the next call: an
    /// answer the others do not know of only makes them wait longer.
    pub(super) fn publish(&self, event: Event) {
        let mut state = lock(&self.0);
        // That all calls have to stop is worth some patience.
        let tries = if matches!(event, Event::Paused(..)) { 10 * TRIES } else { TRIES };
        state.pending.push(event);
        for _ in 0..tries {
            match state.with_lock(|_, _| ((), false)) {
                Ok(None) => std::thread::sleep(BETWEEN_TRIES),
                Ok(Some(())) | Err(_) => return,
            }
        }
    }
}

impl SharedState {
    /// Looks into the state, adds what is pending, and writes it where anything changed; `None` where another process
    /// has it. A process that ends releases the lock.
    fn with_lock<T>(&mut self, look: impl FnOnce(&mut Reading, UnixNanos) -> (T, bool)) -> io::Result<Option<T>> {
        match self.file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let result = self.locked(look);
        self.file.unlock()?;
        result.map(Some)
    }

    fn locked<T>(&mut self, look: impl FnOnce(&mut Reading, UnixNanos) -> (T, bool)) -> io::Result<T> {
        let now = UnixNanos::on_the_wall();
        let mut reading = copies::read(&mut self.file, now, self.known.take())?;
        for event in &self.pending {
            match event {
                Event::Ended(windows, end) => reading.state.ended(windows, end),
                Event::Paused(from, wait) => reading.state.pause(*from, *wait),
            }
        }
        let (result, is_changed) = look(&mut reading, now);
        if is_changed || reading.is_mended || !self.pending.is_empty() {
            copies::write(&mut self.file, &mut reading)?;
            self.pending.clear();
        }
        self.known = Some(reading);
        Ok(result)
    }
}

//! How far a run is, for the caller that watches it.

use crate::journal::StateCounts;
use std::time::Duration;

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many entries are in each state.
    pub tally: StateCounts,
    /// How many are under way.
    pub under_way: usize,
    /// What it does.
    pub stage: Stage,
}

/// What a run does right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Carries out steps.
    Sending,
    /// Looks up what became of steps whose answer was lost.
    Settling,
    /// Waits, this long, until a lost answer may be settled.
    Quarantine(Duration),
    /// Waits, this long, before it tries again.
    Pause(Duration),
    /// Finishes what is under way, since it is to end.
    Finishing,
}

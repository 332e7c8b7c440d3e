//! What a seed decides before anything happens: how often things fail, and how much.

use fastrand::Rng;
use std::time::Duration;

/// How rough one simulated run is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Roughness {
    /// Of a hundred writes, how many go wrong.
    pub(crate) writes: u32,
    /// Of a hundred reads, how many go wrong.
    pub(crate) reads: u32,
    /// Of a hundred responses that end in the middle, how many seem whole.
    pub(crate) cuts: u32,
    /// Of a hundred calls, how many have an edit by another user before or after them.
    pub(crate) others: u32,
    /// Of a hundred calls, how many see the machine's clock jump.
    pub(crate) jumps: u32,
    /// Of a hundred commits, how many the journal fails.
    pub(crate) commits: u32,
    /// Of a hundred calls, how many see a person ask for the end of the run.
    pub(crate) stops: u32,
    /// How often the engine is started while things go wrong.
    pub(crate) lives: u32,
    /// Of a hundred lives, how many end in a crash.
    pub(crate) crashes: u32,
    /// How long the engine waits before it looks for a creation whose response is lost.
    pub(crate) settle_after: Duration,
}

const TROUBLES: &str = "writes, reads, cuts, others, jumps, commits, stops, crashes";

impl Roughness {
    pub(crate) fn of(rng: &mut Rng) -> Self {
        let mut pick = |list: &[u32]| list[rng.usize(..list.len())];
        Self {
            writes: pick(&[0, 10, 25, 50]),
            reads: pick(&[0, 0, 5, 15]),
            cuts: 50,
            others: pick(&[0, 0, 5, 20]),
            jumps: pick(&[0, 0, 0, 10]),
            commits: pick(&[0, 0, 0, 5, 15]),
            stops: pick(&[0, 0, 0, 2]),
            lives: pick(&[1, 1, 2, 3, 4]),
            crashes: pick(&[0, 50, 90]),
            settle_after: Duration::from_secs(pick(&[10, 30, 60]).into()),
        }
    }

    /// The same without these kinds of trouble.
    pub(crate) fn without(mut self, kinds: &[String]) -> Self {
        for kind in kinds {
            let field = match kind.as_str() {
                "writes" => &mut self.writes,
                "reads" => &mut self.reads,
                "cuts" => &mut self.cuts,
                "others" => &mut self.others,
                "jumps" => &mut self.jumps,
                "commits" => &mut self.commits,
                "stops" => &mut self.stops,
                "crashes" => &mut self.crashes,
                _ => panic!("there is no trouble {kind:?}; there are {TROUBLES}"),
            };
            *field = 0;
        }
        self
    }

    /// The latest that a request takes effect after its caller is gone. The engine relies on it: it waits longer.
    pub(crate) fn latest_effect(&self) -> Duration {
        self.settle_after.mul_f64(0.8)
    }
}

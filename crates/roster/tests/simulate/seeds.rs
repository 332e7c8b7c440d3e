//! Many seeds in a row, and one again.

use crate::{plant::Asked, play::play};
use std::{collections::BTreeMap, time::Instant};

/// What many seeds came to.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) seeds: u64,
    /// How often each kind of thing happened.
    pub(crate) counts: BTreeMap<&'static str, u64>,
}

/// Plays seeds until one breaks a promise: that seed and what it broke.
pub(crate) fn first_failing(
    seeds: impl IntoIterator<Item = u64>,
    asked: &Asked,
    seen: &mut Seen,
) -> Option<(u64, Vec<String>)> {
    for seed in seeds {
        let played = play(seed, asked);
        seen.seeds += 1;
        played.counts.into_iter().for_each(|(kind, count)| *seen.counts.entry(kind).or_default() += count);
        if !played.problems.is_empty() {
            return Some((seed, played.problems));
        }
    }
    None
}

/// Plays a seed again and prints what happened, line by line.
pub(crate) fn show(seed: u64, asked: &Asked) {
    let played = play(seed, asked);
    played.lines.iter().for_each(|line| eprintln!("{line}"));
    eprintln!("seed {seed}: trace {:016x}", played.hash);
    played.problems.iter().for_each(|problem| eprintln!("seed {seed}: {problem}"));
}

/// As `cargo xtask simulate` asks: many seeds, or one.
pub(crate) fn run(seeds: u64, first: u64, only: Option<u64>, asked: &Asked) {
    if let Some(seed) = only {
        show(seed, asked);
        assert!(play(seed, asked).problems.is_empty(), "seed {seed} breaks a promise");
        return;
    }
    let (began, mut seen) = (Instant::now(), Seen::default());
    let failing = first_failing(first..first + seeds, asked, &mut seen);
    let seconds = began.elapsed().as_secs_f64();
    let counts: Vec<_> = seen.counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    eprintln!(
        "{} seeds in {seconds:.1} s, {:.0} a second: {}",
        seen.seeds,
        seen.seeds as f64 / seconds,
        counts.join(", ")
    );
    if let Some((seed, problems)) = failing {
        show(seed, asked);
        panic!("seed {seed} breaks a promise: {}\nagain: cargo xtask simulate --seed {seed}", problems.join("; "));
    }
}

//! What a process has cost so far, as Linux counts it; elsewhere the clock counts, and memory is not shown.

#![allow(dead_code, clippy::unwrap_used)] // Each program that measures takes what it needs.

use std::{env, fs, process::Command, sync::LazyLock, time::Instant};

/// Measures for as many as the arguments name, else for 100 000 and for a million: each in a process of its own, so
/// that their peaks do not mix.
pub(crate) fn each(measure: fn(u64)) {
    let counts: Vec<u64> = env::args().skip(1).filter_map(|number| number.parse().ok()).collect();
    match counts[..] {
        [one] => measure(one),
        [] => apart(&[100_000, 1_000_000]),
        _ => apart(&counts),
    }
}

fn apart(numbers: &[u64]) {
    let program = env::current_exe().unwrap();
    for number in numbers {
        assert!(Command::new(&program).arg(number.to_string()).status().unwrap().success());
    }
}

/// Seconds of this thread's CPU time, since other programs have no part in it.
pub(crate) fn cpu() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = schedstat.split(' ').next().and_then(|first| first.parse::<u64>().ok()).filter(|time| *time > 0);
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |time| time as f64 / 1e9)
}

/// How long something takes, in seconds.
pub(crate) fn time(work: impl FnOnce()) -> f64 {
    let begun = cpu();
    work();
    cpu() - begun
}

/// The least of several times, in seconds: other work on the machine only ever adds.
pub(crate) fn least(mut work: impl FnMut()) -> f64 {
    (0..5).map(|_| time(&mut work)).fold(f64::INFINITY, f64::min)
}

/// Forgets the most memory the process had so far; how much it has now, in bytes.
pub(crate) fn forget_peak() -> Option<u64> {
    fs::write("/proc/self/clear_refs", "5").ok()?;
    memory("VmRSS:")
}

/// The most memory that was in use, in bytes.
pub(crate) fn peak() -> Option<u64> {
    memory("VmHWM:")
}

fn memory(which: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(which))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

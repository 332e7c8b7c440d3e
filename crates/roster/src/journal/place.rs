//! Where a step stands in the database: its run and its place in the plan, in one number.

use super::JournalError;

/// How many places a run has.
const SPAN: u64 = 1 << 32;

/// The place of a run's step.
pub(super) fn place(run: u64, at: u64) -> Result<i64, JournalError> {
    let first = run.checked_mul(SPAN).filter(|_| at < SPAN);
    first.and_then(|first| i64::try_from(first + at).ok()).ok_or(JournalError::NoSuchRun(run))
}

/// The first and the last place of a run.
pub(super) fn places(run: u64) -> Result<[i64; 2], JournalError> {
    Ok([place(run, 0)?, place(run, SPAN - 1)?])
}

/// The step's place in its plan.
pub(super) fn at(place: i64) -> u64 {
    place as u64 % SPAN
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;

    #[test]
    fn no_two_steps_have_one_place() {
        let most = (1 << 31) - 1;
        for run in [1, 2, most] {
            let [first, last] = places(run).unwrap();
            assert_eq!((at(first), at(last)), (0, SPAN - 1));
            assert!(place(run - 1, SPAN - 1).unwrap() < first && place(run, 7).unwrap() < last);
        }
        for (run, at) in [(1, SPAN), (most + 1, 0), (u64::MAX, 0), (0, u64::MAX)] {
            assert!(place(run, at).is_err(), "{run} {at}");
        }
    }
}

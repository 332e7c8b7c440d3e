//! Strict sliding windows: a log of arrival times per key. Which windows exist is the emulators' business.

use crate::emulator::Window;
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// The arrivals at one remote side that still count.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    arrivals: HashMap<(String, Duration), VecDeque<Duration>>,
}

impl Limiter {
    /// Counts a call that arrives `now` in all its windows.
    ///
    /// # Errors
    /// It is one too many in at least one window: how long it would have had to wait. Such a call is counted only if
    /// `count_refused`.
    pub(crate) fn arrive(&mut self, windows: &[Window], now: Duration, count_refused: bool) -> Result<(), Duration> {
        let mut wait = None;
        for window in windows {
            let log = self.log(window);
            // A call counts until exactly `per` has passed: the span is open at its older end.
            while log.front().is_some_and(|arrival| now.saturating_sub(*arrival) >= window.per) {
                log.pop_front();
            }
            if log.len() >= window.count {
                let free_again = log.get(log.len() - window.count).map_or(window.per, |arrival| *arrival + window.per);
                wait = wait.max(Some(free_again.saturating_sub(now)));
            }
        }
        if wait.is_none() || count_refused {
            for window in windows {
                self.log(window).push_back(now);
            }
        }
        wait.map_or(Ok(()), Err)
    }

    fn log(&mut self, window: &Window) -> &mut VecDeque<Duration> {
        self.arrivals.entry((window.key.clone(), window.per)).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Limiter;
    use crate::emulator::Window;
    use std::time::Duration;

    fn window(key: &str, count: usize, seconds: u64) -> Window {
        Window { key: key.into(), count, per: Duration::from_secs(seconds) }
    }

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_window_slides_and_does_not_start_again() {
        let windows = [window("all", 2, 10)];
        let mut limiter = Limiter::default();
        assert_eq!(limiter.arrive(&windows, ms(0), false), Ok(()));
        assert_eq!(limiter.arrive(&windows, ms(9_000), false), Ok(()));
        // A counter that is emptied every ten seconds would let both of these through.
        assert_eq!(limiter.arrive(&windows, ms(10_000), false), Ok(()));
        assert_eq!(limiter.arrive(&windows, ms(10_001), false), Err(ms(8_999)));
        assert_eq!(limiter.arrive(&windows, ms(18_999), false), Err(ms(1)));
        assert_eq!(limiter.arrive(&windows, ms(19_000), false), Ok(()));
    }

    #[test]
    fn a_refused_call_counts_only_where_set() {
        let windows = [window("all", 1, 1)];
        let mut lenient = Limiter::default();
        let mut harsh = Limiter::default();
        for (now, count_refused, limiter) in [(0, false, &mut lenient), (0, true, &mut harsh)] {
            assert_eq!(limiter.arrive(&windows, ms(now), count_refused), Ok(()));
            assert_eq!(limiter.arrive(&windows, ms(900), count_refused), Err(ms(100)));
        }
        assert_eq!(lenient.arrive(&windows, ms(1_000), false), Ok(()));
        assert_eq!(harsh.arrive(&windows, ms(1_000), true), Err(ms(900)));
    }

    #[test]
    fn keys_are_apart_and_every_window_must_have_room() {
        let mut limiter = Limiter::default();
        let list = [window("list", 1, 1), window("day", 3, 100)];
        let update = [window("update", 1, 1), window("day", 3, 100)];
        assert_eq!(limiter.arrive(&list, ms(0), false), Ok(()));
        assert_eq!(limiter.arrive(&update, ms(0), false), Ok(()));
        // Refused by one window, it takes no room in the other.
        assert_eq!(limiter.arrive(&list, ms(500), false), Err(ms(500)));
        assert_eq!(limiter.arrive(&list, ms(1_000), false), Ok(()));
        assert_eq!(limiter.arrive(&update, ms(1_000), false), Err(ms(99_000)));
    }

    #[test]
    fn no_room_at_all_refuses_every_call() {
        assert_eq!(Limiter::default().arrive(&[window("none", 0, 5)], ms(0), false), Err(ms(5_000)));
    }
}

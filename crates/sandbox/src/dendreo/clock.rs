//! Dates and times as Dendreo writes them, and the emulator's own clock. No real clock is read here.

/// Seconds from 1970 to 2026-01-05 08:00:00, local time: when the emulator starts.
const START: u64 = 1_767_600_000;

const DAY: u64 = 86_400;

/// A clock that moves on by one second with each write, so that equal runs give equal times.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    writes: u64,
}

impl Clock {
    /// The next moment, for a write: `YYYY-MM-DD HH:MM:SS`.
    pub(super) fn tick(&mut self) -> String {
        self.writes += 1;
        text(START + self.writes)
    }

    /// The day that lies so many days back: `YYYY-MM-DD`.
    pub(super) fn days_ago(self, days: u64) -> String {
        text((START + self.writes).saturating_sub(days.saturating_mul(DAY)))[..10].to_owned()
    }
}

/// The moment so many minutes before the start: `YYYY-MM-DD HH:MM:SS`.
pub(super) fn minutes_before_start(minutes: u64) -> String {
    text(START.saturating_sub(minutes * 60))
}

/// Whether the text is a day of the calendar: `YYYY-MM-DD`.
pub(super) fn is_day(text: &str) -> bool {
    day_number(text).is_some()
}

/// Whether the text is a day, or a moment of one: `YYYY-MM-DD HH:MM:SS`.
pub(super) fn is_day_or_moment(text: &str) -> bool {
    is_day(text) || seconds(text).is_some()
}

/// The seconds between two moments, if both are some and in this order.
pub(super) fn seconds_between(from: &str, to: &str) -> Option<u64> {
    seconds(to)?.checked_sub(seconds(from)?)
}

/// The seconds from 1970 to a moment: `YYYY-MM-DD HH:MM:SS`.
fn seconds(moment: &str) -> Option<u64> {
    let (day, time) = moment.split_once(' ')?;
    let mut parts = time.split(':').map(|part| if part.len() == 2 { digits(part) } else { None });
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let is_time = parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60;
    let days = day_number(day)?;
    is_time.then_some(days * DAY + hours * 3600 + minutes * 60 + seconds)
}

/// The days from 1970 to a day; those before it count as 0.
fn day_number(text: &str) -> Option<u64> {
    let mut parts = text.split('-').map(|part| (part.len(), digits(part)));
    let [Some((4, Some(year))), Some((2, Some(month))), Some((2, Some(day))), None] =
        [parts.next(), parts.next(), parts.next(), parts.next()]
    else {
        return None;
    };
    if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let years: u64 = (1970..year).map(days_of).sum();
    let months: u64 = (1..month).map(|month| days_in(year, month)).sum();
    Some(if year < 1970 { 0 } else { years + months + day - 1 })
}

fn digits(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn text(seconds: u64) -> String {
    let (mut days, time) = (seconds / DAY, seconds % DAY);
    let mut year = 1970;
    while days >= days_of(year) {
        days -= days_of(year);
        year += 1;
    }
    let mut month = 1;
    while days >= days_in(year, month) {
        days -= days_in(year, month);
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02} {:02}:{:02}:{:02}", days + 1, time / 3600, time / 60 % 60, time % 60)
}

fn days_of(year: u64) -> u64 {
    (1..=12).map(|month| days_in(year, month)).sum()
}

fn days_in(year: u64, month: u64) -> u64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, START, is_day, is_day_or_moment, minutes_before_start, seconds, seconds_between};

    #[test]
    fn the_clock_moves_with_writes_only() {
        let mut clock = Clock::default();
        assert_eq!(clock.days_ago(0), "2026-01-05");
        assert_eq!(clock.days_ago(677), "2024-02-28");
        assert_eq!(clock.tick(), "2026-01-05 08:00:01");
        assert_eq!(clock.tick(), "2026-01-05 08:00:02");
        assert_eq!(minutes_before_start(8 * 60 + 1), "2026-01-04 23:59:00");
        assert_eq!(seconds("2026-01-05 08:00:00"), Some(START));
    }

    #[test]
    fn spans_are_counted_across_days() {
        assert_eq!(seconds_between("2026-02-28 23:00:00", "2026-03-01 01:30:00"), Some(9_000));
        assert_eq!(seconds_between("2026-03-01 01:30:00", "2026-02-28 23:00:00"), None);
        assert_eq!(seconds_between("2026-03-01", "2026-03-02"), None);
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for good in ["1990-04-12", "2024-02-29", "2000-02-29", "1946-01-01"] {
            assert!(is_day(good), "{good}");
        }
        for bad in [
            "",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-04-31",
            "12/04/1990",
            "1990-4-12",
            "+990-04-12",
            "1990-04-12 ",
        ] {
            assert!(!is_day(bad) && !is_day_or_moment(bad), "{bad}");
        }
    }

    #[test]
    fn a_moment_is_a_day_and_a_time() {
        assert!(is_day_or_moment("2026-02-02 09:00:00") && is_day_or_moment("2026-02-02"));
        for bad in ["2026-02-02 24:00:00", "2026-02-02 9:00:00", "2026-02-02T09:00:00Z", "2026-02-30 09:00:00"] {
            assert!(!is_day_or_moment(bad), "{bad}");
        }
    }
}

//! Dates as text: whether one is real, and the server's own timestamps. No clock is read here.

/// Seconds from 1970-01-01 to 2026-01-05 08:00:00 UTC, when the first seeded record was made.
const BASE: u64 = 1_767_600_000;

/// Whether the text is a date of the calendar, as `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(5..7), digits(8..10)) else { return false };
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && (1..=days_in(year, month)).contains(&day)
}

/// The moment this many seconds after the first record, as `YYYY-MM-DDTHH:MM:SS`, in UTC and without an offset.
pub(super) fn stamp(seconds: u64) -> String {
    let moment = BASE + seconds;
    let (mut days, time) = (moment / 86_400, moment % 86_400);
    let mut year = 1970;
    while days >= days_of(year) {
        days -= days_of(year);
        year += 1;
    }
    let mut month = 1;
    while days >= u64::from(days_in(year, month)) {
        days -= u64::from(days_in(year, month));
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}T{:02}:{:02}:{:02}", days + 1, time / 3600, time / 60 % 60, time % 60)
}

fn days_of(year: u32) -> u64 {
    if leap(year) { 366 } else { 365 }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

fn leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::{is_date, stamp};

    #[test]
    fn only_real_days_are_dates() {
        for good in ["1991-04-07", "2000-02-29", "2024-02-29", "0001-12-31"] {
            assert!(is_date(good), "{good}");
        }
        let bad =
            ["1900-02-29", "2023-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-1-01", "07.04.1991", "", "é"];
        for bad in bad.into_iter().chain(["2023-01-00", "2023-01-01T00:00:00Z", "+023-01-01", "2023/01/01"]) {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn stamps_follow_the_calendar() {
        assert_eq!(stamp(0), "2026-01-05T08:00:00");
        assert_eq!(stamp(61), "2026-01-05T08:01:01");
        assert_eq!(stamp(27 * 86_400), "2026-02-01T08:00:00");
        assert_eq!(stamp(54 * 86_400 + 57_600), "2026-03-01T00:00:00");
        assert_eq!(stamp(361 * 86_400 - 28_801), "2026-12-31T23:59:59");
        assert_eq!(stamp(361 * 86_400 - 28_800), "2027-01-01T00:00:00");
        assert_eq!(stamp((365 + 365) * 86_400), "2028-01-05T08:00:00");
    }
}

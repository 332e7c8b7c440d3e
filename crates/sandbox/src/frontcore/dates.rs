//! Days and moments as FrontCore writes them: dates, week numbers, timestamps in Norwegian time. No clock is read here.

/// Seconds from 1970 to 2026-01-05 08:00:00 UTC, when the first seeded enrolment was made.
pub(super) const BASE: i64 = 1_767_600_000;

/// Seconds from 1970 to 2025-06-16 08:00:00 UTC, in summer time, when the first seeded person was stored.
pub(super) const PEOPLE_BASE: i64 = 1_750_060_800;

/// Days from 1970 to 2026-02-02, a Monday: the first course date.
pub(super) const FIRST_START: i64 = 20_486;

const DAY: i64 = 86_400;

/// A moment (seconds from 1970, UTC) as `2026-01-31T13:45:00+01:00`.
pub(super) fn timestamp(utc: i64) -> String {
    format!("{}+{:02}:00", local(utc, 'T'), offset(utc) / 3600)
}

/// A moment as `2026-01-31 13:45:00`, in Norwegian time as well but without saying so.
pub(super) fn plain(utc: i64) -> String {
    local(utc, ' ')
}

/// The Norwegian day of a moment, or the one this many days later.
pub(super) fn today(utc: i64, later: u64) -> String {
    let later = i64::try_from(later).unwrap_or_default();
    day((utc + offset(utc)).div_euclid(DAY) + later)
}

/// A day (days from 1970) as `2026-01-31`.
pub(super) fn day(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The ISO week number of a day such as `2026-01-31`.
pub(super) fn week_of(text: &str) -> Option<i64> {
    // A week belongs to the year of its Thursday; 1970-01-01 was one.
    let days = parse_day(text)?;
    let thursday = days - (days + 3).rem_euclid(7) + 3;
    let (year, ..) = civil(thursday);
    Some((thursday - days_from(year, 1, 1)) / 7 + 1)
}

/// A filter's moment: `2026-01-31` (midnight) or `2026-01-31 13:45:00`, read in Norwegian time or in UTC.
pub(super) fn filter(text: &str, norwegian: bool) -> Option<i64> {
    let (date, clock) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    let local = parse_day(date)? * DAY + seconds(clock)?;
    Some(if norwegian { local - offset(local - 3600) } else { local })
}

/// The day of a filter that takes days: a moment is taken for its day.
pub(super) fn filter_day(text: &str) -> Option<&str> {
    filter(text, false).and_then(|_| text.get(..10))
}

/// Whether the text is a date of the calendar, as `2026-01-31`.
pub(super) fn is_day(text: &str) -> bool {
    parse_day(text).is_some()
}

/// Whether the text is a time of the day, as `13:45`.
pub(super) fn is_clock(text: &str) -> bool {
    text.len() == 5 && seconds(&format!("{text}:00")).is_some()
}

/// Whether the text is a moment, as `2026-01-31 13:45`.
pub(super) fn is_moment(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(day, clock)| is_day(day) && is_clock(clock))
}

fn parse_day(text: &str) -> Option<i64> {
    let [year, month, date] = numbers(text, '-', [4, 2, 2])?;
    let days = days_from(year, month, date);
    (civil(days) == (year, month, date)).then_some(days)
}

/// The seconds of the day at `13:45:00`.
fn seconds(clock: &str) -> Option<i64> {
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// A moment in Norwegian time, with this between day and clock.
fn local(utc: i64, separator: char) -> String {
    let local = utc + offset(utc);
    let clock = local.rem_euclid(DAY);
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{}{separator}{hour:02}:{minute:02}:{second:02}", day(local.div_euclid(DAY)))
}

/// Three numbers of fixed widths with a separator between them.
fn numbers(text: &str, separator: char, widths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut found = [0; 3];
    for (slot, width) in found.iter_mut().zip(widths) {
        let part = parts.next().filter(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// Seconds that Norwegian time is ahead of UTC: two hours between the last Sundays of March and October, 01:00 UTC.
fn offset(utc: i64) -> i64 {
    let (year, ..) = civil(utc.div_euclid(DAY));
    let change = |month| {
        let last = days_from(year, month, 31);
        (last - (last + 4).rem_euclid(7)) * DAY + 3600
    };
    if (change(3)..change(10)).contains(&utc) { 7200 } else { 3600 }
}

/// Year, month and day of a day counted from 1970-01-01, by the calendar's 400-year cycle that starts in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (cycle, of_cycle) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (cycle * 400 + year + i64::from(month <= 2), month, of_year - (153 * march + 2) / 5 + 1)
}

fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let march = (month + 9) % 12;
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    cycle * 146_097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + (153 * march + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::{
        BASE, FIRST_START, PEOPLE_BASE, day, filter, filter_day, is_clock, is_day, is_moment, plain, timestamp, today,
        week_of,
    };

    #[test]
    fn timestamps_carry_the_offset_of_the_season() {
        assert_eq!(timestamp(BASE), "2026-01-05T09:00:00+01:00");
        assert_eq!(timestamp(PEOPLE_BASE), "2025-06-16T10:00:00+02:00");
        // The last second of winter time and the first of summer time, and back.
        assert_eq!(timestamp(1_774_745_999), "2026-03-29T01:59:59+01:00");
        assert_eq!(timestamp(1_774_746_000), "2026-03-29T03:00:00+02:00");
        assert_eq!(timestamp(1_792_889_999), "2026-10-25T02:59:59+02:00");
        assert_eq!(timestamp(1_792_890_000), "2026-10-25T02:00:00+01:00");
    }

    #[test]
    fn weeks_follow_iso_8601() {
        assert_eq!((day(FIRST_START), week_of("2026-02-02")), ("2026-02-02".into(), Some(6)));
        assert_eq!(week_of("2025-12-28"), Some(52), "a Sunday");
        assert_eq!(week_of("2025-12-29"), Some(1), "belongs to 2026");
        assert_eq!(week_of("2027-01-01"), Some(53), "belongs to 2026");
        assert_eq!(week_of(""), None);
    }

    #[test]
    fn filters_are_days_or_moments_without_zone() {
        assert_eq!(filter("2026-01-05 09:00:00", true), Some(BASE));
        assert_eq!(filter("2026-01-05 08:00:00", false), Some(BASE));
        assert_eq!(filter("2025-06-16 10:00:00", true), Some(PEOPLE_BASE));
        assert_eq!(filter("2026-01-05", true), Some(BASE - 9 * 3600));
        for bad in ["", "2026-1-5", "2026-02-30", "2026-01-05T09:00:00", "2026-01-05 24:00:00", "2026-01-05 9:00"] {
            assert_eq!(filter(bad, true), None, "{bad}");
        }
    }

    #[test]
    fn a_day_begins_at_norwegian_midnight() {
        assert_eq!(plain(BASE), "2026-01-05 09:00:00");
        assert_eq!(
            (today(BASE + 15 * 3600 - 1, 0), today(BASE + 15 * 3600, 0)),
            ("2026-01-05".into(), "2026-01-06".into())
        );
        assert_eq!(today(BASE, 28), day(FIRST_START));
    }

    #[test]
    fn clock_times_have_no_seconds_where_they_are_written() {
        assert!(is_clock("00:00") && is_clock("23:59") && is_moment("2026-01-31 13:45"));
        for bad in ["", "24:00", "9:00", "09:00:00", "09-00", "0:000"] {
            assert!(!is_clock(bad) && !is_moment(&format!("2026-01-31 {bad}")), "{bad}");
        }
        assert!(!is_moment("2026-02-30 13:45") && !is_moment("2026-01-31"));
        assert_eq!((filter_day("2026-01-31 13:45:00"), filter_day("now")), (Some("2026-01-31"), None));
    }

    #[test]
    fn only_real_days_are_days() {
        assert!(is_day("2024-02-29") && is_day("1899-12-31"));
        for bad in ["2023-02-29", "1900-02-29", "2023-13-01", "01.02.2023", "2023-01-00", "+023-01-01"] {
            assert!(!is_day(bad), "{bad}");
        }
    }
}

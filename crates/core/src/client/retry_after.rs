//! The `Retry-After` header: seconds or an HTTP date.

use crate::model::span;
use http::{HeaderMap, header::RETRY_AFTER};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::time::Duration;

/// How long the answer asks to wait, if it does in a way that can be read: a year at the most. A date in the past is no
/// wait at all.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit()) {
        // A number too large to be read is longer than anything that is taken.
        text.parse().map_or(span::LONGEST, Duration::from_secs)
    } else {
        let date = DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", text).ok()?;
        match date.to_zoned(TimeZone::UTC) {
            Ok(until) => until.timestamp().duration_since(now).try_into().unwrap_or(Duration::ZERO),
            // A day at the very end of the calendar, which has no instant.
            Err(_) => span::LONGEST,
        }
    };
    Some(wait.min(span::LONGEST))
}

/// The moment as an HTTP date, for tests and emulators.
#[cfg(test)]
fn http_date(moment: Timestamp) -> String {
    jiff::fmt::strtime::format("%a, %d %b %Y %H:%M:%S GMT", &moment.to_zoned(TimeZone::UTC)).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Duration> {
        let headers = [(RETRY_AFTER, text.parse().unwrap())].into_iter().collect();
        retry_after(&headers, "2026-11-22T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(read("120"), Some(Duration::from_secs(120)));
        assert_eq!(read(" 0 "), Some(Duration::ZERO));
        assert_eq!(read("Sun, 22 Nov 2026 10:00:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(read("Sun, 22 Nov 2026 09:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read(&http_date("2026-11-22T10:01:00Z".parse().unwrap())), Some(Duration::from_secs(60)));
    }

    #[test]
    fn no_wait_is_longer_than_a_year() {
        let year = Some(Duration::from_secs(365 * 24 * 60 * 60));
        for long in ["31536001", "18446744073709551615", "18446744073709551616", "99999999999999999999999"] {
            assert_eq!(read(long), year, "{long}");
        }
        assert_eq!(read("Fri, 31 Dec 9999 22:00:00 GMT"), year);
    }

    #[test]
    fn nonsense_is_no_wait() {
        for unreadable in ["", "soon", "-5", "+5", "1.5", "2026-11-22", "Fri, 31 Dec 99999 23:59:59 GMT"] {
            assert_eq!(read(unreadable), None, "{unreadable}");
        }
    }
}

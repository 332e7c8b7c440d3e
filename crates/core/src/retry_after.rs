//! The `Retry-After` header: seconds or an HTTP date.

use http::{HeaderMap, header::RETRY_AFTER};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use std::time::Duration;

/// How long the answer asks to wait, if it does in a way that can be read. A date in the past is no wait at all.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", text).ok()?;
    let until = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(until.duration_since(now).try_into().unwrap_or(Duration::ZERO))
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
    fn nonsense_is_no_wait() {
        for odd in ["", "soon", "-5", "1.5", "2026-11-22", "99999999999999999999999"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}

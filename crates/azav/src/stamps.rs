//! The stamps of a record as points in time.

use participants_core::jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// The point in time a stamp (`insertedAt`, `updatedAt`) stands for; `None` where it cannot be read, and the text is all
/// there is.
///
/// The schema says RFC 3339
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>). A stamp without
/// an offset is read as UTC: that is inferred from the vendor's framework, whose applications often write none.
///
/// ```
/// use participants_azav::timestamp;
///
/// assert_eq!(timestamp("2026-01-05T08:00:01"), timestamp("2026-01-05T09:00:01.000+01:00"));
/// assert_eq!(timestamp("2026-01-05"), None);
/// ```
#[must_use]
pub fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    // A date alone would be read as its midnight, which it does not say.
    text.find(['T', 't', ' '])?;
    let in_utc = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp());
    text.parse().ok().or_else(in_utc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_and_without_offset_and_fraction() {
        let wanted: Timestamp = "2026-01-05T08:00:01Z".parse().unwrap();
        for text in [
            "2026-01-05T08:00:01Z",
            "2026-01-05T08:00:01",
            "2026-01-05 08:00:01",
            " 2026-01-05T08:00:01.000000 ",
            "2026-01-05T08:00:01.000Z",
            "2026-01-05T10:00:01+02:00",
        ] {
            assert_eq!(timestamp(text), Some(wanted), "{text}");
        }
        assert_ne!(timestamp("2026-01-05T08:00:01.5"), Some(wanted));
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for text in ["", "2026-01-05", "05.01.2026 08:00", "yesterday at 8", "T", "2026-13-05T08:00:01"] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }
}

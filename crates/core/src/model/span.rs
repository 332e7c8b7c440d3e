//! Spans of time from outside, bounded before anything is added to them.

use std::time::Duration;
use tokio::time::Instant;

/// The longest span that is taken from an answer: 365 days. What is longer counts as this long.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// So much later; a span no clock can carry counts as [`LONGEST`].
pub(crate) fn later(from: Instant, span: Duration) -> Instant {
    from.checked_add(span).or_else(|| from.checked_add(LONGEST)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_span_is_too_long_to_add() {
        let now = Instant::now();
        assert_eq!(later(now, Duration::from_secs(7)), now + Duration::from_secs(7));
        assert_eq!(later(now, Duration::MAX), now + LONGEST);
    }
}

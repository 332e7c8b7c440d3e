//! What becomes of one exchange with the provider: when the request takes effect, if it does, and what comes back.

use fastrand::Rng;
use std::time::Duration;

/// What becomes of one exchange.
#[derive(Clone, Debug)]
pub(crate) struct Fate {
    /// How long until the request takes effect; `None` where it never does.
    pub(crate) effect: Option<Duration>,
    /// How long after that the response leaves.
    pub(crate) after: Duration,
    pub(crate) response: Reply,
}

/// What the caller gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// The provider's own response.
    Own,
    /// The provider's own response, its body ending in the middle.
    Cut,
    /// The same, and the connection breaks there.
    Torn,
    /// Another status, with the seconds to wait where it names them.
    Status(u16, Option<u64>),
    /// No connection could be made.
    Refused,
    /// The connection breaks after this long, whatever the provider does with the request.
    Broken(Duration),
    /// Nothing, until the caller stops waiting.
    Silence,
}

impl Fate {
    /// Nothing goes wrong.
    pub(crate) fn smooth(rng: &mut Rng) -> Self {
        Self { effect: Some(short(rng)), after: short(rng), response: Reply::Own }
    }

    /// Something goes wrong with a read: no state of the provider depends on it.
    pub(crate) fn of_read(rng: &mut Rng) -> Self {
        let response = match rng.u8(..8) {
            0 => Reply::Refused,
            1 => Reply::Broken(short(rng)),
            2 => Reply::Silence,
            3 => Reply::Cut,
            4 => Reply::Status(429, pause(rng)),
            _ => Reply::Status([500, 502, 503, 504][rng.usize(..4)], None),
        };
        let effect = matches!(response, Reply::Cut).then(|| short(rng));
        Self { effect, after: short(rng), response }
    }

    /// Something goes wrong with a write.
    pub(crate) fn of_write(rng: &mut Rng, latest: Duration) -> Self {
        let late = latest.mul_f64(rng.f64());
        let (effect, response) = match rng.u8(..12) {
            0 => (None, Reply::Refused),
            1 => (None, Reply::Broken(short(rng))),
            2 => (Some(short(rng)), Reply::Broken(short(rng) + Duration::from_secs(2))),
            3 | 4 => (Some(late), Reply::Broken(short(rng))),
            5 => (None, Reply::Silence),
            6 | 7 => (Some(Duration::from_secs(rng.u64(..40)) + late), Reply::Silence),
            8 => (None, Reply::Status(429, pause(rng))),
            9 => (None, Reply::Status([500, 502, 503, 504][rng.usize(..4)], None)),
            10 => (Some(short(rng)), Reply::Status([500, 502, 504][rng.usize(..3)], None)),
            _ => (Some(short(rng)), Reply::Cut),
        };
        Self { effect, after: short(rng), response }
    }
}

/// As long as a response takes that is neither quick nor slow.
fn short(rng: &mut Rng) -> Duration {
    Duration::from_millis(rng.u64(10..900))
}

fn pause(rng: &mut Rng) -> Option<u64> {
    rng.bool().then(|| rng.u64(0..50))
}

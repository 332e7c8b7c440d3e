//! Tokens: how they are issued, how they end (by time, by sign-out or by a control call), and how an expired token
//! differs from an unknown one.

use std::collections::HashMap;
use std::time::Duration;

/// The tokens of one of the two APIs.
#[derive(Clone, Debug)]
pub(super) struct Sessions {
    issued: HashMap<String, Session>,
    random: fastrand::Rng,
    count: u64,
}

#[derive(Clone, Debug)]
struct Session {
    number: u64,
    started: Duration,
    used: Duration,
    expired: bool,
}

/// Why a token is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// Never given, or signed out.
    Unknown,
    Expired,
}

/// How long a token is valid, counted from its last use or from sign-in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lifetime {
    pub(super) limit: Option<Duration>,
    pub(super) from_last_use: bool,
}

impl Sessions {
    pub(super) fn new(seed: u64) -> Self {
        Self { issued: HashMap::new(), random: fastrand::Rng::with_seed(seed), count: 0 }
    }

    /// A new token of 32 lower-case hexadecimal digits, as in the page's one sample.
    pub(super) fn open(&mut self, now: Duration) -> String {
        self.count += 1;
        let token = format!("{:032x}", self.random.u128(..));
        self.issued.insert(token.clone(), Session { number: self.count, started: now, used: now, expired: false });
        token
    }

    /// Lets the oldest tokens expire until this many are valid.
    pub(super) fn keep(&mut self, most: usize) {
        let mut living: Vec<&mut Session> = self.issued.values_mut().filter(|session| !session.expired).collect();
        living.sort_by_key(|session| std::cmp::Reverse(session.number));
        living.into_iter().skip(most).for_each(|session| session.expired = true);
    }

    /// Accepts the token for one call, or says why not.
    pub(super) fn enter(&mut self, token: &str, lifetime: Lifetime, now: Duration) -> Result<(), Rejection> {
        let session = self.issued.get_mut(token).ok_or(Rejection::Unknown)?;
        let since = if lifetime.from_last_use { session.used } else { session.started };
        session.expired |= lifetime.limit.is_some_and(|limit| now.saturating_sub(since) >= limit);
        if session.expired {
            return Err(Rejection::Expired);
        }
        session.used = now;
        Ok(())
    }

    pub(super) fn close(&mut self, token: &str) {
        self.issued.remove(token);
    }

    pub(super) fn expire_all(&mut self) {
        self.issued.values_mut().for_each(|session| session.expired = true);
    }
}

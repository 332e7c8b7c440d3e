//! What an API's documents allow, as data and as text.

use std::{fmt, time::Duration};

/// What an API's documents allow. `Display` is "5 calls per second", "10 calls per second of one endpoint".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted together.
    pub scope: Scope,
    /// How many calls.
    pub calls: u32,
    /// In which span.
    pub per: Duration,
}

/// What a limit counts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scope {
    /// All calls of the account.
    Account,
    /// The calls of one endpoint, each endpoint for itself.
    Endpoint,
    /// The calls that need one sign-in.
    Realm(&'static str),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.calls == 1 { "" } else { "s" };
        write!(f, "{} call{plural} per ", self.calls)?;
        match (self.per.as_secs(), self.per.subsec_millis()) {
            (1, 0) => f.write_str("second")?,
            (60, 0) => f.write_str("minute")?,
            (3_600, 0) => f.write_str("hour")?,
            (86_400, 0) => f.write_str("day")?,
            (seconds, 0) => write!(f, "{seconds} s")?,
            _ => write!(f, "{} ms", self.per.as_millis())?,
        }
        match self.scope {
            Scope::Account => Ok(()),
            Scope::Endpoint => f.write_str(" of one endpoint"),
            Scope::Realm(name) => write!(f, " of {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Scope};
    use std::time::Duration;

    #[test]
    fn a_limit_is_printed_in_plain_words() {
        let text =
            |scope, calls, milliseconds| Limit { scope, calls, per: Duration::from_millis(milliseconds) }.to_string();
        assert_eq!(text(Scope::Account, 5, 1_000), "5 calls per second");
        assert_eq!(text(Scope::Account, 1, 60_000), "1 call per minute");
        assert_eq!(text(Scope::Account, 100, 10_000), "100 calls per 10 s");
        assert_eq!(text(Scope::Account, 100_000, 86_400_000), "100000 calls per day");
        assert_eq!(text(Scope::Account, 3, 1_500), "3 calls per 1500 ms");
        assert_eq!(text(Scope::Endpoint, 10, 1_000), "10 calls per second of one endpoint");
        assert_eq!(text(Scope::Realm("v2"), 1_000, 3_600_000), "1000 calls per hour of v2");
    }
}

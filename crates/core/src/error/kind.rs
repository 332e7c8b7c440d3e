//! The kinds of failure, and what each usually means for what was sent.

/// What kind of failure it is. `docs/errors.md` says for each what happened and what to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input was refused here: wrong form, contradiction, nothing named. Nothing was sent.
    Invalid,
    /// The provider cannot do this. Nothing was sent.
    Unsupported,
    /// A setting is missing or wrong. Nothing was sent.
    Configuration,
    /// No connection could be made. Nothing was sent.
    Connect,
    /// No complete answer came in time. The call may have been carried out.
    Timeout,
    /// The connection broke before the answer. The call may have been carried out.
    Interrupted,
    /// The answer was larger than allowed. The call may have been carried out.
    AnswerTooLarge,
    /// The answer could not be understood. A write was most likely carried out.
    Decode,
    /// The key or token was not accepted.
    Authentication,
    /// The session's token has expired; the client signs in again once before it gives up.
    SessionExpired,
    /// The key is good, but not for this.
    Permission,
    /// The licence or the contract with the provider does not cover this.
    Licence,
    /// There is no such record.
    NotFound,
    /// More than one record matches; the first one is never taken.
    Ambiguous,
    /// The state of the record does not allow this, or the value is taken.
    Conflict,
    /// The provider is still busy with the record; later it may work.
    Busy,
    /// The provider found fault with the input.
    Validation,
    /// Too many calls: the provider said so, or the wait for a free slot would be too long.
    RateLimited,
    /// The provider failed.
    Server,
    /// The provider answered with a redirect, which is never followed: the key would travel along.
    Redirect,
    /// The provider carried out something else than was asked.
    Mismatch,
    /// The provider answered with success, and a field it was to change still holds its old value. The fields are named.
    Ignored,
    /// The provider refused for another reason.
    #[default]
    Refused,
}

/// What became of a request, as far as it can be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It certainly did not reach the provider.
    #[default]
    NotSent,
    /// It reached the provider, which did not carry it out; or it was a read, which changes nothing.
    NotApplied,
    /// It may have reached the provider, and what came of it is not known.
    Unknown,
    /// It was carried out, though not as asked or without a readable answer.
    Applied,
}

impl ErrorKind {
    /// What such a failure of a write usually means for what was sent.
    pub(crate) fn usual_outcome(self) -> Outcome {
        match self {
            Self::Invalid | Self::Unsupported | Self::Configuration | Self::Connect | Self::Ambiguous => {
                Outcome::NotSent
            }
            Self::Timeout | Self::Interrupted | Self::AnswerTooLarge | Self::Decode | Self::Server | Self::Redirect => {
                Outcome::Unknown
            }
            Self::Mismatch => Outcome::Applied,
            _ => Outcome::NotApplied,
        }
    }

    pub(crate) fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Timeout | Self::Interrupted | Self::RateLimited | Self::Busy | Self::Server
        )
    }
}

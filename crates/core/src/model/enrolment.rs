//! A participant's place in one session.

use crate::model::codes::EnrolmentStatus;
use std::fmt;

/// One person's enrolment in one session.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Enrolment {
    /// The provider's own identifier of the enrolment, where it is a record of its own.
    pub id: Option<String>,
    /// The session, by the provider's identifier.
    pub session: Option<String>,
    /// Where the enrolment stands.
    pub status: Option<EnrolmentStatus>,
    /// Payment status, by the provider's code.
    pub payment: Option<String>,
    /// Whether the session was completed.
    pub completed: Option<bool>,
    /// Whether the session was passed.
    pub passed: Option<bool>,
    /// Whether the person did not turn up.
    pub no_show: Option<bool>,
}

impl Enrolment {
    /// Whether the person takes part, as far as the status says: unconfirmed and waiting count, cancelled does not.
    /// `None` for a status this version has no name for.
    #[must_use]
    pub fn takes_part(&self) -> Option<bool> {
        match self.status {
            Some(EnrolmentStatus::Cancelled | EnrolmentStatus::CancelledWithFee) => Some(false),
            Some(EnrolmentStatus::Other(_)) => None,
            _ => Some(true),
        }
    }
}

/// Says which parts are there, without the values.
impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("id", self.id.is_some()),
            ("session", self.session.is_some()),
            ("status", self.status.is_some()),
            ("payment", self.payment.is_some()),
            ("completed", self.completed.is_some()),
            ("passed", self.passed.is_some()),
            ("no_show", self.no_show.is_some()),
        ];
        let present: Vec<_> = parts.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect();
        f.debug_struct("Enrolment").field("present", &present).finish()
    }
}

//! A whole booking deregistered: `PUT /booking/:id/deregister`.

use crate::{
    DeregisterConfig, Frontcore, Participant,
    encode::{body, members, nothing_to_empty, number},
};
use participants_core::{
    Effect, Endpoint, Error, ErrorKind, Record, Request, Response, http::Method, read, serde_json::Map,
};
use serde::Deserialize;

/// Deregisters all participants of a booking
/// (<https://app.frontcore.com/api/docs/v2/booking/:id/deregister-put/>).
///
/// To deregister one of several, set that participant's status
/// ([`UpdateParticipant`](crate::UpdateParticipant)). It is never repeated unless it provably was not carried out: a
/// repetition may write to the people once more, and no page says what becomes of a fee.
///
/// ```
/// use participants_frontcore::{DeregisterBooking, DeregisterConfig};
///
/// let quietly = DeregisterConfig::new().with_fee(false).send_receipt_email_to_participant(false);
/// let deregister = DeregisterBooking::new("820001").config(quietly);
/// assert_eq!(deregister.booking_id, "820001");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeregisterBooking {
    /// The booking's number, a participant's `idBooking`.
    pub booking_id: String,
    /// The switches that are not left to the service.
    pub config: DeregisterConfig,
}

/// What became of a booking that was deregistered.
#[derive(Debug)]
#[non_exhaustive]
pub struct DeregisteredBooking {
    /// The booking's number.
    pub booking_id: String,
    /// Its participants as they are now.
    pub participants: Vec<Result<Record<Participant>, Error>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    #[serde(deserialize_with = "read::flag")]
    successful: Option<bool>,
    #[serde(deserialize_with = "read::reference")]
    booking_id: Option<String>,
}

impl DeregisterBooking {
    /// The call that deregisters the booking with this number.
    #[must_use]
    pub fn new(booking_id: impl Into<String>) -> Self {
        Self { booking_id: booking_id.into(), config: DeregisterConfig::new() }
    }

    /// With these switches.
    #[must_use]
    pub fn config(mut self, config: DeregisterConfig) -> Self {
        self.config = config;
        self
    }
}

impl Endpoint for DeregisterBooking {
    type Api = Frontcore;
    type Output = DeregisteredBooking;

    const NAME: &'static str = "booking.deregister";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a booking's id", &self.booking_id)?.to_string();
        let mut whole = Map::new();
        let config = members(self.config.named(), nothing_to_empty)?;
        if !config.is_empty() {
            whole.insert("config".into(), config.into());
        }
        Ok(Request::new(Method::PUT, &api.base, &["booking", &id, "deregister"])?.body(body(api, whole)?))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let Answer { successful, booking_id } = response.json()?;
        if successful != Some(true) {
            return Err(Error::new(ErrorKind::Decode, "the answer does not say whether the booking was deregistered"));
        }
        if booking_id.is_some_and(|id| id != self.booking_id) {
            return Err(Error::new(ErrorKind::Mismatch, "the answer is about another booking than the one named"));
        }
        let participants = response.records_in("participants")?.into_iter().map(Record::read).collect();
        Ok(DeregisteredBooking { booking_id: self.booking_id.clone(), participants })
    }
}

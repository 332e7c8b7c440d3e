//! Booking: how a participant comes into being. `POST /booking`, in the singular.

mod deregister;

pub use deregister::{DeregisterBooking, DeregisteredBooking};

use crate::{
    BookedParticipant, Booking, BookingConfig, BookingDetails, Frontcore, PaymentMethod,
    encode::{body, members, nothing_to_empty, number, only_codes, required},
};
use participants_core::{
    Effect, Endpoint, Error, ErrorKind, Record, Request, Response, http::Method, serde_json::Value,
};

/// Books people on a course date and makes an order (<https://app.frontcore.com/api/docs/v2/booking-post/>).
///
/// It is never repeated unless it provably was not carried out: the call has no idempotency key, and a second booking
/// is a second order. The answer names the order, not the participants: find those with
/// [`ListParticipants::coursedate`](crate::ListParticipants::coursedate), by `idOrder`, or with
/// [`GetOrder::with_participants`](crate::GetOrder::with_participants). What a card booking answers is not documented;
/// products of a person can be given by [`BookedParticipant::other`] alone, since no page shows their shape.
///
/// ```
/// use participants_frontcore::{BookedParticipant, CreateBooking, PaymentMethod, StatusCode};
///
/// let liv = BookedParticipant::new().firstname("Liv").lastname("Eksempel").email("liv@example.org");
/// let liv = liv.status_id(StatusCode::WaitingList);
/// let booking = CreateBooking::on("5550001", PaymentMethod::Invoice).participant(liv);
/// assert_eq!(booking.participants.len(), 1);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateBooking {
    /// The course date's number.
    pub coursedate_id: String,
    /// How the order is paid for.
    pub payment_method: PaymentMethod,
    /// Who is booked; at least one.
    pub participants: Vec<BookedParticipant>,
    /// What is said about the booking as a whole.
    pub details: BookingDetails,
    /// The switches that are not left to the service.
    pub config: BookingConfig,
}

impl CreateBooking {
    /// A booking on a course date, without participants yet.
    #[must_use]
    pub fn on(coursedate_id: impl Into<String>, payment_method: PaymentMethod) -> Self {
        Self {
            coursedate_id: coursedate_id.into(),
            payment_method,
            participants: Vec::new(),
            details: BookingDetails::new(),
            config: BookingConfig::new(),
        }
    }

    /// Books one more person.
    #[must_use]
    pub fn participant(mut self, person: BookedParticipant) -> Self {
        self.participants.push(person);
        self
    }

    /// With this said about the booking as a whole.
    #[must_use]
    pub fn details(mut self, details: BookingDetails) -> Self {
        self.details = details;
        self
    }

    /// With these switches.
    #[must_use]
    pub fn config(mut self, config: BookingConfig) -> Self {
        self.config = config;
        self
    }
}

impl Endpoint for CreateBooking {
    type Api = Frontcore;
    type Output = Record<Booking>;

    const NAME: &'static str = "booking.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let mut whole = members(self.details.named(), nothing_to_empty)?;
        whole.insert("coursedate_id".into(), number("a course date's id", &self.coursedate_id)?.into());
        whole.insert("payment_method".into(), self.payment_method.as_str().into());
        let people = self.participants.iter().map(person).collect::<Result<Vec<_>, _>>()?;
        if people.is_empty() {
            return Err(Error::invalid("a booking needs at least one participant"));
        }
        whole.insert("participants".into(), people.into());
        let config = members(self.config.named(), nothing_to_empty)?;
        if !config.is_empty() {
            whole.insert("config".into(), config.into());
        }
        Ok(Request::new(Method::POST, &api.base, &["booking"])?.body(body(api, whole)?).masked(&["voucher_code"]))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let booking = Record::<Booking>::read(response.record()?)?;
        if booking.successful != Some(true) {
            return Err(Error::new(ErrorKind::Decode, "the answer does not say whether the booking was successful"));
        }
        let summary = &booking.summary;
        let is_other_date = summary.coursedate_id.as_ref().is_some_and(|date| *date != self.coursedate_id);
        let asked = i64::try_from(self.participants.len()).ok();
        let is_other_number = summary.number_of_participants.is_some_and(|number| Some(number) != asked);
        if is_other_date || is_other_number {
            return Err(Error::new(ErrorKind::Mismatch, "the answer is another booking than the one asked for"));
        }
        Ok(booking)
    }
}

/// One person as sent. The error codes say that name and e-mail are required.
fn person(person: &BookedParticipant) -> Result<Value, Error> {
    let members = members(person.named(), nothing_to_empty)?;
    required(&members, &["firstname", "lastname", "email"])?;
    only_codes(&members, &["status_id"])?;
    Ok(members.into())
}

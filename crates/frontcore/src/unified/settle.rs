//! Finding the participant a booking made: the answer names the order alone.

use super::participant;
use crate::{Booking, Frontcore, ListParticipants, Participant as Native};
use participants_core::{Client, Error, Participant};

/// The one participant of a booking, among those of its session; otherwise a warning that says what is known.
pub(super) async fn booked(
    client: &Client<Frontcore>,
    session: &str,
    booking: &Booking,
) -> Result<Participant, String> {
    let (order, number) = (&booking.summary.order_id, &booking.summary.booking_id);
    let is_of = |record: &Native| {
        order.as_ref().is_none_or(|order| record.id_order.as_ref() == Some(order))
            && number.as_ref().is_none_or(|number| record.id_booking.as_ref() == Some(number))
    };
    let name = match (order, number) {
        (Some(order), _) => format!("order {order}"),
        (None, Some(number)) => format!("booking {number}"),
        (None, None) => return Err("the booking was made, but its answer names neither order nor booking".to_owned()),
    };
    let unread = |error: Error| format!("{name} was made, but its participant could not be looked up: {error}");
    let mut found = Vec::new();
    let mut invalid = None;
    for record in client.pages(ListParticipants::new().coursedate(session)).rest().await.map_err(unread)? {
        match record {
            Ok(record) if is_of(&record) => found.push(record),
            Ok(_) => {}
            Err(error) => invalid = Some(error),
        }
    }
    match (found.pop(), found.is_empty(), invalid) {
        (Some(only), true, _) => participant(Ok(only)).map_err(unread),
        (Some(_), false, _) => Err(format!("{name} was made, but several participants of the session belong to it")),
        (None, _, Some(error)) => Err(unread(error)),
        (None, _, None) => Err(format!("{name} was made, but no participant of the session belongs to it yet")),
    }
}

//! Withdrawing a participant: the whole booking where they are alone in it, else their status.

use super::{enrolment, no_participant};
use crate::{
    DeregisterBooking, DeregisterConfig, Frontcore, GetParticipant, ListParticipants, ParticipantChanges, StatusCode,
    map::to_participant,
};
use participants_core::{Client, Completeness, Enrolment, Error, Write, WriteResult};

/// The write that withdraws the participant of this enrolment.
pub(super) async fn write(client: &Client<Frontcore>, enrolled: &Enrolment) -> Result<Write<Frontcore>, Error> {
    let id = enrolled.id.clone().ok_or_else(|| no_participant("the enrolment has no id"))?;
    let Some(booking) = booking_of_one(client, &id).await? else {
        return Ok(enrolment(&id, ParticipantChanges::new().id_status(StatusCode::Deregistered), None));
    };
    let mails = client.provider().booking_config.send_receipt_email_to_participant.clone();
    let config = DeregisterConfig::new().with_fee(false).send_receipt_email_to_participant(mails);
    Ok(Write::new(DeregisterBooking::new(booking).config(config), move |answer| {
        let mut written = WriteResult::empty();
        let mut others = 0_usize;
        for participant in answer.participants {
            match participant {
                Ok(record) if record.id.as_ref() == Some(&id) => {
                    written =
                        WriteResult { warnings: written.warnings, ..WriteResult::current(to_participant(&record)) };
                }
                _ => others = others.saturating_add(1),
            }
        }
        if others > 0 {
            let what =
                format!("the booking had {others} more participants than were listed; they are withdrawn as well");
            written.warnings.push(what);
        }
        Ok(written)
    }))
}

/// The booking of a participant who is the only one of it, as far as the list of their session shows. A list that is
/// not read to its end, or holds a record that cannot be read, shows nothing.
async fn booking_of_one(client: &Client<Frontcore>, id: &str) -> Result<Option<String>, Error> {
    let record = client.send(&GetParticipant::by_id(id)).await?;
    let (Some(booking), Some(session)) = (&record.id_booking, &record.coursedate.id) else { return Ok(None) };
    let mut pages = client.pages(ListParticipants::new().coursedate(session));
    let mut is_listed = false;
    for other in pages.rest().await? {
        match other {
            Ok(other) if other.id.as_deref() == Some(id) => is_listed = true,
            Ok(other) if other.id_booking.as_ref() != Some(booking) && other.id_booking.is_some() => {}
            _ => return Ok(None),
        }
    }
    let is_whole = is_listed && !matches!(pages.completeness(), Completeness::Unknown);
    Ok(is_whole.then(|| booking.clone()))
}

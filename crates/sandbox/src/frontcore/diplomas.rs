//! `/diplomas`: the certificates of those who completed a course, with links to download them.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/diplomas/>. The members that hold the links are in a part of it that
//! could not be read: a setting names them in several ways.

use super::answers::{self, Refusal};
use super::lists::parameter;
use super::records::Enrolment;
use super::world::{FIRST_COURSE, FIRST_DATE, FIRST_DIPLOMA, FIRST_PARTICIPANT, FIRST_USER, id};
use super::{Frontcore, dates};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

/// Documented: seconds until the links expire.
const TTL: u64 = 900;

impl Frontcore {
    /// Of a person or of a participant; one of them is required.
    pub(super) fn list_diplomas(&self, call: &Call) -> Result<Reply, Refusal> {
        let user = parameter(call, "user_id")?;
        let participant = parameter(call, "participant_id")?;
        let ttl = parameter(call, "ttl")?.unwrap_or(TTL);
        if user.is_none() && participant.is_none() {
            return Err(Refusal::Missing(vec!["user_id".into(), "participant_id".into()]));
        }
        let is_asked = |(place, enrolment): &(usize, &Enrolment)| {
            enrolment.certificate.is_some()
                && user.is_none_or(|user| user == id(FIRST_USER, enrolment.user))
                && participant.is_none_or(|participant| participant == id(FIRST_PARTICIPANT, *place))
        };
        let diplomas = self.world.enrolments.iter().enumerate().filter(is_asked);
        let items: Vec<Value> = diplomas.map(|(place, enrolment)| self.diploma(place, enrolment, ttl)).collect();
        Ok(answers::json(200, &json!({"success": "ok", "items": items})))
    }

    /// The moments in it carry no offset.
    fn diploma(&self, place: usize, enrolment: &Enrolment, ttl: u64) -> Value {
        let user = self.world.users.get(enrolment.user);
        let date = self.world.dates.get(enrolment.date);
        let course = self.world.course_of(enrolment.date);
        let number = id(FIRST_DIPLOMA, place);
        let link = format!("https://dokument.example.org/diplom/{number}.pdf?token=d1pl0m{number}&ttl={ttl}");
        let mut diploma = json!({
            "id": number,
            "participant_id": id(FIRST_PARTICIPANT, place),
            "user": user.map(|user| json!({
                "id": id(FIRST_USER, enrolment.user),
                "firstname": user.first,
                "lastname": user.last,
                "email": user.email,
                "phone": user.phone,
                "date_of_birth": user.birth,
                "gender": user.gender,
                "nationality": user.nationality,
                "national_identification_number": null,
                "position": user.position,
                "company_employee_number": null,
                "created_at": dates::plain(user.created),
                "updated_at": dates::plain(user.updated),
            })),
            "course": course.map(|course| json!({
                "id": id(FIRST_COURSE, date.map_or(0, |date| date.course)),
                "title": course.title(),
                "reference": course.written.get("reference"),
                "created_at": course.created.map(dates::plain),
                "updated_at": dates::plain(course.updated),
            })),
            "coursedate": date.map(|date| json!({
                "id": id(FIRST_DATE, enrolment.date),
                "start_at": moment(date.start(), date.written.text("start_time_at")),
                "end_at": moment(date.end(), date.written.text("end_time_at")),
                "deadline_at": moment(date.written.text("deadline_at"), ""),
            })),
        });
        match self.settings.word("diploma_links") {
            "documents" => diploma["documents"] = json!([{"title": "Diplom", "href": link}]),
            "url" => diploma["url"] = link.into(),
            _ => diploma["download_links"] = json!({"pdf": link}),
        }
        diploma
    }
}

/// A day with a clock time, the end of the day where there is none.
fn moment(day: &str, clock: &str) -> Value {
    match (day, clock) {
        ("", _) => Value::Null,
        (day, "") => format!("{day} 23:59:00").into(),
        (day, clock) => format!("{day} {clock}:00").into(),
    }
}

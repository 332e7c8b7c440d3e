//! How a course date is written: in the shape of its own calls, and in the other shape that participants carry. Nothing
//! is decided or changed here.

use super::Parts;
use crate::frontcore::records::CourseDate;
use crate::frontcore::world::{FIRST_COURSE, FIRST_DATE, World, id};
use crate::frontcore::{Frontcore, dates, properties, reference};
use serde_json::{Value, json};

impl Frontcore {
    /// A course date in the shape of its own calls.
    pub(super) fn date(&self, place: usize, parts: &Parts) -> Value {
        let Some(date) = self.world.dates.get(place) else { return Value::Null };
        let written = &date.written;
        let course = self.world.courses.get(date.course);
        let id = id(FIRST_DATE, place);
        let mut answer = json!({
            "coursedate_id": id,
            "title": course.map(|course| course.title()),
            "start_at": date.start(),
            "start_time_at": seconds(written.get("start_time_at")),
            "end_at": date.end(),
            "end_time_at": seconds(written.get("end_time_at")),
            "timezone": or(written.get("timezone"), "Europe/Oslo"),
            "deadline_at": written.get("deadline_at"),
            "place": place_of(date),
            "event_url": event_url(date.location(), id),
            "location": if self.settings.is("date_location", "null") { Value::Null } else { location_of_date(date.location()) },
            "is_virtual": is_virtual(date.location()),
            "is_visible": true,
            "teaching_language": reference::language(written.text("teaching_language")),
            "kursguiden_url": format!("https://kursguiden.example.org/kurs/{id}"),
            "visible_when_passed_deadline": written.flag("visible_when_passed_deadline", false),
            "reference": written.get("reference"),
            "parent_id": null,
            "trigger_value": null,
            "seats_status": if self.world.free_seats(place) == Some(0) { "fully_booked" } else { "available" },
            "seats": self.seats(place),
            "gatherings": self.gatherings(place, date),
            "course": course.map(|course| self.course(date.course, course)),
            "custom_properties": properties::read(&self.settings, &written.properties()),
            "status": {"id": date.status(), "idType": 1, "title": status_title(date.status())},
            "created_at": dates::timestamp(date.created),
            "updated_at": dates::timestamp(date.updated),
            "deleted_at": null,
            "contacts": [],
        });
        self.include(&mut answer, date, parts);
        answer
    }

    /// Adds what was asked for, and takes away what was not where the setting says so.
    fn include(&self, answer: &mut Value, date: &CourseDate, parts: &Parts) {
        if parts.products {
            answer["course"]["products"] = self.products_of(date.course).into();
        }
        if parts.instructors {
            answer["instructors"] = self.instructors_of(date);
        }
        if self.settings.is("date_parts", "always") {
            return;
        }
        let Some(members) = answer.as_object_mut() else { return };
        for (name, asked) in [("course", parts.course || parts.products), ("place", parts.place)] {
            if !asked {
                members.remove(name);
            }
        }
        if !parts.location {
            members.insert("location".into(), Value::Null);
        }
    }

    /// Numbers, some of them as text of digits: so the official sample has it. Where the venue has no capacity, they are
    /// 0 and not null, and the date is not full: a public client saw that.
    fn seats(&self, place: usize) -> Value {
        let mut counts = [0_u64; 3];
        for status in self.world.statuses(place) {
            match status {
                1 | 2 => counts[0] += 1,
                7 => counts[1] += 1,
                3 => counts[2] += 1,
                _ => {}
            }
        }
        let [confirmed, unconfirmed, waiting] = counts;
        json!({
            "allocated_capacity": {
                "num": self.world.seats(place).map_or(json!(0), |seats| json!(seats.to_string())),
                "num_overbooked": 0,
                "num_waiting": 0,
            },
            "free": {"num": self.world.free_seats(place).unwrap_or(0), "num_waiting": 0},
            "booking_status": {
                "num": confirmed + unconfirmed + waiting,
                "num_confirmed": confirmed.to_string(),
                "num_unconfirmed": unconfirmed,
                "num_waiting": waiting.to_string(),
            },
        })
    }
}

/// A course date as a participant carries it.
pub(in crate::frontcore) fn inside_participant(world: &World, place: usize) -> Value {
    let Some(date) = world.dates.get(place) else { return Value::Null };
    let written = &date.written;
    let place_title = place_of(date);
    let location = date.location();
    json!({
        "id": id(FIRST_DATE, place),
        "idCourse": id(FIRST_COURSE, date.course),
        "idStatus": date.status(),
        "week": dates::week_of(date.start()),
        "start_at": date.start(),
        "end_at": date.end(),
        "deadline_at": written.get("deadline_at"),
        "time_start": written.get("start_time_at"),
        "time_end": written.get("end_time_at"),
        "timezone": written.get("timezone"),
        "gmt_offset": null,
        "place": place_title.get("title").or(place_title.get("title_additional_info")),
        "is_virtual": is_virtual(location),
        "is_deleted": false,
        "event_url": Some(event_url(location, id(FIRST_DATE, place))).filter(|link| !link.is_empty()),
        "internal_note": null,
        // Text of digits here, while the id of the location itself is a number: so it is in the official sample.
        "idLocation": location.unwrap_or(0).to_string(),
        "teaching_language": reference::language(written.text("teaching_language"))["title"],
        "idTeachingLanguage": or(written.get("teaching_language"), "no"),
        "location_cancellation_days": null,
        "location": location.map(location_object),
    })
}

/// The present title of a place, and what the date adds to it; without a place that is all there is.
fn place_of(date: &CourseDate) -> Value {
    let place = date.written.number("place_id").and_then(reference::place);
    let mut place = place.unwrap_or_else(|| json!({}));
    place["title_additional_info"] = date.written.text("place_additional_info").into();
    place
}

fn is_virtual(location: Option<u64>) -> bool {
    location == Some(reference::ONLINE)
}

/// Where an online meeting is held; empty text for any other, as seen. That it lets in who has it is presumed.
pub(super) fn event_url(location: Option<u64>, id: u64) -> String {
    if is_virtual(location) { format!("https://nettmote.example.org/{id}?adgang=f3c0{id}") } else { String::new() }
}

/// The location in the shape of the course-date calls: more members, all null in every sample, and the online one
/// without two that may be missing here.
pub(super) fn location_of_date(id: Option<u64>) -> Value {
    let Some(id) = id else { return Value::Null };
    let mut location = location_object(id);
    let Some(members) = location.as_object_mut() else { return Value::Null };
    for name in [
        "capacity_min",
        "capacity_max",
        "capacity_overbook",
        "capacity_budget",
        "capacity_wait",
        "email_booking",
        "email_moreinfo",
        "cancellation_days",
        "notification_days",
        "notification_role",
        "full_address",
    ] {
        members.insert(name.into(), Value::Null);
    }
    members.insert("is_notification_enabled".into(), false.into());
    members.insert("filtered_places".into(), json!([]));
    if id == reference::ONLINE {
        members.remove("idCountry");
        members.remove("idPlace");
    }
    location
}

/// A location as participants' course dates carry it.
fn location_object(id: u64) -> Value {
    let Some((title, custom, online)) = reference::location(id) else { return Value::Null };
    let held = |text: &'static str| (!online).then_some(text);
    json!({
        "id": id,
        "title": title,
        "custom_title": custom,
        "address": held("Eksempelveien 1 / 2. etg."),
        "address2": null,
        "address3": null,
        "zipcode": held("0001"),
        "city": held("Oslo"),
        "state": null,
        "county": null,
        "idCountry": 159,
        "country": "Norge",
        "country_code": if online { "" } else { "NO" },
        "idPlace": 0,
        // Whole zeros when unset, decimals otherwise, as in the official sample.
        "lat": if online { json!(0) } else { json!(59.9148) },
        "lng": if online { json!(0) } else { json!(10.7735) },
        "timezone": null,
        "long_text": null,
        "short_text": null,
        "short_text_2": null,
        "idInstructor": null,
        "is_default": false,
        "is_archived": null,
        "is_virtual": online,
    })
}

fn status_title(code: u64) -> &'static str {
    match code {
        1 => "To be defined",
        2 => "Will run",
        3 => "Canceled",
        4 => "Postponed",
        _ => "Other",
    }
}

/// `13:45` as `13:45:00`: course dates read with seconds and are written without.
fn seconds(clock: &Value) -> Value {
    clock.as_str().map(|clock| format!("{clock}:00")).into()
}

fn or(value: &Value, default: impl Into<Value>) -> Value {
    if value.is_null() { default.into() } else { value.clone() }
}

//! Courses and course dates, read only: as much as makes the ids of participants and bookings lead somewhere.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/courses/:id/>, <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/>,
//! <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id/>.

use super::answers::{self, Refusal};
use super::lists::{Selection, parameter};
use super::world::{Course, CourseDate, FIRST_COURSE, FIRST_DATE, id};
use super::{Frontcore, dates, find};
use crate::emulator::{Call, Reply};
use serde_json::{Value, json};

impl Frontcore {
    pub(super) fn list_courses(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let courses = self.world.courses.iter().enumerate().filter(|(place, course)| {
            let created = course.created.unwrap_or(dates::PEOPLE_BASE);
            selection.admits(id(FIRST_COURSE, *place), created, created)
        });
        Ok(selection.cut(courses).reply(&self.settings, |(place, course)| show_course(place, course)))
    }

    pub(super) fn get_course(&self, id: &str) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let course = self.world.courses.get(place).ok_or(Refusal::Unknown("Course"))?;
        Ok(answers::json(200, &show_course(place, course)))
    }

    pub(super) fn list_dates_of(&self, course: &str, call: &Call) -> Result<Reply, Refusal> {
        let course = find(course, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let selection = Selection::of(call, &self.settings)?;
        let status = parameter(call, "status_id")?;
        let matches = |date: &CourseDate| date.course == course && status.is_none_or(|status| status == date.status);
        let dates = self.world.dates.iter().enumerate().filter(|(place, date)| {
            matches(date) && selection.admits(id(FIRST_DATE, *place), dates::PEOPLE_BASE, dates::PEOPLE_BASE)
        });
        Ok(selection.cut(dates).reply(&self.settings, |(place, date)| self.date(place, date)))
    }

    pub(super) fn get_date(&self, course: &str, date: &str) -> Result<Reply, Refusal> {
        let course = find(course, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let place = find(date, FIRST_DATE, self.world.dates.len(), "Course date")?;
        let date = self.world.dates.get(place).filter(|date| date.course == course);
        let date = date.ok_or(Refusal::Unknown("Course date"))?;
        Ok(answers::json(200, &self.date(place, date)))
    }

    /// The one list that is documented with an envelope.
    pub(super) fn list_dates(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let wanted = parameter(call, "coursedate_id")?;
        let dates = self.world.dates.iter().enumerate().filter(|(place, _)| {
            let id = id(FIRST_DATE, *place);
            wanted.is_none_or(|wanted| wanted == id) && selection.admits(id, dates::PEOPLE_BASE, dates::PEOPLE_BASE)
        });
        Ok(selection.cut(dates).envelope(|(place, date)| self.date(place, date)))
    }

    pub(super) fn all_courses(&self) -> Vec<Value> {
        self.world.courses.iter().enumerate().map(|(place, course)| show_course(place, course)).collect()
    }

    pub(super) fn all_dates(&self) -> Vec<Value> {
        self.world.dates.iter().enumerate().map(|(place, date)| self.date(place, date)).collect()
    }

    /// A course date in the shape of its own calls, which is not the shape inside a participant.
    fn date(&self, place: usize, date: &CourseDate) -> Value {
        let free = self.world.free_seats(place);
        let title = self.world.courses.get(date.course).map_or("", |course| course.title);
        let place_title = if date.virtual_room { "Nettkurs" } else { "Oslo" };
        json!({
            "coursedate_id": id(FIRST_DATE, place),
            "title": title,
            "start_at": dates::day(date.start),
            "start_time_at": "09:00:00",
            "end_at": dates::day(date.end),
            "end_time_at": "15:30:00",
            "timezone": "Europe/Oslo",
            "deadline_at": dates::day(date.start - 7),
            "place": {"id": 301, "title": place_title, "title_additional_info": "", "parent_id": 0, "parent_title": ""},
            "event_url": "",
            "location": location(date),
            "is_virtual": date.virtual_room,
            "is_visible": true,
            "teaching_language": {"id": "no", "title": "Norsk"},
            "visible_when_passed_deadline": false,
            "reference": null,
            "parent_id": null,
            "seats_status": if free == Some(0) { "fully_booked" } else { "available" },
            "seats": {
                "allocated_capacity": {"num": date.seats.map(|seats| seats.to_string()), "num_overbooked": 0, "num_waiting": 0},
                "free": {"num": free, "num_waiting": 0},
            },
            "gatherings": [],
            "course": {"id": id(FIRST_COURSE, date.course), "title": title},
            "custom_properties": null,
            "status": {"id": date.status, "idType": 1, "title": status_title(date.status)},
            "created_at": dates::timestamp(dates::PEOPLE_BASE),
            "updated_at": dates::timestamp(dates::PEOPLE_BASE),
            "deleted_at": null,
            "contacts": [],
        })
    }
}

/// The id of the venue of a date, which a participant's course date repeats as text.
pub(super) fn location_id(date: &CourseDate) -> u64 {
    if date.virtual_room { 21_002 } else { 21_001 }
}

/// A venue as participants' course dates show it.
pub(super) fn location(date: &CourseDate) -> Value {
    let held = |text: &'static str| (!date.virtual_room).then_some(text);
    json!({
        "id": location_id(date),
        "title": if date.virtual_room { "Nettmøte" } else { "Kurshuset på Tøyen" },
        "custom_title": null,
        "address": held("Eksempelveien 1 / 2. etg."),
        "address2": null,
        "address3": null,
        "zipcode": held("0001"),
        "city": held("Oslo"),
        "state": null,
        "county": null,
        "idCountry": 159,
        "country": "Norge",
        "country_code": if date.virtual_room { "" } else { "NO" },
        "idPlace": 0,
        // Whole zeros when unset, decimals otherwise, as in the official sample.
        "lat": if date.virtual_room { json!(0) } else { json!(59.9148) },
        "lng": if date.virtual_room { json!(0) } else { json!(10.7735) },
        "timezone": null,
        "long_text": null,
        "short_text": null,
        "short_text_2": null,
        "idInstructor": null,
        "is_default": false,
        "is_archived": null,
        "is_virtual": date.virtual_room,
    })
}

fn show_course(place: usize, course: &Course) -> Value {
    json!({
        "id": id(FIRST_COURSE, place),
        "title": course.title,
        "reference": course.reference,
        "is_active": true,
        "type": "public",
        "is_full_time": false,
        "is_part_time": true,
        "lessons_hours": null,
        "level": {"id": 6, "title": "Courses"},
        "form_of_teaching": {"id": 1, "title": "Classroom"},
        "teaching_language": {"id": "no", "title": "Norsk"},
        "time_of_day": null,
        "duration": {"value": 2, "unit": {"id": "1", "title": "days"}},
        "price": {"value": course.price, "currency": "NOK", "comment": ""},
        "categories": [],
        "tags": [],
        "custom_properties": null,
        "created_at": course.created.map(dates::timestamp),
        "updated_at": dates::timestamp(course.created.unwrap_or(dates::PEOPLE_BASE)),
    })
}

fn status_title(code: u64) -> &'static str {
    match code {
        1 => "To be defined",
        2 => "Will run",
        3 => "Canceled",
        _ => "Postponed",
    }
}

//! Adding and changing course dates.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates-post/>,
//! <https://app.frontcore.com/api/docs/v2/courses/:id/coursedates/:id-put/>.

use super::gatherings;
use crate::emulator::{Call, Effect, Reply};
use crate::frontcore::answers::{self, Refusal};
use crate::frontcore::fields::{Field, Kind, Need, Written, field, required};
use crate::frontcore::records::CourseDate;
use crate::frontcore::world::{FIRST_COURSE, FIRST_DATE, id};
use crate::frontcore::{Frontcore, find, properties, reference};
use serde_json::{Map, Value, json};

/// Documented members of a change; both days are marked as required even there.
const CHANGED: [Field; 9] = [
    required("start_at", Kind::Day),
    required("end_at", Kind::Day),
    field("deadline_at", Kind::Day),
    field("visible_when_passed_deadline", Kind::Flag),
    field("teaching_language", Kind::Language),
    field("place_id", Kind::Whole),
    field("place_by_search", Kind::Text),
    field("place_additional_info", Kind::Text),
    field("reference", Kind::Text),
];

/// What a new date can have beside them.
const ADDED: [Field; 8] = [
    field("start_time_at", Kind::Clock),
    field("end_time_at", Kind::Clock),
    field("timezone", Kind::Zone),
    field("location_id", Kind::Whole),
    field("status_id", Kind::Codes(&[1, 2, 3, 4])),
    field("instructors", Kind::List),
    field("custom_properties", Kind::Raw),
    field("gatherings", Kind::Raw),
];

/// What a change that replaces cannot touch.
const KEPT: [&str; 10] = [
    "start_at",
    "end_at",
    "start_time_at",
    "end_time_at",
    "timezone",
    "location_id",
    "status_id",
    "instructors",
    "custom_properties",
    "gatherings",
];

impl Frontcore {
    pub(in crate::frontcore) fn create_date(&mut self, course: &str, call: &Call) -> Result<Reply, Refusal> {
        let course = find(course, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let table: Vec<Field> = CHANGED.into_iter().chain(ADDED).collect();
        let members = self.fields(call, &table, Need::Required)?;
        // No default is documented for these two.
        let start = members.get("start_at").cloned().unwrap_or_default();
        let mut written: Written =
            [("deadline_at", start), ("status_id", self.settings.status("new_date_status").into())]
                .into_iter()
                .collect();
        written.write(self.resolve(members, &Written::default())?);
        let now = self.world.tick();
        let place = self.world.dates.len();
        self.world.dates.push(CourseDate { course, written, created: now, updated: now });
        Ok(answer(self.settings.status("created_status"), course, place).after(Effect::Created))
    }

    pub(in crate::frontcore) fn update_date(
        &mut self,
        course: &str,
        date: &str,
        call: &Call,
    ) -> Result<Reply, Refusal> {
        let place = self.find_date(course, date)?;
        let as_created = self.settings.is("date_update_members", "as_created");
        let table: Vec<Field> = CHANGED.into_iter().chain(ADDED.into_iter().filter(|_| as_created)).collect();
        let members = self.fields(call, &table, Need::Required)?;
        let Some(stored) = self.world.dates.get(place) else { return Err(Refusal::Unknown("Course date")) };
        let members = self.resolve(members, &stored.written)?;
        let replaces = self.settings.is("date_update", "replace");
        let (now, course) = (self.world.tick(), stored_course(&self.world.dates, place));
        if let Some(date) = self.world.dates.get_mut(place) {
            if replaces {
                date.written.keep_only(&KEPT);
            }
            date.written.write(members);
            date.updated = now;
        }
        Ok(answer(200, course, place).after(Effect::Changed))
    }

    /// Checks what one member alone does not show, and finds the place: its id wins over a text to search for.
    fn resolve(&self, mut members: Map<String, Value>, stored: &Written) -> Result<Map<String, Value>, Refusal> {
        let mut wrong = Vec::new();
        let search = members.remove("place_by_search");
        let search = search.as_ref().and_then(Value::as_str).filter(|text| !text.is_empty());
        match (members.get("place_id").and_then(Value::as_u64), search) {
            (Some(id), _) if reference::place(id).is_none() => wrong.push("place_id"),
            (None, Some(text)) => match reference::place_by_title(text) {
                None if self.settings.is("place_search_miss", "refused") => wrong.push("place_by_search"),
                found => drop(members.insert("place_id".into(), found.into())),
            },
            _ => {}
        }
        if members.get("location_id").and_then(Value::as_u64).is_some_and(|id| !reference::location_exists(id)) {
            wrong.push("location_id");
        }
        if let Some(sent) = members.get("custom_properties") {
            match properties::write(&self.settings, &stored.properties(), sent) {
                Some(kept) => drop(members.insert("custom_properties".into(), kept.into())),
                None => wrong.push("custom_properties"),
            }
        }
        if let Some(sent) = members.get("gatherings") {
            match gatherings::read(sent) {
                Some(kept) => drop(members.insert("gatherings".into(), kept)),
                None => wrong.push("gatherings"),
            }
        }
        if wrong.is_empty() {
            Ok(members)
        } else {
            Err(Refusal::Fields(wrong.into_iter().map(str::to_owned).collect()))
        }
    }
}

fn stored_course(dates: &[CourseDate], place: usize) -> usize {
    dates.get(place).map_or(0, |date| date.course)
}

fn answer(status: u16, course: usize, place: usize) -> Reply {
    answers::json(status, &json!({"coursedate_id": id(FIRST_DATE, place), "course_id": id(FIRST_COURSE, course)}))
}

//! `/courses`: list, one, create, update.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/courses/:id/>, <https://app.frontcore.com/api/docs/v2/courses/:id-put/>,
//! <https://app.frontcore.com/api/docs/v1/courses-post/>; the answers of the writes from a public client,
//! <https://github.com/monscorps/kkurs.no>.

use super::answers::{self, Refusal};
use super::fields::{Field, Kind, Need, field, required};
use super::lists::{Selection, parameter, switch};
use super::records::{Course, Product};
use super::world::{FIRST_COURSE, id};
use super::{Frontcore, body, dates, find, properties, reference};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// Documented members of both writes.
const WRITTEN: [Field; 15] = [
    required("title", Kind::Text),
    field("active", Kind::Flag),
    field("reference", Kind::Text),
    field("level", Kind::Codes(&[6, 15])),
    field("form_of_teaching", Kind::Codes(&[1])),
    field("teaching_language", Kind::Language),
    field("time_of_day", Kind::Text),
    field("duration_value", Kind::Whole),
    field("duration_unit", Kind::Codes(&[1, 2, 3, 4, 5, 6, 7])),
    field("price_value", Kind::Whole),
    field("price_currency", Kind::Text),
    field("price_comment", Kind::Text),
    field("text_*", Kind::Text),
    field("email_booking", Kind::Text),
    field("email_more_info", Kind::Text),
];

/// What only the page of the update lists.
const UPDATED: [Field; 2] = [field("external_booking_url", Kind::Text), field("external_more_info_url", Kind::Text)];

impl Frontcore {
    pub(super) fn list_courses(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let courses = self.world.courses.iter().enumerate().filter(|(place, course)| {
            let created = course.created.unwrap_or(course.updated);
            (course.active() || self.settings.is("inactive_courses", "listed"))
                && selection.admits(id(FIRST_COURSE, *place), created, course.updated)
        });
        Ok(selection.cut(courses).reply(&self.settings, |(place, course)| self.course(place, course)))
    }

    /// The parameters about language and partners are checked and change nothing: what they do is not shown. Whether an
    /// unknown language is refused is a setting.
    pub(super) fn get_course(&self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let course = self.world.courses.get(place).ok_or(Refusal::Unknown("Course"))?;
        parameter(call, "partner_id")?;
        let language = call.parameter("description_language").filter(|code| !code.is_empty());
        if language.is_some_and(|code| !reference::is_language(&self.settings, code)) {
            return Err(Refusal::field("description_language"));
        }
        switch(call, &self.settings, "include_partners")?;
        let mut answer = self.course(place, course);
        let include = body::query_array(call, "include");
        if include.contains(&"products") {
            answer["products"] = self.products_of(place).into();
        }
        // The shapes of these two are shown nowhere; nothing is promised.
        if include.contains(&"labels") {
            answer["labels"] = json!([]);
        }
        if include.contains(&"provider") {
            answer["provider"] = Value::Null;
        }
        Ok(answers::json(200, &answer))
    }

    pub(super) fn create_course(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let members = self.course_members(call, &[], Need::Required)?;
        let mut course = Course::default();
        self.write_course(&mut course, members)?;
        let taken = |other: &Course| other.active() && other.title() == course.title();
        if course.active() && self.world.courses.iter().any(taken) {
            return Err(Refusal::Other("An active course with this title exists".into()));
        }
        let (now, place) = (self.world.tick(), self.world.courses.len());
        (course.created, course.updated) = (Some(now), now);
        self.world.courses.push(course);
        if self.settings.flag("course_makes_product") {
            self.world.products.push(Product {
                course: place,
                title: "Kursavgift".into(),
                price: None,
                regular: None,
                archived: false,
                created: now,
            });
        }
        Ok(answer(self.settings.status("created_status"), place).after(Effect::Created))
    }

    /// Documented: what is left out keeps its value.
    pub(super) fn update_course(&mut self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_COURSE, self.world.courses.len(), "Course")?;
        let members = self.course_members(call, &UPDATED, Need::Nothing)?;
        let mut course = self.world.courses.get(place).cloned().ok_or(Refusal::Unknown("Course"))?;
        let effect = if members.is_empty() { Effect::None } else { Effect::Changed };
        self.write_course(&mut course, members)?;
        if effect == Effect::Changed {
            course.updated = self.world.tick();
            if let Some(stored) = self.world.courses.get_mut(place) {
                *stored = course;
            }
        }
        Ok(answer(200, place).after(effect))
    }

    /// All courses, with the members that can be written but are in no documented answer.
    pub(super) fn all_courses(&self) -> Vec<Value> {
        let show = |(place, course): (usize, &Course)| {
            let mut answer = self.course(place, course);
            let hidden = |name: &str| ["text_", "email_", "external_"].iter().any(|start| name.starts_with(start));
            for (name, value) in course.written.members().filter(|(name, _)| hidden(name)) {
                answer[name.as_str()] = value.clone();
            }
            answer
        };
        self.world.courses.iter().enumerate().map(show).collect()
    }

    /// Custom properties are among the members only where the setting says so.
    fn course_members(&self, call: &Call, more: &[Field], need: Need) -> Result<Map<String, Value>, Refusal> {
        let mut table = [&WRITTEN, more].concat();
        if self.settings.flag("course_properties_writable") {
            table.push(field("custom_properties", Kind::Raw));
        }
        self.fields(call, &table, need)
    }

    fn write_course(&self, course: &mut Course, mut members: Map<String, Value>) -> Result<(), Refusal> {
        if let Some(sent) = members.remove("custom_properties") {
            let kept = properties::write(&self.settings, &course.written.properties(), &sent);
            let kept = kept.ok_or_else(|| Refusal::field("custom_properties"))?;
            members.insert("custom_properties".into(), kept.into());
        }
        course.written.write(members);
        Ok(())
    }

    pub(super) fn course(&self, place: usize, course: &Course) -> Value {
        let written = &course.written;
        let level = written.number("level").unwrap_or(6);
        let form = written.number("form_of_teaching").unwrap_or(1);
        let duration = written.number("duration_value").map(|value| {
            let unit = written.number("duration_unit").unwrap_or(0);
            let title = reference::duration_title(&self.settings, unit);
            json!({"value": value, "unit": {"id": unit.to_string(), "title": title}})
        });
        let currency = Some(written.text("price_currency")).filter(|text| !text.is_empty()).unwrap_or("NOK");
        json!({
            "id": id(FIRST_COURSE, place),
            "title": course.title(),
            "reference": written.get("reference"),
            "is_active": course.active(),
            "type": "public",
            "kursguiden_url": format!("https://kursguiden.example.org/kurs/{}", id(FIRST_COURSE, place)),
            "is_full_time": false,
            "is_part_time": true,
            "lessons_hours": null,
            "level": {"id": level, "title": level_title(level)},
            "form_of_teaching": {"id": form, "title": if form == 1 { "Classroom" } else { "Other" }},
            "teaching_language": reference::language(written.text("teaching_language")),
            "time_of_day": written.get("time_of_day"),
            "duration": duration,
            "price": {
                "value": written.get("price_value"), "currency": currency, "comment": written.text("price_comment")
            },
            "categories": [],
            "tags": [],
            "custom_properties": properties::read(&self.settings, &written.properties()),
            "created_at": course.created.map(dates::timestamp),
            "updated_at": dates::timestamp(course.updated),
        })
    }
}

fn level_title(code: u64) -> &'static str {
    match code {
        6 => "Courses",
        15 => "Corporate training",
        _ => "Other",
    }
}

fn answer(status: u16, place: usize) -> Reply {
    answers::json(status, &json!({"course_id": id(FIRST_COURSE, place)}))
}

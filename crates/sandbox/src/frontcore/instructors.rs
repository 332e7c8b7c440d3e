//! `/instructors`: those who teach, and how a course date and its gatherings show them.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/instructors-post/>, <https://app.frontcore.com/api/docs/v2/instructors-put/>.

use super::answers::{self, Refusal};
use super::fields::{Field, Kind, Need, field, required};
use super::lists::Selection;
use super::records::{CourseDate, Instructor};
use super::world::{FIRST_INSTRUCTOR, id, place};
use super::{Frontcore, body, dates, find};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Value, json};

/// Documented members of both writes.
const WRITTEN: [Field; 9] = [
    required("firstname", Kind::Text),
    required("lastname", Kind::Text),
    field("phone_prefix", Kind::Text),
    field("phone", Kind::Text),
    field("email", Kind::Text),
    field("position", Kind::Text),
    field("company", Kind::Text),
    field("description", Kind::Text),
    field("idUser", Kind::Whole),
];

impl Frontcore {
    pub(super) fn list_instructors(&self, call: &Call) -> Result<Reply, Refusal> {
        let page = Selection::of(call, &self.settings)?.cut(self.all_instructors().into_iter());
        Ok(page.reply(&self.settings, |instructor| instructor))
    }

    pub(super) fn create_instructor(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let members = self.fields(call, &WRITTEN, Need::Required)?;
        let mut instructor = Instructor { created: self.world.tick(), ..Instructor::default() };
        instructor.written.write(members);
        let answer = show((self.world.instructors.len(), &instructor));
        self.world.instructors.push(instructor);
        Ok(answers::json(self.settings.status("created_status"), &answer).after(Effect::Created))
    }

    /// Documented: only what is sent changes, and an empty `idUser` disconnects.
    pub(super) fn update_instructor(&mut self, id: &str, call: &Call) -> Result<Reply, Refusal> {
        let place = find(id, FIRST_INSTRUCTOR, self.world.instructors.len(), "Instructor")?;
        let members = self.fields(call, &WRITTEN, Need::Nothing)?;
        let instructor = self.world.instructors.get_mut(place).ok_or(Refusal::Unknown("Instructor"))?;
        let effect = if members.is_empty() { Effect::None } else { Effect::Changed };
        instructor.written.write(members);
        Ok(answers::json(200, &show((place, instructor))).after(effect))
    }

    pub(super) fn all_instructors(&self) -> Vec<Value> {
        self.world.instructors.iter().enumerate().map(show).collect()
    }

    /// The instructors of a course date. How they are written is on no page: ids, or objects with one, are taken. Ids that
    /// no instructor has are left out.
    pub(super) fn instructors_of(&self, date: &CourseDate) -> Value {
        let sent = date.written.get("instructors").as_array().into_iter().flatten();
        let show = |sent: &Value| {
            let number = body::number(sent).or_else(|| body::number(sent.get("id")?))?;
            let place = place(number, FIRST_INSTRUCTOR, self.world.instructors.len())?;
            Some(teaching(place, self.world.instructors.get(place)?))
        };
        sent.filter_map(show).collect()
    }
}

/// An instructor as both writes answer it.
fn show((place, instructor): (usize, &Instructor)) -> Value {
    let written = &instructor.written;
    json!({
        "id": id(FIRST_INSTRUCTOR, place),
        "firstname": written.text("firstname"),
        "lastname": written.text("lastname"),
        "phone_prefix": written.text("phone_prefix"),
        "phone": written.text("phone"),
        "email": written.text("email"),
        "position": written.text("position"),
        "company": written.text("company"),
        "description": written.text("description"),
        "idUser": written.get("idUser"),
        "archived_at": instructor.archived.map(dates::plain),
        "created_at": dates::plain(instructor.created),
    })
}

/// An instructor as a gathering carries one: another shape than that of the instructors' own calls. Which of
/// its names says what, the sample does not show.
fn teaching(place: usize, instructor: &Instructor) -> Value {
    let written = &instructor.written;
    let name = format!("{} {}", written.text("firstname"), written.text("lastname"));
    json!({
        "id": id(FIRST_INSTRUCTOR, place),
        "title": name,
        "name": name,
        "fullname": name,
        "phone": written.text("phone"),
        "company": written.text("company"),
        "position": written.text("position"),
        "email": written.text("email"),
        "is_archived": instructor.archived.is_some(),
    })
}

//! Those who teach: how a course date and its gatherings show them.

use super::Frontcore;
use super::body;
use super::records::{CourseDate, Instructor};
use super::world::{FIRST_INSTRUCTOR, id, place};
use serde_json::{Value, json};

impl Frontcore {
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

//! `/admin-users` and `/admin-roles`: the people who work with the product, and what they may do.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/admin-users/>, <https://app.frontcore.com/api/docs/v2/admin-users-post/>,
//! <https://app.frontcore.com/api/docs/v2/admin-roles/>.

use super::answers::{self, Refusal};
use super::fields::{Field, Kind, Need, field, required};
use super::lists::Selection;
use super::records::AdminUser;
use super::world::{FIRST_ADMIN, id};
use super::{Frontcore, body, dates};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// Id, title, description.
const ROLES: [(u64, &str, &str); 3] = [
    (11, "Administrator", "Alt i kontoen, innstillinger & brukere"),
    (12, "Kursansvarlig", "Kurs, kursdatoer og deltakere"),
    (13, "Instruktør", ""),
];

/// Documented members of the call that adds a user.
const ADDED: [Field; 9] = [
    required("email", Kind::Text),
    required("role_ids", Kind::Raw),
    field("firstname", Kind::Text),
    field("lastname", Kind::Text),
    field("position", Kind::Text),
    field("phone_prefix", Kind::Text),
    field("phone", Kind::Text),
    field("booking_email", Kind::Text),
    field("send_invite", Kind::Flag),
];

impl Frontcore {
    pub(super) fn list_admins(&self, call: &Call) -> Result<Reply, Refusal> {
        let selection = Selection::of(call, &self.settings)?;
        let admins = self
            .world
            .admins
            .iter()
            .enumerate()
            .filter(|(place, admin)| selection.admits(id(FIRST_ADMIN, *place), admin.created, admin.updated));
        Ok(selection.cut(admins).reply(&self.settings, |(place, admin)| show(place, admin)))
    }

    pub(super) fn list_roles(&self) -> Result<Reply, Refusal> {
        Ok(self.whole_list(all_roles()))
    }

    /// Documented: where the address is known, its roles are replaced and what else is said is ignored.
    pub(super) fn add_admin(&mut self, call: &Call) -> Result<Reply, Refusal> {
        let mut members = self.fields(call, &ADDED, Need::Required)?;
        let roles = members.remove("role_ids").and_then(|sent| role_ids(&sent));
        let roles = roles.ok_or_else(|| Refusal::field("role_ids"))?;
        let email = members.get("email").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let known = self.world.admins.iter().position(|admin| admin.written.text("email").to_lowercase() == email);
        let status = self.settings.status("created_status");
        if let Some(place) = known {
            let now = self.world.tick();
            if let Some(admin) = self.world.admins.get_mut(place) {
                (admin.roles, admin.updated) = (roles, now);
            }
            return Ok(self.added(status, place).after(Effect::Changed));
        }
        let missing: Vec<String> = ["firstname", "lastname"]
            .into_iter()
            .filter(|name| !is_filled(&members, name))
            .map(str::to_owned)
            .collect();
        if !missing.is_empty() {
            return Err(Refusal::Fields(missing));
        }
        let (now, place) = (self.world.tick(), self.world.admins.len());
        let mut admin = AdminUser { roles, created: now, updated: now, ..AdminUser::default() };
        admin.written.write(members);
        self.world.admins.push(admin);
        Ok(self.added(status, place).after(Effect::Created))
    }

    pub(super) fn all_admins(&self) -> Vec<Value> {
        self.world.admins.iter().enumerate().map(|(place, admin)| show(place, admin)).collect()
    }

    /// Documented: the whole record.
    fn added(&self, status: u16, place: usize) -> Reply {
        answers::json(status, &self.world.admins.get(place).map_or(Value::Null, |admin| show(place, admin)))
    }
}

pub(super) fn all_roles() -> Vec<Value> {
    ROLES.iter().map(|(id, title, description)| json!({"id": id, "title": title, "description": description})).collect()
}

fn show(place: usize, admin: &AdminUser) -> Value {
    let written = &admin.written;
    json!({
        "id": id(FIRST_ADMIN, place),
        "firstname": written.text("firstname"),
        "lastname": written.text("lastname"),
        "email": written.text("email"),
        "position": written.text("position"),
        "phone_prefix": written.text("phone_prefix"),
        "phone": written.text("phone"),
        "booking_email": written.text("booking_email"),
        "role_ids": admin.roles,
        "created_at": dates::plain(admin.created),
        "updated_at": dates::plain(admin.updated),
    })
}

/// A list of ids or one text of them with commas; all must be roles.
fn role_ids(sent: &Value) -> Option<Vec<u64>> {
    let ids: Option<Vec<u64>> = match sent {
        Value::Array(items) => items.iter().map(body::number).collect(),
        Value::String(text) => text.split(',').map(|id| body::number(&id.trim().into())).collect(),
        Value::Number(_) => body::number(sent).map(|id| vec![id]),
        _ => None,
    };
    let is_role = |id: &u64| ROLES.iter().any(|(known, ..)| known == id);
    ids.filter(|ids| !ids.is_empty() && ids.iter().all(is_role))
}

fn is_filled(members: &Map<String, Value>, name: &str) -> bool {
    members.get(name).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

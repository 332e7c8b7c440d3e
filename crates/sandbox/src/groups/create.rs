//! `POST users` and `POST users/info`: a new user in a group, and the personal address of the portal.
//!
//! Pages: <https://support.kaspersky.com/ASAP/1.0/en-US/242752.htm>, <https://support.kaspersky.com/ASAP/1.0/en-US/242750.htm>.

use super::Groups;
use super::failures::{self, Failure};
use super::world::{self, State, User};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Value, json};

impl Groups {
    pub(super) fn create_user(&mut self, call: &Call) -> Result<Reply, Failure> {
        let body = call.json().map_err(|_| failures::VALIDATION)?;
        let text = |object: &str, member: &str| -> Result<String, Failure> {
            let text = body.get(object).and_then(|object| object.get(member)).and_then(Value::as_str);
            text.filter(|text| !text.trim().is_empty()).map(str::to_owned).ok_or(failures::VALIDATION)
        };
        // Which members are required is not said; all five stand in the sample and none is called optional.
        let full = text("user", "fullName")?;
        let optional = self.settings.is("create_needs", "no_short_name") && body["user"].get("shortName").is_none();
        let short = if optional { String::new() } else { text("user", "shortName")? };
        let email = self.email(&text("user", "email")?, true).filter(|email| is_address(email));
        let email = email.ok_or(failures::VALIDATION)?;
        let group = text("group", "id")?;
        if !world::is_id(&group) {
            return Err(failures::VALIDATION);
        }
        let group = self.find_group(&group).ok_or(failures::NO_GROUP)?;
        if self.world.with_email(&email).is_some() {
            return Err(failures::EMAIL_TAKEN);
        }
        let started = self.world.groups.get(group).is_some_and(|group| group.started);
        if started && !self.has_licence() {
            return Err(failures::NO_LICENCE);
        }
        let busy = if started { self.settings.number("busy_after_create") } else { 0 };
        let state = State::NotAssigned.in_group(started);
        let place = self.world.add(User { full, short, email, group, state, busy });
        Ok(Reply::json(201, &json!({"user": {"id": world::user_id(place)}})).after(Effect::Created))
    }

    pub(super) fn portal_link(&mut self, call: &Call) -> Result<Reply, Failure> {
        let body = call.json().map_err(|_| failures::VALIDATION)?;
        let email = body.get("email").and_then(Value::as_str).and_then(|email| self.email(email, true));
        let email = email.filter(|email| !email.is_empty()).ok_or(failures::VALIDATION)?;
        let place = self.world.with_email(&email).ok_or(failures::NO_USER)?;
        let user = self.world.users.get_mut(place).ok_or(failures::NO_USER)?;
        if user.busy > 0 {
            user.busy -= 1;
            return Err(failures::PROCESSING);
        }
        match user.state {
            State::Archived | State::Deleted if self.settings.is("link_of_gone", "user_not_found") => {
                Err(failures::NO_USER)
            }
            State::NotAssigned => Err(failures::NOT_STARTED),
            _ => Ok(Reply::json(self.settings.status("read_status"), &json!({"link": link(place)}))),
        }
    }

    /// An address as it is stored; none where capitals are refused and there are some.
    pub(super) fn email(&self, text: &str, post: bool) -> Option<String> {
        let lower = text.to_ascii_lowercase();
        let lenient = match self.settings.word("capitals_refused") {
            "posts" => !post,
            "nowhere" => true,
            _ => false,
        };
        (lenient || lower == text).then_some(lower)
    }

    /// Whether one more user can begin training.
    pub(super) fn has_licence(&self) -> bool {
        self.settings.flag("licence_active") && self.world.free_licences(self.settings.number("licences")) > 0
    }
}

/// Whether there is something on both sides of an at sign.
pub(super) fn is_address(email: &str) -> bool {
    email.split_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
}

/// Personal, hence hard to guess at the real service; here it only looks so.
fn link(place: usize) -> String {
    format!("https://portal.example.org/u/{:016x}", (place as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

//! `/search-users` and the employee update: where a person's name, address and phone are read and changed.
//!
//! Pages: <https://app.frontcore.com/api/docs/v2/search-users/>, <https://app.frontcore.com/api/docs/v2/customers/:id/employees/:id-put/>.

use super::answers::{self, Refusal};
use super::records::User;
use super::world::{FIRST_CUSTOMER, FIRST_USER, id};
use super::{Frontcore, body, dates, find, wire};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// Documented members of the employee update. The page goes on past what is stored, so these are not all.
const KNOWN: [&str; 7] = ["firstname", "lastname", "email", "gender", "phone", "date_of_birth", "nationality"];

const NAMES: [&str; 4] = ["email", "firstname", "lastname", "username"];

impl Frontcore {
    /// At least one of four parameters; several narrow the search.
    pub(super) fn search_users(&self, call: &Call) -> Result<Reply, Refusal> {
        let wanted: Vec<(&str, String)> = NAMES
            .into_iter()
            .filter_map(|name| Some((name, call.parameter(name).filter(|text| !text.is_empty())?.to_lowercase())))
            .collect();
        if wanted.is_empty() {
            return Err(Refusal::Fields(NAMES.map(str::to_owned).into()));
        }
        let exact = self.settings.is("search_match", "exact");
        let matches = |user: &User| {
            wanted.iter().all(|(name, wanted)| {
                let stored = member(user, name).to_lowercase();
                if exact { stored == *wanted } else { stored.contains(wanted.as_str()) }
            })
        };
        // A whole address has an index: one look-up instead of a search through all users.
        let address = wanted.iter().find(|(name, _)| exact && *name == "email");
        let places: Vec<usize> = match address {
            Some((_, email)) => self.world.with_email(email).to_vec(),
            None => (0..self.world.users.len()).collect(),
        };
        let found = places.into_iter().filter(|place| self.world.users.get(*place).is_some_and(matches));
        Ok(answers::json(200, &found.map(|place| self.user(place)).collect()))
    }

    /// Name and address are required even for an update, as documented.
    pub(super) fn update_employee(&mut self, customer: &str, user: &str, call: &Call) -> Result<Reply, Refusal> {
        let customer = find(customer, FIRST_CUSTOMER, self.world.customers.len(), "Customer")?;
        let place = find(user, FIRST_USER, self.world.users.len(), "Employee")?;
        let stored = self.world.users.get(place).filter(|user| user.customer == customer);
        let mut user = stored.cloned().ok_or(Refusal::Unknown("Employee"))?;
        let members = body::members(call)?;
        self.known_only(&members, &KNOWN)?;
        if self.settings.is("employee_update", "replace") {
            user.gender = None;
            user.phone = String::new();
            user.birth = None;
            user.nationality = "NO".into();
        }
        let wrong = write(&mut user, &members);
        if !wrong.is_empty() {
            return Err(Refusal::Fields(wrong));
        }
        user.updated = self.world.tick();
        let email = user.email.clone();
        if let Some(stored) = self.world.users.get_mut(place) {
            user.email.clone_from(&stored.email);
            *stored = user;
        }
        self.world.change_email(place, email);
        let reply = match self.settings.word("employee_answer") {
            "empty" => Reply::empty(200),
            "id" => answers::json(200, &json!({"user_id": id(FIRST_USER, place)})),
            _ => answers::json(200, &self.user(place)),
        };
        Ok(reply.after(Effect::Changed))
    }

    pub(super) fn user(&self, place: usize) -> Value {
        let Some(user) = self.world.users.get(place) else { return Value::Null };
        wire::user(&self.settings, &self.world, place, user)
    }

    /// All users, with the two members that can be written but are in no documented answer.
    pub(super) fn all_users(&self) -> Vec<Value> {
        let show = |(place, user): (usize, &User)| {
            let mut answer = self.user(place);
            answer["gender"] = user.gender.clone().into();
            answer["nationality"] = user.nationality.clone().into();
            answer
        };
        self.world.users.iter().enumerate().map(show).collect()
    }
}

fn member<'a>(user: &'a User, name: &str) -> &'a str {
    match name {
        "email" => &user.email,
        "firstname" => &user.first,
        "lastname" => &user.last,
        _ => &user.username,
    }
}

/// Writes the members; gives the names of those that are missing or not valid.
fn write(user: &mut User, members: &Map<String, Value>) -> Vec<String> {
    let mut wrong = Vec::new();
    for name in KNOWN {
        let required = matches!(name, "firstname" | "lastname" | "email");
        let accepted = match members.get(name) {
            Some(value) => body::text(value).and_then(|text| write_one(user, name, text)),
            None => (!required).then_some(()),
        };
        if accepted.is_none() {
            wrong.push(name.to_owned());
        }
    }
    wrong
}

fn write_one(user: &mut User, name: &str, text: String) -> Option<()> {
    match name {
        "firstname" => user.first = filled(text)?,
        "lastname" => user.last = filled(text)?,
        "email" => user.email = address(text)?,
        "phone" => user.phone = text,
        "gender" => user.gender = optional(text, |text| matches!(text, "Male" | "Female"))?,
        "date_of_birth" => user.birth = optional(text, dates::is_day)?,
        _ => {
            let code = optional(text, |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
            user.nationality = code.map_or_else(|| "NO".into(), |code| code.to_uppercase());
        }
    }
    Some(())
}

fn filled(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

/// An address as any server would check it: something on both sides of an @, no blanks.
fn address(text: String) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    (!local.is_empty() && !domain.is_empty() && !text.contains(char::is_whitespace)).then_some(text)
}

/// Empty text clears; other text must be valid.
#[allow(clippy::option_option, reason = "cleared and not valid are two things")]
fn optional(text: String, valid: impl Fn(&str) -> bool) -> Option<Option<String>> {
    if text.is_empty() { Some(None) } else { valid(&text).then_some(Some(text)) }
}

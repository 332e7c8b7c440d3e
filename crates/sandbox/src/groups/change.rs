//! `PATCH user/:userId`: moving and renaming a user. Everything is checked before anything is changed.
//!
//! Page: <https://support.kaspersky.com/fr/kasap/1.0/242756>, the one complete copy.

use super::Groups;
use super::create::is_address;
use super::failures::{Failure, patch};
use super::world::{self, State, User};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};

/// The wanted values, checked for form.
struct Wanted {
    group: Option<usize>,
    full: Option<String>,
    short: Option<String>,
    email: Option<String>,
}

impl Groups {
    pub(super) fn change_user(&mut self, id: &str, call: &Call) -> Result<Reply, Failure> {
        if !world::is_id(id) {
            return Err(patch::INVALID);
        }
        let place = self.world.user_place(id).ok_or(patch::NO_USER)?;
        let wanted = self.wanted(call)?;
        let before = self.world.users.get(place).cloned().ok_or(patch::NO_USER)?;
        self.allow(place, &before, &wanted)?;
        let mut after = before.clone();
        if let Some(group) = wanted.group {
            after.group = group;
            after.state = before.state.in_group(self.started(group));
            // The plan is calculated again after a move, and the user cannot be changed meanwhile.
            after.busy = if group == before.group { 0 } else { self.settings.number("busy_after_move") };
        }
        after.full = wanted.full.clone().unwrap_or(after.full);
        after.short = wanted.short.clone().unwrap_or(after.short);
        after.email = wanted.email.clone().unwrap_or(after.email);
        let answer = self.change_answer(id, &wanted, &before, &after);
        self.world.replace(place, after);
        Ok(Reply::json(200, &answer).after(Effect::Changed))
    }

    fn wanted(&self, call: &Call) -> Result<Wanted, Failure> {
        let Ok(Value::Object(body)) = call.json() else { return Err(patch::INVALID) };
        let text = |name: &str| match body.get(name) {
            None => Ok(None),
            Some(Value::Null) => match self.settings.word("patch_nulls") {
                "ignored" => Ok(None),
                "clears" if matches!(name, "fullName" | "shortName") => Ok(Some(String::new())),
                _ => Err(patch::INVALID),
            },
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
            Some(_) => Err(patch::INVALID),
        };
        let (group, full, short, email) = (text("groupId")?, text("fullName")?, text("shortName")?, text("email")?);
        // A body that names nothing is not defined.
        let nothing = group.is_none() && full.is_none() && short.is_none() && email.is_none();
        if nothing || (group.is_none() && self.settings.is("patch_without_group", "refused")) {
            return Err(patch::INVALID);
        }
        let email = email
            .map(|text| self.email(&text, false).filter(|email| is_address(email)).ok_or(patch::INVALID))
            .transpose()?;
        let group = group
            .map(|id| if world::is_id(&id) { self.find_group(&id).ok_or(patch::NO_GROUP) } else { Err(patch::INVALID) })
            .transpose()?;
        Ok(Wanted { group, full, short, email })
    }

    fn allow(&mut self, place: usize, user: &User, wanted: &Wanted) -> Result<(), Failure> {
        if !self.settings.flag("licence_active") {
            return Err(patch::LICENCE);
        }
        let blocked = match user.state {
            State::Archived | State::Deleted => true,
            State::Completed => !self.settings.is("blocked_states", "gone"),
            State::Paused => self.settings.is("blocked_states", "gone_completed_or_paused"),
            State::NotAssigned | State::InProgress => false,
        };
        if blocked {
            return Err(patch::STATE);
        }
        if let Some(stored) = self.world.users.get_mut(place).filter(|user| user.busy > 0) {
            stored.busy -= 1;
            return Err(patch::BUSY);
        }
        let owner = wanted.email.as_deref().and_then(|email| self.world.with_email(email));
        if owner.is_some_and(|owner| owner != place) {
            return Err(patch::EMAIL_TAKEN.with_status(self.settings.status("patch_email_taken")));
        }
        let Some(group) = wanted.group else { return Ok(()) };
        let same = group == user.group && self.settings.is("same_group", "refused");
        let closed = !self.started(group) && self.settings.is("closed_groups", "not_started");
        if same || closed {
            return Err(patch::CANNOT_JOIN);
        }
        let begins = user.state == State::NotAssigned && self.started(group);
        if begins && !self.has_licence() { Err(patch::LICENCE) } else { Ok(()) }
    }

    /// Each pair of members is there only if the call named its source.
    fn change_answer(&self, id: &str, wanted: &Wanted, before: &User, after: &User) -> Value {
        let mut answer = Map::new();
        answer.insert("userId".into(), id.into());
        let mut pair = |name: &str, current: Value, previous: Value| {
            answer.insert(format!("current{name}"), current);
            answer.insert(format!("previous{name}"), previous);
        };
        if wanted.group.is_some() || self.settings.is("patch_without_group", "with_groups") {
            pair("Group", self.world.group_reference(after.group), self.world.group_reference(before.group));
        }
        if wanted.full.is_some() {
            pair("FullName", after.full.clone().into(), before.full.clone().into());
        }
        if wanted.short.is_some() {
            pair("ShortName", after.short.clone().into(), before.short.clone().into());
        }
        if wanted.email.is_some() {
            pair("Email", after.email.clone().into(), before.email.clone().into());
        }
        if self.settings.is("patch_answer", "array") { json!([answer]) } else { answer.into() }
    }

    fn started(&self, group: usize) -> bool {
        self.world.groups.get(group).is_some_and(|group| group.started)
    }
}

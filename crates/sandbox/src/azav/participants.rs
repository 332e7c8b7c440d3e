//! What the participant operations do to the store, and with which answer.

use super::failures::{self, Problem, Step, plain};
use super::store::Participant;
use super::{Azav, data, wire, write};
use crate::emulator::{Call, Effect, Reply};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

impl Azav {
    /// The answer is written record by record: all of them at once as JSON values would fill the memory.
    pub(super) fn list(&mut self) -> Reply {
        self.lists += 1;
        let mut numbers = self.store.numbers();
        match self.settings.word("list_order") {
            "newest_first" => numbers.reverse(),
            "shuffled" => fastrand::Rng::with_seed(self.lists).shuffle(&mut numbers),
            _ => {}
        }
        let mut text = String::from("{\"data\":[");
        for (index, number) in numbers.into_iter().enumerate() {
            if let Some(participant) = self.store.get(number) {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&self.shown(number, &participant).to_string());
            }
        }
        text.push_str("]}");
        Reply::text(200, "application/json", text)
    }

    pub(super) fn create(&mut self, body: &Map<String, Value>) -> Result<Reply, Reply> {
        let mut members = self.checked(&Map::new(), body, false)?;
        self.refuse_duplicate(None, &members)?;
        match self.settings.word("new_status") {
            "none" => {}
            status => drop(members.entry("status").or_insert_with(|| status.into())),
        }
        self.clock += 1;
        let participant = Participant { members, inserted: self.clock, updated: self.clock };
        let number = self.store.next();
        let reply = data(201, self.echo(number, &participant)).after(Effect::Created);
        self.store.put(number, participant);
        Ok(reply)
    }

    /// The timestamp moves only where something changed; the effect is `Changed` for every accepted write, so that
    /// needless ones can be counted.
    pub(super) fn update(&mut self, id: &str, call: &Call) -> Result<Reply, Reply> {
        let (number, participant) = self.find(id)?;
        let mut participant = participant.into_owned();
        let members =
            self.checked(&participant.members, &self.envelope(call)?, self.settings.is("writes", "replace"))?;
        self.refuse_duplicate(Some(number), &members)?;
        self.clock += 1;
        if members != participant.members {
            participant.members = members;
            participant.updated = self.clock;
        }
        let reply = data(200, self.echo(number, &participant)).after(Effect::Changed);
        self.store.put(number, participant);
        Ok(reply)
    }

    pub(super) fn delete(&mut self, id: &str) -> Result<Reply, Reply> {
        let (number, participant) = self.find(id)?;
        let mut participant = participant.into_owned();
        self.clock += 1;
        if self.settings.is("delete_effect", "archives") {
            participant.members.insert("status".into(), "archived".into());
            participant.updated = self.clock;
            self.store.put(number, participant.clone());
        } else {
            self.store.delete(number);
        }
        let reply = match self.settings.word("delete") {
            "204" => Reply::empty(204),
            "200_empty" => Reply::empty(200),
            _ => data(200, self.echo(number, &participant)),
        };
        Ok(reply.after(Effect::Changed))
    }

    /// The participant that a path segment names.
    pub(super) fn find(&self, id: &str) -> Result<(u64, Cow<'_, Participant>), Reply> {
        let number = self.number(id).ok_or_else(|| plain(self.settings.status("malformed_id")))?;
        let absent = if self.store.is_deleted(number) { "deleted_id" } else { "unknown_id" };
        let participant = self.store.get(number).ok_or_else(|| plain(self.settings.status(absent)))?;
        Ok((number, participant))
    }

    fn checked(
        &self,
        before: &Map<String, Value>,
        body: &Map<String, Value>,
        replace: bool,
    ) -> Result<Map<String, Value>, Reply> {
        write::written(&self.settings, before, body, replace)
            .map_err(|problems| failures::invalid(&self.settings, &problems))
    }

    fn refuse_duplicate(&self, own: Option<u64>, members: &Map<String, Value>) -> Result<(), Reply> {
        let email = |members: &Map<String, Value>| members.get("email")?.as_str().map(str::to_lowercase);
        let Some(mine) = email(members).filter(|_| self.settings.is("duplicate_email", "refused")) else {
            return Ok(());
        };
        let mut others = self.store.all().filter(|(number, _)| Some(*number) != own);
        if others.any(|(_, other)| email(&other.members).as_ref() == Some(&mine)) {
            let path = ["participant", "email"].map(|name| Step::Name(name.into())).to_vec();
            return Err(failures::changeset(&[Problem { path, detail: "is taken".into() }]));
        }
        Ok(())
    }

    /// The object under `participant`.
    pub(super) fn envelope(&self, call: &Call) -> Result<Map<String, Value>, Reply> {
        if !call.body.is_empty() && !call.is("application/json") {
            return Err(plain(415));
        }
        let body = if call.body.is_empty() { json!({}) } else { call.json().map_err(|_| plain(400))? };
        let problem = |detail: &str| {
            let path = vec![Step::Name("participant".into())];
            failures::invalid(&self.settings, &[Problem { path, detail: detail.into() }])
        };
        match body.get("participant") {
            Some(Value::Object(participant)) => Ok(participant.clone()),
            Some(_) => Err(problem("must be an object")),
            None if self.settings.is("missing_envelope", "422") => Err(problem("is required")),
            None => Err(plain(400)),
        }
    }

    fn echo(&self, number: u64, participant: &Participant) -> Value {
        let thin = self.settings.is("echo", "thin");
        let answer = if thin { wire::thin } else { wire::full };
        answer(&self.settings, self.id(number), participant)
    }
}

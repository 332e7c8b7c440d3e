//! What the participant operations do to the store, and with which answer.

use super::failures::{self, Problem, Step, plain};
use super::store::Participant;
use super::{Azav, ids, wire, write};
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
                text.push_str(&self.read(number, &participant).to_string());
            }
        }
        text.push(']');
        if self.settings.is("beside_data", "meta") {
            text.push_str(",\"meta\":{\"unlisted\":true}");
        }
        text.push('}');
        Reply::text(200, "application/json", text)
    }

    pub(super) fn create(&mut self, call: &Call) -> Result<Reply, Reply> {
        let number = self.store.next();
        let mut members = self.checked(&Map::new(), &self.envelope(call, false)?, false)?;
        self.refuse_duplicates(None, &members)?;
        if self.settings.is("customer_number", "server") {
            members.entry("customerNumber").or_insert_with(|| format!("{number:06}").into());
        }
        match self.settings.word("new_status") {
            "none" => {}
            status => drop(members.entry("status").or_insert_with(|| status.into())),
        }
        self.clock += 1;
        let participant = Participant { members, inserted: self.clock, updated: self.clock };
        let mut reply = self.data(201, self.echo(number, &participant)).after(Effect::Created);
        if self.settings.flag("location") {
            let id = ids::id(&self.settings, number);
            let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            reply.headers.push(("location".into(), format!("/v1/participants/{id}")));
        }
        self.store.put(number, participant);
        Ok(reply)
    }

    /// The timestamp moves only where something changed; the effect is `Changed` for every accepted write, so that
    /// needless ones can be counted.
    pub(super) fn update(&mut self, id: &str, call: &Call) -> Result<Reply, Reply> {
        let (number, participant) = self.find(id)?;
        let mut participant = participant.into_owned();
        let body = self.envelope(call, self.settings.is("update_envelope", "optional"))?;
        let members = self.checked(&participant.members, &body, self.settings.is("writes", "replace"))?;
        self.refuse_duplicates(Some(number), &members)?;
        self.clock += 1;
        if members != participant.members {
            participant.members = members;
            participant.updated = self.clock;
        }
        let reply = self.data(200, self.echo(number, &participant)).after(Effect::Changed);
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
            _ => self.data(200, self.echo(number, &participant)),
        };
        Ok(reply.after(Effect::Changed))
    }

    /// The participant that a path segment names.
    pub(super) fn find(&self, id: &str) -> Result<(u64, Cow<'_, Participant>), Reply> {
        let number = ids::number(&self.settings, id).ok_or_else(|| plain(self.settings.status("malformed_id")))?;
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

    /// What two people may not share, where settings say so. Capitals make no other e-mail address.
    fn refuse_duplicates(&self, own: Option<u64>, members: &Map<String, Value>) -> Result<(), Reply> {
        let unique = [
            ("duplicate_email", "email"),
            ("duplicate_customer_number", "customerNumber"),
            ("duplicate_customer_number", "internalCustomerNumber"),
        ];
        let taken = unique.into_iter().filter(|(setting, name)| {
            let value = |members: &Map<String, Value>| members.get(*name)?.as_str().map(str::to_lowercase);
            let mine = value(members).filter(|_| self.settings.is(setting, "refused"));
            let mut others = self.store.all().filter(|(number, _)| Some(*number) != own);
            mine.is_some_and(|mine| others.any(|(_, other)| value(&other.members).as_ref() == Some(&mine)))
        });
        let problem = |(_, name): (&str, &str)| Problem {
            path: ["participant", name].map(|name| Step::Name(name.into())).to_vec(),
            detail: "is taken".into(),
        };
        let problems: Vec<Problem> = taken.map(problem).collect();
        if problems.is_empty() { Ok(()) } else { Err(failures::changeset(&problems)) }
    }

    /// The object under `participant`; where a bare record will do, that.
    fn envelope(&self, call: &Call, bare: bool) -> Result<Map<String, Value>, Reply> {
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
            None if bare && body.as_object().is_some_and(|body| !body.is_empty()) => {
                Ok(body.as_object().cloned().unwrap_or_default())
            }
            None if self.settings.is("missing_envelope", "422") => Err(problem("is required")),
            None => Err(plain(400)),
        }
    }

    /// A participant as list and show answer it.
    pub(super) fn read(&self, number: u64, participant: &Participant) -> Value {
        self.shown(self.settings.is("reads", "thin"), number, participant)
    }

    /// A participant as the answer to a write.
    fn echo(&self, number: u64, participant: &Participant) -> Value {
        self.shown(self.settings.is("echo", "thin"), number, participant)
    }

    fn shown(&self, thin: bool, number: u64, participant: &Participant) -> Value {
        let answer = if thin { wire::thin } else { wire::full };
        answer(&self.settings, ids::id(&self.settings, number), participant)
    }
}

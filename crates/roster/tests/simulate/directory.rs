//! The engine's directory, watched: what it reads and writes, in which order, and whether it may.

use crate::{
    operation::{OPERATION, Operation},
    plant::Plant,
    simulation::Simulation,
    world::target_of,
};
use participants_roster::core::{
    AccountName, AlreadyRead, Capabilities, Created, Directory, Enrolled, Enrolment, Error, ExistenceCheck, Field,
    Filter, Found, Key, Limit, NewParticipant, Operation::Get, Participant, ParticipantUpdate, People, Prepared,
    Support, Updated, Waiting, transport::BoxFuture,
};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

pub(crate) struct Watched {
    pub(crate) directory: Arc<dyn Directory>,
    pub(crate) simulation: Simulation,
    pub(crate) life: u32,
    /// The fields that each participant's step changes, with what they may be when it is sent.
    pub(crate) planned: Arc<BTreeMap<String, Planned>>,
    /// What the first read of each participant showed: for a planted error.
    pub(crate) first: Arc<Mutex<BTreeMap<String, Participant>>>,
}

/// The values that a step's fields may hold when it is sent: those before it and those after it.
pub(crate) type Planned = BTreeMap<Field, Vec<Option<String>>>;

impl Watched {
    async fn run<T>(&self, operation: Operation, call: BoxFuture<'_, Result<T, Error>>) -> Result<T, Error> {
        run(&self.simulation, operation, call).await
    }

    fn read(&self, name: &'static str, target: &str) -> Operation {
        let (is_write, is_create) = (false, false);
        Operation { life: self.life, name, target: target.to_owned(), is_write, is_create }
    }

    fn write(&self, name: &'static str, target: &str) -> Operation {
        Operation { is_write: true, is_create: name == "create", ..self.read(name, target) }
    }

    /// Prepares a write, and watches it once it is sent.
    async fn prepared<T: Send + 'static>(
        &self,
        (name, target): (&'static str, &str),
        prepare: BoxFuture<'_, Result<Prepared<T>, Error>>,
    ) -> Result<Prepared<T>, Error> {
        let prepared = self.run(self.read("prepare", target), prepare).await?;
        let (simulation, operation) = (self.simulation.clone(), self.write(name, target));
        Ok(prepared.wrapped(|send| async move { run(&simulation, operation, send).await }))
    }

    /// A participant that the plan changes is read before that, and left alone where another user changed them before
    /// the read.
    fn check_read(&self, id: &str) {
        let state = self.simulation.state();
        let Some(read) = state.facts.reads.get(id).copied() else {
            drop(state);
            return self.simulation.broken(format!("{id} is written to, and was not read"));
        };
        let Some(planned) = self.planned.get(id) else {
            drop(state);
            return self.simulation.broken(format!("{id} is written to, and no step names it"));
        };
        // Only the last edit of a field counts, and only where none came after the read.
        let last = |field: &Field| state.facts.edits.iter().rfind(|edit| edit.id == id && edit.field == *field);
        // A write of the step itself came after the edit, though its response was lost.
        let written = state.facts.effects.get(id).and_then(|effects| effects.last()).copied().unwrap_or_default();
        let is_hidden = |field: &&Field| {
            last(field).is_some_and(|edit| {
                (written..read).contains(&edit.at)
                    && planned[*field].iter().all(|value| value.as_ref() != Some(&edit.value))
            })
        };
        let overwritten = planned.keys().find(is_hidden).cloned();
        drop(state);
        if let Some(field) = overwritten {
            self.simulation.broken(format!("{field} of {id} is written over the edit that was read"));
        }
    }

    /// A new participant is looked for before they are created.
    fn check_look(&self, target: &str) {
        let state = self.simulation.state();
        let look = state.facts.reads.get(target).copied().max(state.facts.list);
        let entered = state.facts.others_created.get(target).copied();
        drop(state);
        match (look, entered) {
            (None, _) => self.simulation.broken(format!("{target} is created, and was not looked for")),
            (Some(look), Some(entered)) if entered < look => {
                self.simulation
                    .broken(format!("{target} is created, and another user had entered them before the look"));
            }
            _ => {}
        }
    }

    /// The same update, or for a planted error one with a field that no step names.
    fn with_one_more_field(&self, update: &ParticipantUpdate) -> ParticipantUpdate {
        let mut update = update.clone();
        let is_writable = |field: &Field| self.capabilities().field(field).is_some_and(|it| it.update.is_supported());
        let more = [Field::JobTitle, Field::Title, Field::Phone];
        let more = more.into_iter().find(|field| !update.named().contains(field) && is_writable(field));
        if let Some(field) = more.filter(|_| self.simulation.has(Plant::SendsOneMoreField)) {
            update.set_text(&field, "+47 911 22 333").unwrap();
        }
        update
    }

    fn note_read(&self, target: &str) {
        let at = self.simulation.note("look", format_args!("[{}] {target}", self.life));
        self.simulation.state().facts.reads.insert(target.to_owned(), at);
    }
}

/// Carries out one call of the engine, unless its process ends before it or after it.
async fn run<T>(
    simulation: &Simulation,
    operation: Operation,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let (life, name, target) = (operation.life, operation.name, operation.target.clone());
    if simulation.is_end(life, "before a call") {
        return std::future::pending().await;
    }
    let result = OPERATION.scope(operation, call).await;
    let end = result.as_ref().err().map_or_else(|| "went well".to_owned(), ToString::to_string);
    simulation.note("call", format_args!("[{life}] {name} {target} {end}"));
    if simulation.is_end(life, "after a call") {
        return std::future::pending().await;
    }
    result
}

impl Directory for Watched {
    fn provider(&self) -> &'static str {
        self.directory.provider()
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.directory.capabilities()
    }

    fn limits(&self) -> Vec<Limit> {
        self.directory.limits()
    }

    fn waiting(&self) -> Option<Waiting> {
        self.directory.waiting()
    }

    fn account_name(&self) -> AccountName {
        self.directory.account_name()
    }

    fn account(&self, salt: &[u8]) -> String {
        self.directory.account(salt)
    }

    fn share_limits(&self, folder: &Path, salt: &[u8]) -> Result<(), Error> {
        self.directory.share_limits(folder, salt)
    }

    fn get<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Participant, Error>> {
        Box::pin(async move {
            self.note_read(id);
            let person = self.run(self.read("get", id), self.directory.get(id)).await?;
            if self.simulation.has(Plant::BlindToChanges) {
                return Ok(self.first.lock().unwrap().entry(id.to_owned()).or_insert(person).clone());
            }
            Ok(person)
        })
    }

    fn find<'a>(&'a self, key: &'a Key) -> BoxFuture<'a, Result<Found, Error>> {
        Box::pin(async move {
            let target = match key {
                Key::Email(email) => email.as_str(),
                _ => "",
            };
            self.note_read(target);
            let found = self.run(self.read("find", target), self.directory.find(key)).await?;
            match found {
                Found::One(_) if self.simulation.has(Plant::CreatesWithoutLooking) => {
                    Ok(Found::None(participants_roster::core::Completeness::Complete))
                }
                found => Ok(found),
            }
        })
    }

    fn searches(&self, key: &Key) -> bool {
        self.directory.searches(key)
    }

    fn list<'a>(&'a self, filter: &'a Filter) -> BoxFuture<'a, Result<People, Error>> {
        Box::pin(async move {
            let at = self.simulation.note("look", format_args!("[{}] at all", self.life));
            // The pages are read later, in the task that asks for them.
            let people = self.run(self.read("list", ""), self.directory.list(filter)).await?;
            self.simulation.state().facts.list = Some(at);
            Ok(people)
        })
    }

    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>> {
        Box::pin(async move { self.run(self.read("enrolments", id), self.directory.enrolments(id)).await })
    }

    fn prepare_create<'a>(
        &'a self,
        new: &'a NewParticipant,
        check: ExistenceCheck,
    ) -> BoxFuture<'a, Result<Prepared<Created>, Error>> {
        Box::pin(async move {
            let target = target_of(new);
            self.check_look(&target);
            self.prepared(("create", &target), self.directory.prepare_create(new, check)).await
        })
    }

    fn prepare_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(async move {
            if self.capabilities().operation(Get) == Support::Native {
                self.check_read(id);
            }
            let update = self.with_one_more_field(update);
            let prepared = self.prepared(("update", id), self.directory.prepare_update(id, read, &update)).await?;
            let simulation = self.simulation.clone();
            Ok(prepared.wrapped(|send| async move {
                match send.await {
                    Err(error) if error.may_have_been_applied() && simulation.has(Plant::ReportsLostAsDone) => {
                        Ok(Updated::default())
                    }
                    sent => sent,
                }
            }))
        })
    }

    fn prepare_deactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(async move {
            let other = self.planned.keys().find(|known| *known != id);
            let prepared = match other.filter(|_| self.simulation.has(Plant::DeactivatesAnother)) {
                Some(other) => self.directory.prepare_deactivate(other, AlreadyRead::Nothing),
                None => self.directory.prepare_deactivate(id, read),
            };
            self.prepared(("deactivate", id), prepared).await
        })
    }

    fn prepare_reactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(self.prepared(("reactivate", id), self.directory.prepare_reactivate(id, read)))
    }

    fn prepare_delete<'a>(&'a self, id: &'a str, read: AlreadyRead<'a>) -> BoxFuture<'a, Result<Prepared<()>, Error>> {
        self.simulation.broken(format!("{id} is deleted"));
        Box::pin(self.prepared(("delete", id), self.directory.prepare_delete(id, read)))
    }

    fn prepare_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>> {
        Box::pin(self.prepared(("enrol", id), self.directory.prepare_enrol(id, session)))
    }

    fn prepare_withdraw<'a>(
        &'a self,
        id: &'a str,
        session: &'a str,
    ) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>> {
        Box::pin(self.prepared(("withdraw", id), self.directory.prepare_withdraw(id, session)))
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        self.directory.close()
    }
}

//! The engine's directory, watched: what it reads and writes, in which order, and whether it may.

use crate::{
    operation::{OPERATION, Operation},
    plant::Plant,
    simulation::Simulation,
    world::target_of,
};
use participants_roster::core::{
    AccountName, AlreadyRead, Capabilities, Created, Directory, Enrolled, Enrolment, Error, Field, Filter, Found, Key,
    Limit, NewParticipant, Operation::Get, Participant, ParticipantUpdate, People, Prepared, Support, Updated, Waiting,
    transport::BoxFuture,
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

    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        let target = target_of(new);
        Box::pin(async move { self.run(self.write("create", &target), self.directory.create(new)).await })
    }

    fn create_unchecked<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        let target = target_of(new);
        Box::pin(async move { self.run(self.write("create", &target), self.directory.create_unchecked(new)).await })
    }

    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.run(self.write("update", id), self.directory.update(id, update)).await })
    }

    fn prepare_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Prepared<Created>, Error>> {
        let target = target_of(new);
        Box::pin(async move {
            self.check_look(&target);
            let prepared = self.run(self.read("prepare", &target), self.directory.prepare_create(new)).await?;
            let (simulation, operation) = (self.simulation.clone(), self.write("create", &target));
            Ok(Prepared::new(async move { run(&simulation, operation, prepared.send()).await }))
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
            let prepared = self.directory.prepare_update(id, read, &update);
            let prepared = self.run(self.read("prepare", id), prepared).await?;
            let (simulation, operation) = (self.simulation.clone(), self.write("update", id));
            Ok(Prepared::new(async move {
                match run(&simulation, operation, prepared.send()).await {
                    Err(error) if error.may_have_been_applied() && simulation.has(Plant::ReportsLostAsDone) => {
                        Ok(Updated::default())
                    }
                    sent => sent,
                }
            }))
        })
    }

    fn prepare_deactivation<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(async move {
            let other = self.planned.keys().find(|known| *known != id);
            let prepared = match other.filter(|_| self.simulation.has(Plant::DeactivatesAnother)) {
                Some(other) => self.directory.prepare_deactivation(other, AlreadyRead::Nothing),
                None => self.directory.prepare_deactivation(id, read),
            };
            let prepared = self.run(self.read("prepare", id), prepared).await?;
            let (simulation, operation) = (self.simulation.clone(), self.write("deactivate", id));
            Ok(Prepared::new(async move { run(&simulation, operation, prepared.send()).await }))
        })
    }

    fn reactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.run(self.write("reactivate", id), self.directory.reactivate(id)).await })
    }

    fn move_to_group<'a>(&'a self, id: &'a str, group: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.run(self.write("move", id), self.directory.move_to_group(id, group)).await })
    }

    fn change_company<'a>(&'a self, id: &'a str, company: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.run(self.write("move", id), self.directory.change_company(id, company)).await })
    }

    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move {
            self.simulation.broken(format!("{id} is deleted"));
            self.run(self.write("delete", id), self.directory.delete(id)).await
        })
    }

    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>> {
        Box::pin(async move { self.run(self.read("enrolments", id), self.directory.enrolments(id)).await })
    }

    fn enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(async move { self.run(self.write("enrol", id), self.directory.enrol(id, session)).await })
    }

    fn withdraw<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(async move { self.run(self.write("withdraw", id), self.directory.withdraw(id, session)).await })
    }

    fn preview_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        self.directory.preview_create(new)
    }

    fn preview_update<'a>(
        &'a self,
        id: &'a str,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        self.directory.preview_update(id, update)
    }

    fn preview_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        self.directory.preview_enrol(id, session)
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        self.directory.close()
    }
}

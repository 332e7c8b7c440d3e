//! `fichiers.php`, and `taches.php`, which lists the participants who have not signed yet.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::resource::Kind;
use crate::emulator::Reply;
use http::Method;
use serde_json::{Value, json};

/// What a call must say to see files.
const NEEDED: [&str; 3] = ["cible", "id_cible", "collection_name"];

/// The one kind of task the sources name.
const TO_SIGN: &str = "esignature-doc";

impl Dendreo {
    /// Answers a call to `fichiers.php`: the files of one record and one collection.
    pub(super) fn files(&mut self, method: &Method, input: &Input) -> Result<Reply, Failure> {
        if *method != Method::GET {
            return Ok(Reply::empty(405));
        }
        let missing = NEEDED.iter().filter(|name| input.text(name).is_none());
        let texts: Vec<String> = missing.map(|name| format!("Champ obligatoire ({name})")).collect();
        if !texts.is_empty() {
            return Err(Failure { status: 422, texts });
        }
        self.links += 1;
        let view = self.view(Kind::File.resource(), input);
        let wanted = input.text("id");
        let fits = |id: u64| wanted.as_ref().is_none_or(|wanted| wanted.split(',').any(|one| one == id.to_string()));
        let rows = self.store.rows(Kind::File).iter();
        let found = rows.filter(|(id, row)| {
            fits(**id) && NEEDED.iter().all(|name| input.text(name).as_deref() == Some(row.text(name)))
        });
        let ids = self.ordered(found.map(|(id, _)| *id).collect());
        let records = ids.into_iter().map(|id| self.show(Kind::File, id, &view).unwrap_or_default());
        Ok(answers::list(&self.settings, "lone_match", records))
    }

    /// Answers a call to `taches.php`: what participants still have to do. The members of a task are not known.
    pub(super) fn tasks(&self, method: &Method, input: &Input) -> Reply {
        if *method != Method::GET {
            return Reply::empty(405);
        }
        let (people, types) = (input.list("id"), input.list("types"));
        let wants = |list: &[String], own: &str| list.is_empty() || list.iter().any(|one| one == own);
        let unsigned = self.store.rows(Kind::File).values().filter(|row| row.text("signature_date").is_empty());
        let laps = unsigned.filter(|row| row.text("cible") == "lap").filter_map(|row| row.id("id_cible"));
        let waiting = laps.filter_map(|lap| Some(self.store.get(Kind::Enrolment, lap)?.text("id_participant")));
        let tasks = waiting.filter(|person| wants(&people, person) && wants(&types, TO_SIGN));
        let tasks: Vec<Value> = tasks.map(|person| json!({"id_participant": person, "type": TO_SIGN})).collect();
        answers::list(&self.settings, "lone_match", tasks.into_iter())
    }
}

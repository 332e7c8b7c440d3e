//! `fichiers.php`, and `taches.php`: what each participant has not signed yet.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::record::Row;
use super::resource::Kind;
use crate::emulator::Reply;
use http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a list of files can be narrowed by; the first must be said.
const FILTERS: [&str; 3] = ["cible", "id_cible", "collection_name"];

/// The one kind of task the sources name.
const TO_SIGN: &str = "esignature-doc";

impl Dendreo {
    /// Answers a call to `fichiers.php`: the files of one kind of record, or those named.
    pub(super) fn files(&mut self, method: &Method, input: &Input) -> Result<Reply, Failure> {
        if *method != Method::GET {
            return Ok(Reply::empty(405));
        }
        self.links += 1;
        let resource = Kind::File.resource();
        let view = self.view(resource, input);
        let show = |id: u64| self.show(Kind::File, id, &view);
        if let Some(ids) = input.text("id") {
            let mut found = ids.split(',').filter_map(|id| show(id.trim().parse().ok()?));
            return Ok(if ids.contains(',') {
                answers::whole_list(found)
            } else {
                answers::single(&self.settings, found.next())
            });
        }
        if input.text("cible").is_none() {
            return Err(Failure::of("le paramètre id_fichier ou cible est requis"));
        }
        let since = |name: &str, row: &Row| input.text(name).is_none_or(|day| row.text("created_at") >= day.as_str());
        let rows = self.store.rows(Kind::File).iter();
        let found = rows.filter(|(_, row)| {
            FILTERS.iter().all(|name| input.text(name).is_none_or(|wanted| wanted == row.text(name)))
                && ["created_after", "updated_after"].iter().all(|name| since(name, row))
        });
        let ids = self.ordered(found.map(|(id, _)| *id).collect());
        let records = ids.into_iter().map(|id| show(id).unwrap_or_default());
        Ok(answers::list(&self.settings, "lone_match", records))
    }

    /// Answers a call to `taches.php`: what each participant still has to do, over all training actions. Participants are
    /// named in `id`, a comma list, or in `id_participant`. The members of a task are not known.
    pub(super) fn tasks(&self, method: &Method, input: &Input) -> Reply {
        if *method != Method::GET {
            return Reply::empty(405);
        }
        let (people, types) = ([input.list("id"), input.list("id_participant")].concat(), input.list("types"));
        let wants = |list: &[String], own: &str| list.is_empty() || list.iter().any(|one| one == own);
        let unsigned = self.store.rows(Kind::File).iter().filter(|(_, row)| row.text("signature_date").is_empty());
        let laps = unsigned.filter(|(_, row)| row.text("cible") == "lap");
        let mut tasks: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for (file, row) in laps {
            let lap = row.id("id_cible").and_then(|lap| self.store.get(Kind::Enrolment, lap));
            let person = lap.map_or("", |lap| lap.text("id_participant"));
            if !person.is_empty() && wants(&people, person) && wants(&types, TO_SIGN) {
                tasks.entry(person).or_default().push(json!({"type": TO_SIGN, "id": file.to_string()}));
            }
        }
        let row = |(person, tasks): (&str, Vec<Value>)| json!({"id_participant": person, "counts": {TO_SIGN: tasks.len().to_string()}, "taches": tasks});
        answers::list(&self.settings, "lone_match", tasks.into_iter().map(row))
    }
}

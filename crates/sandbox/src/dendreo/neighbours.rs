//! `entreprises.php` and `laps.php`: the companies and enrolments of the participants, as far as those need them.

use super::answers::{self, Failure};
use super::input::Input;
use super::participants::View;
use super::record::{COMPANY, Fields, company_field, shown};
use super::store::ACTIONS;
use super::{Dendreo, write};
use crate::emulator::{Effect, Reply};
use http::Method;
use serde_json::{Value, json};

impl Dendreo {
    /// Answers a call to `entreprises.php`.
    pub(super) fn companies(&mut self, method: &Method, input: &Input) -> Result<Reply, Failure> {
        match *method {
            Method::GET => Ok(self.read_companies(input)),
            Method::POST => self.write_company(input),
            _ => Ok(Reply::empty(405)),
        }
    }

    /// Answers a call to `laps.php`.
    pub(super) fn enrolments(&self, method: &Method, input: &Input) -> Result<Reply, Failure> {
        if *method != Method::GET {
            return Ok(Reply::empty(405));
        }
        let number = |name: &str| input.text(name).map(|text| text.parse::<u64>().ok());
        let (action, participant) = (number("id_action_de_formation"), number("id_participant"));
        if action.is_some_and(|id| !ACTIONS.iter().any(|(known, ..)| Some(*known) == id)) {
            return Err(answers::unknown().with(self.settings.status("unknown_parent")));
        }
        let fits = |asked: Option<Option<u64>>, own: u64| asked.is_none_or(|id| id == Some(own));
        let wanted = self.store.enrolments.iter();
        let wanted = wanted.filter(|(_, (own, enrolled))| fits(action, *own) && fits(participant, *enrolled));
        Ok(answers::whole_list(wanted.map(|(id, _)| self.enrolment(*id, true))))
    }

    /// A company in wire form.
    pub(super) fn company(&self, id: u64, company: &Fields) -> Value {
        let mut record = shown(COMPANY, company);
        record.insert("id_entreprise".into(), id.to_string().into());
        record.insert("code_naf".into(), json!({"intitule": ""}));
        record.into()
    }

    /// An enrolment in wire form, with the participant where asked.
    pub(super) fn enrolment(&self, id: u64, with_participant: bool) -> Value {
        let Some((action, enrolled)) = self.store.enrolments.get(&id) else { return Value::Null };
        let participant = self.store.participants.get(enrolled);
        let company = participant.and_then(|participant| participant.fields.get("id_entreprise"));
        let mut lap = json!({
            "id_lap": id.to_string(),
            "id_action_de_formation": action.to_string(),
            "id_participant": enrolled.to_string(),
            "id_entreprise": company.map_or("0", String::as_str),
            "status": "1",
            "lap_status_id": "",
            "source": "",
            "presence": "INC.",
            "presence_percent": "0.00",
            "total_heures_presence": "0.000",
        });
        if let Some((_, number, title, from, to)) = ACTIONS.iter().find(|(known, ..)| known == action) {
            lap["formation"] = json!({
                "id_action_de_formation": action.to_string(),
                "numero_complet": number,
                "intitule": title,
                "date_debut": from,
                "date_fin": to,
            });
        }
        if let Some(participant) = participant.filter(|_| with_participant) {
            lap["participant"] = self.participant(*enrolled, participant, &View::default());
        }
        lap
    }

    fn read_companies(&self, input: &Input) -> Reply {
        let show = |id: u64| Some(self.company(id, self.store.companies.get(&id)?));
        if let Some(ids) = named_id(input) {
            let mut found = ids.split(',').filter_map(|id| show(id.trim().parse().ok()?));
            return if ids.contains(',') {
                answers::whole_list(found)
            } else {
                answers::single(&self.settings, found.next())
            };
        }
        let search = input.text("search").map(|text| text.to_lowercase());
        let external = input.text("id_externe");
        let fits = |company: &Fields| {
            let has = |text: &String| company.values().any(|value| value.to_lowercase().contains(text));
            search.as_ref().is_none_or(has)
                && external.as_ref().is_none_or(|wanted| company.get("id_externe") == Some(wanted))
        };
        let ids: Vec<u64> =
            self.store.companies.iter().filter(|(_, company)| fits(company)).map(|(id, _)| *id).collect();
        answers::list(&self.settings, ids.into_iter().map(|id| show(id).unwrap_or_default()))
    }

    fn write_company(&mut self, input: &Input) -> Result<Reply, Failure> {
        let id = named_id(input).map(|id| id.parse::<u64>().unwrap_or_default());
        let before = id.and_then(|id| self.store.companies.get(&id));
        if id.is_some() && before.is_none() {
            return Err(answers::unknown());
        }
        let empty = Fields::new();
        let company =
            write::apply(&self.settings, before.unwrap_or(&empty), input, company_field, &["raison_sociale"])?;
        let (id, status, effect) = match id {
            Some(id) => {
                self.store.companies.insert(id, company.clone());
                (id, 200, Effect::Changed)
            }
            None => (self.store.add_company(company.clone()), self.settings.status("created_status"), Effect::Created),
        };
        Ok(answers::written(&self.settings, status, &self.company(id, &company)).after(effect))
    }
}

/// The id a call names: `id_entreprise` or `id`, which are the same.
fn named_id(input: &Input) -> Option<String> {
    input.text("id_entreprise").or_else(|| input.text("id"))
}

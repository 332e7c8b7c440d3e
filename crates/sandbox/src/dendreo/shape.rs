//! The members that are no plain stored text: links, objects, lists, short forms of other records, derived values.

use super::Dendreo;
use super::record::{Row, country};
use super::resource::Kind;
use super::view::View;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The host of every link in a record. The real ones have hosts of the provider, which no test should call by mistake.
const HOST: &str = "https://extranet.example.org";

/// An address that lets a reader in who has it.
fn token(kind: &str, id: u64) -> String {
    format!("{HOST}/{}/{kind}/{:016x}", super::INSTANCE, fastrand::Rng::with_seed(id).u64(..))
}

impl Dendreo {
    /// Adds what this kind of record has besides its texts.
    pub(super) fn shape(&self, kind: Kind, id: u64, row: &Row, view: &View, record: &mut Map<String, Value>) {
        let mut add = |name: &str, value: Value| drop(record.insert(name.to_owned(), value));
        let no_reference = if self.settings.is("empty_reference", "0") { "0" } else { "" };
        match kind {
            Kind::Participant => {
                let link = |end: &str| Value::from(format!("{HOST}/{}/{end}", super::INSTANCE));
                let code = row.text("extranet_code");
                add("pays", country(row.text("pays_alpha2")).into());
                add("pays_naissance", country(row.text("pays_naissance_alpha2")).into());
                add("extranet_url", link(""));
                if !code.is_empty() {
                    add("extranet_autologin_url", link(&format!("login/{code}")));
                }
                add("ical_url", token("ical", id).into());
                if row.text("id_entreprise").is_empty() {
                    add("id_entreprise", no_reference.into());
                }
            }
            Kind::Contact => {
                add("pays", country(row.text("pays_alpha2")).into());
                let own = row.id("id_participant").map(|id| id.to_string());
                add("participant_lie_ids", own.into_iter().collect());
                add("formateur_lie_ids", json!([]));
            }
            Kind::Company => add("code_naf", json!({"intitule": ""})),
            Kind::Action => {
                // The real object has 13 members in here; no source that could be read names one.
                add("stats", json!({}));
                add("ical_url", token("ical", id).into());
                add("emargements_url", token("emargements", id).into());
                if self.settings.is("action_dates", "moment") {
                    for name in ["date_debut", "date_fin"] {
                        let day = row.text(name);
                        let moment = if day.len() == 10 { format!("{day} 00:00:00") } else { day.to_owned() };
                        add(name, moment.into());
                    }
                }
            }
            Kind::CatalogueRow => {
                if let Some(action) = self.store.get(Kind::Action, id) {
                    for name in ["numero_complet", "intitule", "date_debut", "date_fin"] {
                        add(name, action.text(name).into());
                    }
                }
            }
            Kind::Enrolment => {
                if row.text("id_entreprise").is_empty() {
                    add("id_entreprise", no_reference.into());
                }
                add("questionnaire_satisfaction_url", token("satisfaction", id).into());
                add("formation", self.formation(row));
            }
            Kind::ModuleEnrolment => add("custom_properties", json!({"total_time_spent": row.text("lms_tempspasse")})),
            Kind::Slot => {
                add("url_connexion", token("connexion", id).into());
                add("url_connexion_invite", token("invite", id).into());
            }
            Kind::Room => add("ical_url", token("ical", id).into()),
            Kind::Module => {
                let category = row.id("id_categorie_module");
                let category = category.and_then(|id| self.show(Kind::ModuleCategory, id, &View::NESTED));
                add("categorie", category.unwrap_or_default());
            }
            Kind::TrainerLink if view.people => add("formateur", self.trainer(row)),
            // The real row has no participant and no slot of its own.
            Kind::Attendance if view.people => {
                let lap = json!({"id_lap": row.text("id_lap"), "participant": self.attendee(row)});
                record.retain(|name, _| !matches!(name.as_str(), "id_participant" | "id_creneau"));
                record.insert("lap".into(), lap);
            }
            // No source names the number of a row.
            Kind::Evaluation => {
                add("evaluations", json!([Self::evaluation(id)]));
                if view.people {
                    record.remove("id_evaluation");
                }
            }
            Kind::File => {
                // A link is good for an hour, and every call gives a new one.
                add("public_url", format!("{HOST}/{}/media/{id}/{:06}", super::INSTANCE, self.links).into());
                let lap = row.id("id_cible").filter(|_| row.text("cible") == "lap");
                let lap = lap.and_then(|id| self.store.get(Kind::Enrolment, id));
                add("entite_liee", lap.map_or(Value::Null, |lap| json!({"Participant": self.attendee(lap)})));
            }
            _ => {}
        }
    }

    /// What an include of a form of its own adds.
    pub(super) fn shaped(&self, name: &str, row: &Row, related: &[u64]) -> Value {
        match name {
            "participants" => {
                let mut contacts: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
                for (id, contact) in self.store.rows(Kind::Contact) {
                    contact.id("id_entreprise").into_iter().for_each(|own| contacts.entry(own).or_default().push(*id));
                }
                related.iter().filter_map(|lap| self.place(*lap, &contacts)).collect()
            }
            "formation" => self.formation(row),
            "modules" => related.iter().filter_map(|id| self.planned(*id)).collect(),
            // A contact's picture; no contact here has one.
            _ => "".into(),
        }
    }

    /// The training action a record belongs to, in short.
    fn formation(&self, row: &Row) -> Value {
        const NAMES: [&str; 4] = ["numero_complet", "intitule", "date_debut", "date_fin"];
        let found = row.id("id_action_de_formation").and_then(|id| Some((id, self.store.get(Kind::Action, id)?)));
        let Some((id, action)) = found else { return Value::Null };
        let mut short: Map<_, _> = NAMES.iter().map(|name| ((*name).to_owned(), action.text(name).into())).collect();
        short.insert("id_action_de_formation".into(), id.to_string().into());
        short.into()
    }

    /// A planned module as a training action has it: its number, and the members of the module.
    fn planned(&self, id: u64) -> Option<Value> {
        let planned = self.store.get(Kind::PlannedModule, id)?;
        let Value::Object(mut row) = self.show(Kind::Module, planned.id("id_module")?, &View::NESTED)? else {
            return None;
        };
        row.insert("id_lam".into(), id.to_string().into());
        Some(row.into())
    }

    /// The trainer of a training action.
    fn trainer(&self, row: &Row) -> Value {
        let found = row.id("id_formateur").and_then(|id| self.show(Kind::Trainer, id, &View::NESTED));
        let Some(Value::Object(mut trainer)) = found else { return Value::Null };
        trainer.retain(|name, _| ["nom", "prenom", "email_pro", "telephone_pro", "photo_url"].contains(&name.as_str()));
        trainer.into()
    }

    /// One evaluation of a row. Not every one is settled yet.
    fn evaluation(id: u64) -> Value {
        let settled = id % 2 == 1;
        json!({
            "evaluation_name": "Évaluation à chaud", "note": if settled { "4" } else { "" }, "amplitude_notation": "5",
            "validated": if settled { json!("1") } else { Value::Null }, "appreciation": "", "evaluator_type": "",
            "evaluator_id": "", "evaluation_set_id": "1", "created_at": "2026-01-03 12:00:00"
        })
    }

    /// A participant as an attendance has it.
    fn attendee(&self, row: &Row) -> Value {
        let found = row.id("id_participant").and_then(|id| self.show(Kind::Participant, id, &View::NESTED));
        let Some(Value::Object(mut person)) = found else { return Value::Null };
        let wanted = ["id_participant", "nom", "prenom", "email", "id_entreprise", "particulier"];
        person.retain(|name, _| wanted.contains(&name.as_str()));
        person.into()
    }

    /// A participant as a training action has it: names of the person, of the enrolment and of the company in one.
    /// The contacts are those of each company.
    fn place(&self, lap: u64, contacts: &BTreeMap<u64, Vec<u64>>) -> Option<Value> {
        const PERSON: [&str; 10] = [
            "id_participant",
            "civilite",
            "nom",
            "prenom",
            "email",
            "portable",
            "adresse",
            "code_postal",
            "ville",
            "pays",
        ];
        let enrolment = self.store.get(Kind::Enrolment, lap).filter(|row| row.text("status").is_empty())?;
        let person = enrolment.id("id_participant").and_then(|id| self.show(Kind::Participant, id, &View::NESTED));
        let Some(Value::Object(mut place)) = person else { return None };
        place.retain(|name, _| PERSON.contains(&name.as_str()) || name.starts_with("c_"));
        let company = enrolment.id("id_entreprise");
        let name =
            company.and_then(|id| self.store.get(Kind::Company, id)).map_or("", |row| row.text("raison_sociale"));
        let own = company.and_then(|id| contacts.get(&id)).map(Vec::as_slice).unwrap_or_default();
        let contact = |at: usize| own.get(at).map(u64::to_string).unwrap_or_default();
        let mut add = |name: &str, value: &str| drop(place.insert(name.into(), value.into()));
        add("id_lap", &lap.to_string());
        add("id_entreprise", enrolment.text("id_entreprise"));
        add("date_add", &enrolment.added);
        add("source", enrolment.text("source"));
        add("ent_raison_sociale", name);
        add("ent_id_contact", &contact(0));
        add("ent_id_contact_secondaire", &contact(1));
        Some(place.into())
    }
}

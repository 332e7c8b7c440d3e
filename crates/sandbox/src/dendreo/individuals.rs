//! `contacts.php` beyond the common ways: the company a contact must have, and private individuals. Each is a
//! contact, a participant and a company row in one. Those are changed by `particuliers.php`.

use super::Dendreo;
use super::answers::{self, Failure};
use super::input::Input;
use super::record::Fields;
use super::resource::Kind;
use super::write;
use crate::emulator::{Effect, Reply};
use serde_json::Value;

/// What a contact may say in place of its company's id.
pub(super) const BY_NAME: &str = "entreprise_raison_sociale";
const BY_KEY: &str = "entreprise_id_externe";

/// The rows an individual is made of, each with what it takes of the person. Which names go where is not documented.
const PARTS: [(Kind, &[&str]); 2] = [
    (
        Kind::Participant,
        &[
            "nom",
            "prenom",
            "civilite",
            "fonction",
            "portable",
            "email",
            "id_externe",
            "date_de_naissance",
            "nom_naissance",
            "langue_principale",
            "adresse",
            "code_postal",
            "ville",
            "pays_alpha2",
        ],
    ),
    (Kind::Company, &["nom", "prenom", "adresse", "code_postal", "ville"]),
];

impl Dendreo {
    /// What a call says of a contact, with the id of its company where that is given in another way.
    pub(super) fn with_company(&self, input: &Input) -> Result<Input, Failure> {
        let mut input = input.clone();
        if input.text("id_entreprise").is_some() {
            return Ok(input);
        }
        for (name, member) in [(BY_KEY, "id_externe"), (BY_NAME, "raison_sociale")] {
            let Some(wanted) = input.text(name) else { continue };
            match self.store.having(Kind::Company, member, &wanted).first() {
                Some(id) => input.body.push(("id_entreprise".into(), Value::from(id.to_string()))),
                None if name == BY_NAME && self.settings.is("company_by_name", "found_or_made") => {}
                None => return Err(Failure::of(format!("Référence inconnue ({name})"))),
            }
            return Ok(input);
        }
        Ok(input)
    }

    /// Makes the company that a contact named and that was not there.
    pub(super) fn found_company(&mut self, contact: u64, input: &Input) {
        let name = input.text(BY_NAME).filter(|_| input.text("id_entreprise").is_none());
        let Some(name) = name else { return };
        let company = self.make(Kind::Company, [("raison_sociale".into(), name)].into());
        if let Some(row) = self.store.get_mut(Kind::Contact, contact) {
            row.put("id_entreprise", company.to_string());
        }
    }

    /// `contacts.php` with `particulier=1`.
    pub(super) fn create_individual(&mut self, input: &Input) -> Result<Reply, Failure> {
        let input = input.only(|name| name != "id_entreprise");
        let contact = write::apply(&self.settings, Kind::Contact.resource(), None, &input, &["nom"])?;
        self.check(Kind::Contact.resource(), None, &contact, &input)?;
        let mut person = self.part(Kind::Participant, None, &input)?;
        person.insert("particulier".into(), "1".into());
        self.check(Kind::Participant.resource(), None, &person, &input)?;
        let company = self.part(Kind::Company, None, &input)?;
        let company = self.make(Kind::Company, company).to_string();
        let contact = self.make(Kind::Contact, contact);
        person.insert("id_entreprise".into(), company.clone());
        person.insert("id_contact".into(), contact.to_string());
        let person = self.make(Kind::Participant, person);
        if let Some(row) = self.store.get_mut(Kind::Contact, contact) {
            row.put("id_entreprise", company);
            row.put("id_participant", person.to_string());
        }
        Ok(self.written(Kind::Contact, contact, self.settings.status("created_status")).after(Effect::Created))
    }

    /// `particuliers.php`: changes an individual, named by any of its three ids.
    pub(super) fn update_individual(&mut self, input: &Input) -> Result<Reply, Failure> {
        let contact = self.individual(input).ok_or_else(answers::unknown)?;
        let row = self.store.get(Kind::Contact, contact).ok_or_else(answers::unknown)?;
        let parts = [(Kind::Participant, row.id("id_participant")), (Kind::Company, row.id("id_entreprise"))];
        let own = input.only(|name| !ADDRESSES.contains(&name) && name != "particulier");
        let fields = write::apply(&self.settings, Kind::Contact.resource(), Some(&row.fields), &own, &["nom"])?;
        self.check(Kind::Contact.resource(), Some(contact), &fields, &own)?;
        let mut changes = vec![(Kind::Contact, contact, fields)];
        for (kind, id) in parts {
            if let Some(id) = id.filter(|id| self.store.has(kind, *id)) {
                let fields = self.part(kind, Some(id), input)?;
                self.check(kind.resource(), Some(id), &fields, input)?;
                changes.push((kind, id, fields));
            }
        }
        for (kind, id, fields) in changes {
            self.change(kind, id, fields);
        }
        Ok(self.written(Kind::Contact, contact, 200).after(Effect::Changed))
    }

    /// The contact of the individual a call names.
    fn individual(&self, input: &Input) -> Option<u64> {
        ADDRESSES.iter().find_map(|name| {
            let id = input.text(name)?;
            let is_one = |contact: &u64| {
                self.store.get(Kind::Contact, *contact).is_some_and(|row| row.text("particulier") == "1")
            };
            match *name {
                "id_contact" => id.parse().ok().filter(is_one),
                _ => self.store.having(Kind::Contact, name, &id).into_iter().find(is_one),
            }
        })
    }

    /// One of the rows of an individual after a write.
    fn part(&self, kind: Kind, id: Option<u64>, input: &Input) -> Result<Fields, Failure> {
        let before = id.and_then(|id| self.store.get(kind, id)).map(|row| &row.fields);
        let names = PARTS.iter().find(|(own, _)| *own == kind).map(|(_, names)| *names).unwrap_or_default();
        // The company row of an individual has the person's name, but is no company with one.
        let required: &[&str] = if kind == Kind::Participant { &["nom"] } else { &[] };
        write::apply(&self.settings, kind.resource(), before, &input.only(|name| names.contains(&name)), required)
    }
}

/// By what an individual may be named in a write.
const ADDRESSES: [&str; 3] = ["id_contact", "id_participant", "id_entreprise"];

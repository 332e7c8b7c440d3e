//! The rules between records: who may point where, and what may not be there twice.

use super::Dendreo;
use super::answers::Failure;
use super::individuals::BY_NAME;
use super::input::Input;
use super::record::Fields;
use super::resource::{Kind, Resource};

impl Dendreo {
    /// Whether a record may become so.
    ///
    /// # Errors
    /// Everything that is against it, one text each.
    pub(super) fn check(
        &self,
        resource: &Resource,
        own: Option<u64>,
        fields: &Fields,
        input: &Input,
    ) -> Result<(), Failure> {
        let mut texts = Vec::new();
        for reference in resource.references {
            let Some(value) = fields.get(reference.member) else { continue };
            let asked = match (resource.kind, reference.to) {
                (Kind::Participant, Kind::Company) => self.settings.is("unknown_company", "refused"),
                _ => reference.part_of || self.settings.is("unknown_reference", "refused"),
            };
            if asked && !value.parse().is_ok_and(|id| self.store.has(reference.to, id)) {
                texts.push(format!("Référence inconnue ({})", reference.member));
            }
        }
        match resource.kind {
            Kind::Contact => {
                let is_individual = fields.get("particulier").is_some_and(|text| text == "1");
                if !is_individual && !fields.contains_key("id_entreprise") && input.text(BY_NAME).is_none() {
                    texts.push("Entreprise obligatoire pour la création d'un contact".into());
                }
            }
            Kind::Participant if self.settings.is("duplicate_email", "refused") => {
                let email = fields.get("email").map_or("", String::as_str);
                if !email.is_empty() && self.others_have(Kind::Participant, own, &[("email", email)]) {
                    texts.push("Adresse déjà utilisée (email)".into());
                }
            }
            Kind::Enrolment => {
                let [action, participant] = ["id_action_de_formation", "id_participant"]
                    .map(|name| fields.get(name).map_or("", String::as_str));
                if participant.is_empty() && !fields.contains_key("nb_participants_anonymes") {
                    texts.push("Champ obligatoire (id_participant)".into());
                }
                let same = [("id_action_de_formation", action), ("id_participant", participant), ("status", "")];
                let twice = self.settings.is("duplicate_enrolment", "refused") && !participant.is_empty();
                if twice && self.others_have(Kind::Enrolment, own, &same) {
                    texts.push("Participant déjà inscrit (id_participant)".into());
                }
            }
            _ => {}
        }
        if texts.is_empty() { Ok(()) } else { Err(Failure { status: 422, texts }) }
    }

    /// Whether an enrolment may be edited in this way.
    pub(super) fn check_edit(&self, input: &Input) -> Result<(), Failure> {
        if self.settings.is("enrolment_edit_needs", "id_participant") && input.text("id_participant").is_none() {
            return Err(Failure::of("Champ obligatoire (id_participant)"));
        }
        Ok(())
    }

    /// Whether a record other than `own` has all these texts.
    fn others_have(&self, kind: Kind, own: Option<u64>, texts: &[(&str, &str)]) -> bool {
        let mut others = self.store.rows(kind).iter().filter(|(id, _)| Some(**id) != own);
        others.any(|(_, row)| texts.iter().all(|(name, text)| row.text(name) == *text))
    }
}

//! Dendreo's names and the common ones, in both directions. Pure.

use crate::{Dendreo, LapStatus, List, ParticipantChanges, wire};
use participants_core::{
    Custom, Enrolment, EnrolmentStatus, Error, Field, Filter, Mapping, Participant, ParticipantUpdate, Provider,
    Record, read, serde_json::Value,
};

/// Which member belongs to which field. `portable` is the only phone there is, so it is the phone.
pub(crate) static MAPPING: Mapping = Mapping {
    members: &[
        ("id_participant", Field::Id),
        ("id_externe", Field::ExternalId),
        ("prenom", Field::FirstName),
        ("nom", Field::LastName),
        ("email", Field::Email),
        ("portable", Field::Phone),
        ("date_de_naissance", Field::DateOfBirth),
        ("civilite", Field::Title),
        ("fonction", Field::JobTitle),
        ("langue_principale", Field::Language),
        ("id_entreprise", Field::Company),
        ("adresse", Field::Street),
        ("code_postal", Field::PostalCode),
        ("ville", Field::City),
        ("pays_alpha2", Field::Country),
        ("commentaires", Field::Notes),
        ("date_add", Field::CreatedAt),
        ("date_edit", Field::UpdatedAt),
    ],
    custom: Custom::Prefix("c_"),
    secret: Dendreo::SECRETS,
};

/// A record in the common vocabulary.
pub(crate) fn to_participant(record: &Record<wire::Participant>) -> Participant {
    let id = record.id_participant.clone().unwrap_or_default();
    let mut person = Participant::new(id, record.document().clone(), MAPPING);
    person.external_id.clone_from(&record.id_externe);
    person.first_name.clone_from(&record.prenom);
    person.last_name.clone_from(&record.nom);
    person.email.clone_from(&record.email);
    person.phone.clone_from(&record.portable);
    person.date_of_birth = record.date_de_naissance.as_deref().and_then(read::date);
    person.title.clone_from(&record.civilite);
    person.job_title.clone_from(&record.fonction);
    person.language.clone_from(&record.langue_principale);
    person.company.id.clone_from(&record.id_entreprise);
    person.address.street.clone_from(&record.adresse);
    person.address.postal_code.clone_from(&record.code_postal);
    person.address.city.clone_from(&record.ville);
    person.address.country.clone_from(&record.pays_alpha2);
    person.notes.clone_from(&record.commentaires);
    person.created_at.clone_from(&record.date_add);
    person.updated_at.clone_from(&record.date_edit);
    person
}

/// An enrolment in the common vocabulary. `1` is active, which is read as confirmed; people who were removed stay listed
/// with another status, so any other is read as cancelled. Both are inferred; the finer `lap_status_id` has no
/// documented meaning.
pub(crate) fn to_enrolment(record: &wire::Enrolment) -> Enrolment {
    let status = record.status.as_ref().map(|status| match status {
        LapStatus::Active => EnrolmentStatus::Confirmed,
        _ => EnrolmentStatus::Cancelled,
    });
    let mut enrolment = Enrolment::default();
    enrolment.id.clone_from(&record.id_lap);
    enrolment.session.clone_from(&record.id_action_de_formation);
    enrolment.status = status;
    enrolment
}

/// A list with the filters Dendreo has.
pub(crate) fn to_list(filter: &Filter) -> Result<List<wire::Participant>, Error> {
    let mut list = List::<wire::Participant>::new();
    if let Some(email) = filter.value(&Field::Email) {
        list = list.email(email);
    }
    if let Some(company) = filter.value(&Field::Company) {
        list = list.company(company);
    }
    if let Some(born) = filter.value(&Field::DateOfBirth) {
        list = list.born_on(read::date(born).ok_or_else(|| Error::invalid("a date of birth is written YYYY-MM-DD"))?);
    }
    Ok(list)
}

/// An update in Dendreo's names. Fields Dendreo has no member for were refused before.
pub(crate) fn to_changes(update: &ParticipantUpdate) -> ParticipantChanges {
    let mut changes = ParticipantChanges::new()
        .id_externe(update.external_id.clone())
        .prenom(update.first_name.clone())
        .nom(update.last_name.clone())
        .email(update.email.clone())
        .portable(update.phone.clone())
        .date_de_naissance(update.date_of_birth.clone())
        .civilite(update.title.clone())
        .fonction(update.job_title.clone())
        .langue_principale(update.language.clone())
        .id_entreprise(update.company.clone())
        .adresse(update.street.clone())
        .code_postal(update.postal_code.clone())
        .ville(update.city.clone())
        .pays_alpha2(update.country.clone())
        .commentaires(update.notes.clone());
    for (name, change) in &update.custom {
        changes = changes.other(name, change.clone().map(Value::from));
    }
    changes
}

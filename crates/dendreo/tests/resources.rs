//! Every fixture of every resource, read through its call: what is typed, what is kept beside it, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    BaseUrl, Endpoint, Error, ErrorKind, Outcome, Provider, Record, Response,
    http::{HeaderMap, StatusCode},
    secrecy::ExposeSecret,
    serde_json::{self, Value, json},
};
use participants_dendreo::*;
use std::fs;

fn account() -> Dendreo {
    Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "key")
}

fn answer(status: u64, body: &str) -> Response {
    let status = StatusCode::from_u16(u16::try_from(status).unwrap()).unwrap();
    Response::new(status, HeaderMap::new(), body.to_owned())
}

/// The answer in a fixture.
fn fixture(name: &str) -> Response {
    let text =
        fs::read_to_string(format!("tests/fixtures/{name}.json")).unwrap_or_else(|_| panic!("no fixture {name}"));
    let whole: Value = serde_json::from_str(&text).unwrap();
    let body = whole["answer"].get("body").map(Value::to_string).unwrap_or_default();
    answer(whole["answer"]["status"].as_u64().unwrap(), &body)
}

/// How a call reads an answer that its provider finds no failure in.
fn read<E: Endpoint<Api = Dendreo>>(call: &E, answer: &Response) -> Result<E::Output, Error> {
    assert!(account().failure(answer).is_none());
    call.response(&account(), answer)
}

fn listed<R: Resource>(name: &str) -> Vec<Record<R::Record>> {
    read(&List::<R>::new(), &fixture(name)).unwrap().into_iter().map(Result::unwrap).collect()
}

/// One member of a record as it came.
fn member<R>(record: &Record<R>, name: &str) -> String {
    record.document().value()[name].as_str().unwrap_or_default().to_owned()
}

/// The fixtures of the calls that read.
fn reads<R: Gettable>(resource: &str, one: &str, two: &str) {
    let id = |record: &Record<R::Record>| member(record, R::ID.name());
    assert_eq!(R::LIST, format!("{resource}.list"));
    assert!(listed::<R>(&format!("{resource}_list")).iter().any(|record| id(record) == one), "{resource}");
    let got = read(&Get::<R>::by_id(one), &fixture(&format!("{resource}_get"))).unwrap();
    assert_eq!(id(&got), one);
    let several = fixture(&format!("{resource}_get_several"));
    let several = read(&GetSeveral::<R>::by_id([one, two]), &several).unwrap();
    assert_eq!(several.into_iter().map(|record| id(&record.unwrap())).collect::<Vec<_>>(), [one, two]);
}

/// The fixtures of all six calls; the records that were made and changed.
fn reads_and_writes<R>(resource: &str, one: &str, two: &str) -> (Record<R::Record>, Record<R::Record>)
where
    R: Gettable + Writable<Changes: Default> + Deletable,
{
    reads::<R>(resource, one, two);
    let create = Create::<R>::new(R::Changes::default());
    let made = read(&create, &fixture(&format!("{resource}_create"))).unwrap().unwrap();
    assert!(!member(&made, R::ID.name()).is_empty() && member(&made, R::ID.name()) != one);
    let update = Update::<R>::new(one, R::Changes::default());
    let updated = fixture(&format!("{resource}_update"));
    let changed = read(&update, &updated).unwrap().unwrap();
    let other = Update::<R>::new(two, R::Changes::default());
    let error = read(&other, &updated).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied), "{resource}");
    read(&Delete::<R>::new([one]), &fixture(&format!("{resource}_delete"))).unwrap();
    (made, changed)
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

#[test]
fn companies() {
    let (made, changed) = reads_and_writes::<Company>("companies", "71", "72");
    assert_eq!(text(made.raison_sociale.as_ref()), "Éts. D'Hôtel & Fils");
    assert_eq!((text(made.ville.as_ref()), text(changed.telephone.as_ref())), ("Bourg-en-Bresse", "01 99 00 12 34"));
    assert!(changed.code_naf.as_ref().unwrap().intitule.is_none(), "an object, with an empty text in it");
    assert!(made.extra().contains_key("date_add"));
}

#[test]
fn contacts_and_individuals() {
    let (made, changed) = reads_and_writes::<Contact>("contacts", "4001", "4002");
    assert_eq!((text(made.nom.as_ref()), text(made.langues_secondaires.as_ref())), ("Ł", "en,es"));
    assert_eq!(
        (text(changed.fonction.as_ref()), text(changed.nom.as_ref())),
        ("Chargée de l'accueil", "d'Échantillon")
    );
    assert!(made.participant_lie_ids.is_empty() && made.id_participant.is_none());

    let create = CreateIndividual::new(ContactChanges::new());
    let made = read(&create, &fixture("individuals_create")).unwrap().unwrap();
    let participant = made.id_participant.clone().unwrap();
    assert_eq!((text(made.nom.as_ref()), &made.participant_lie_ids), ("Ñúñez", &vec![participant]));
    assert!(made.id_entreprise.is_some() && made.id_contact.is_some());

    let updated = fixture("individuals_update");
    let update = |who| UpdateIndividual::new(who, ContactChanges::new());
    let changed = read(&update(Individual::Participant("2018".into())), &updated).unwrap().unwrap();
    assert_eq!(text(changed.portable.as_ref()), "+33 6 00 00 00 02");
    let (contact, company) = (changed.id_contact.clone().unwrap(), changed.id_entreprise.clone().unwrap());
    assert!(read(&update(Individual::Contact(contact)), &updated).is_ok());
    assert!(read(&update(Individual::Company(company)), &updated).is_ok());
    let error = read(&update(Individual::Contact("2018".into())), &updated).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied));
}

#[test]
fn training_actions() {
    let (made, changed) = reads_and_writes::<TrainingAction>("training_actions", "501", "502");
    assert_eq!((text(made.intitule.as_ref()), &made.action_type), ("L'accueil, niveau 1", &Some(ActionType::Inter)));
    assert_eq!((text(made.date_debut.as_ref()), text(made.date_fin.as_ref())), ("2026-09-01", "2026-09-02"));
    assert!(text(made.numero_complet.as_ref()).starts_with("ADF_2026"));
    assert_eq!(changed.mode_organisation, Some(OrganisationMode::Mixte));
    let put = PutTrainingAction::new("501", TrainingActionChanges::new());
    let changed = read(&put, &fixture("training_actions_put")).unwrap().unwrap();
    assert_eq!((changed.extra()["c_quiz"].as_str(), &changed.stats), (Some("https://quiz.example.org/7"), &json!({})));
    let other = PutTrainingAction::new("502", TrainingActionChanges::new());
    assert_eq!(read(&other, &fixture("training_actions_put")).unwrap_err().kind(), ErrorKind::Mismatch);

    let past = listed::<TrainingAction>("training_actions_list_past");
    assert_eq!((past.len(), text(past[0].date_effective_fin.as_ref())), (1, "2024-03-12"));
    let unasked = listed::<TrainingAction>("training_actions_list");
    assert!(unasked.iter().all(|action| action.id_action_de_formation != past[0].id_action_de_formation));
}

#[test]
fn a_training_action_with_what_belongs_to_it() {
    let whole = read(&Get::<TrainingAction>::by_id("501"), &fixture("training_actions_get_whole")).unwrap();
    let person = &whole.participants[0];
    assert_eq!((text(person.nom.as_ref()), text(person.prenom.as_ref())), ("D'Hôtel", "Éléonore"));
    assert!(person.id_lap.is_some() && person.ent_raison_sociale.is_some() && person.extra().contains_key("c_badge"));
    assert_eq!((whole.creneaux.len(), whole.creneaux[0].duration), (2, Some(12_600)));
    assert_eq!(
        (text(whole.modules[0].id_lam.as_ref()), &whole.modules[0].extra()["id_module"]),
        ("1101", &json!("301"))
    );
    assert!(whole.formateurs[0].email_pro.is_some() && whole.ical_url.is_some() && whole.emargements_url.is_some());
    let unasked = read(&Get::<TrainingAction>::by_id("501"), &fixture("training_actions_get")).unwrap();
    assert_eq!((unasked.modules.len(), unasked.formateurs.len(), unasked.creneaux.len()), (1, 1, 0));
    assert!(whole.extra().contains_key("etapeProcess"));
    assert_eq!(text(whole.total_participants.as_ref()), "1");
}

#[test]
fn the_catalogue_and_what_else_is_referred_to() {
    let (published, changed) = reads_and_writes::<CatalogueSession>("catalogue", "501", "502");
    assert_eq!(text(published.id_action_de_formation.as_ref()), "499");
    assert!(changed.extra().contains_key("c_accroche"));
    let (centre, _) = reads_and_writes::<TrainingCentre>("training_centres", "1", "2");
    assert_eq!(text(centre.raison_sociale.as_ref()), "Centre d'Ys");
    let (room, changed) = reads_and_writes::<Room>("rooms", "21", "22");
    assert_eq!((text(room.intitule.as_ref()), text(room.emplacement_cible.as_ref())), ("Salle É", "Rez-de-chaussée"));
    assert_eq!(text(changed.intitule.as_ref()), "Salle 4 bis");
    let (module, changed) = reads_and_writes::<Module>("modules", "301", "302");
    assert_eq!((text(module.intitule.as_ref()), text(module.duree_heures.as_ref())), ("L'accueil", "7.00"));
    assert_eq!(
        (text(changed.description.as_ref()), text(changed.duree_jours.as_ref())),
        ("Gestes à l'atelier", "2.000")
    );
    let (session, changed) = reads_and_writes::<PermanentSession>("permanent_sessions", "701", "702");
    assert_eq!((text(session.nom.as_ref()), text(session.id_module.as_ref())), ("Tout l'été", "301"));
    assert_eq!(text(session.id_salle_de_formation.as_ref()), "21");
    assert_eq!((text(changed.date_debut.as_ref()), &changed.date_fin), ("2026-03-01", &None));
}

#[test]
fn of_some_only_the_number_is_known_and_the_rest_is_kept() {
    let (trainer, _) = reads_and_writes::<Trainer>("trainers", "601", "602");
    assert_eq!((trainer.id_formateur.is_some(), text(trainer.nom.as_ref())), (true, "O'Brien"));
    assert_eq!(text(listed::<Trainer>("trainers_list")[0].email_pro.as_ref()), "formateur.0@example.org");
    let (invoice, changed) = reads_and_writes::<Invoice>("invoices", "801", "802");
    assert!(invoice.id_facture.is_some() && changed.extra().contains_key("c_note"));
    assert_eq!((text(changed.numero.as_ref()), text(changed.montant_total_ttc.as_ref())), ("1", "540.00"));
    let (step, _) = reads_and_writes::<Step>("steps", "11", "12");
    assert_eq!((step.id_etape_process.is_some(), &step.extra()["intitule"]), (true, &json!("À confirmer")));
    let (category, _) = reads_and_writes::<ModuleCategory>("module_categories", "41", "42");
    assert!(category.id_categorie_module.is_some());
    let (category, _) = reads_and_writes::<ProductCategory>("product_categories", "51", "52");
    assert!(category.id_categorie_produit.is_some());
}

#[test]
fn enrolments() {
    let (made, changed) = reads_and_writes::<Enrolment>("enrolments", "9001", "9002");
    assert_eq!((text(made.id_participant.as_ref()), text(made.id_action_de_formation.as_ref())), ("2002", "503"));
    assert_eq!((&made.status, &made.presence), (&Some(LapStatus::Active), &Some(Presence::Inc)));
    assert_eq!((text(made.total_heures_presence.as_ref()), text(made.presence_percent.as_ref())), ("0.000", "0.00"));
    assert_eq!(changed.extra()["prix"], "900.00");
    let included = listed::<Enrolment>("enrolments_list_included");
    let first = &included[0];
    let person = first.participant.as_ref().unwrap();
    assert_eq!((text(person.nom.as_ref()), person.extra()["c_badge"].as_str()), ("D'Hôtel", Some("B00000")));
    assert!(!format!("{first:?} {person:?}").contains("Hôtel"));
    assert_eq!(person.extranet_code.as_ref().unwrap().expose_secret(), "907-983-428");
    assert_eq!(text(first.formation.as_ref().unwrap().numero_complet.as_ref()), "ADF_20260001");
    assert_eq!((first.lmps.len(), first.questionnaire_satisfaction_url.is_some()), (1, true));
    assert_eq!(listed::<Enrolment>("enrolments_list_lone_object").len(), 1);
    let unknown = account().failure(&fixture("enrolments_list_unknown_action")).unwrap();
    assert_eq!((unknown.kind, unknown.message.is_some()), (ErrorKind::NotFound, true));
}

#[test]
fn planned_modules_and_the_places_in_them() {
    reads::<PlannedModule>("planned_modules", "1101", "1102");
    reads::<ModuleEnrolment>("module_enrolments", "12001", "12002");
    let planned = &listed::<PlannedModule>("planned_modules_list_included")[0];
    assert_eq!((text(planned.id_lam.as_ref()), planned.lmps.len(), planned.creneaux.len()), ("1101", 1, 2));
    assert_eq!(text(planned.module.as_ref().unwrap().duree_heures.as_ref()), "14.000");
    let place = &listed::<ModuleEnrolment>("module_enrolments_list_included")[0];
    assert_eq!((text(place.id_lmp.as_ref()), text(place.prix.as_ref())), ("12001", "0.00"));
    assert_eq!((text(place.id_lap.as_ref()), place.custom_properties.is_object()), ("9001", true));
    assert_eq!(text(place.participant.as_ref().unwrap().prenom.as_ref()), "Éléonore");
    assert_eq!(text(place.module.as_ref().unwrap().id_module.as_ref()), "301");
}

#[test]
fn slots_and_who_was_there() {
    let (made, changed) = reads_and_writes::<Slot>("slots", "13001", "13002");
    assert_eq!((made.duration, changed.duration), (Some(7_200), Some(14_400)));
    let slot = &listed::<Slot>("slots_list_included")[0];
    assert_eq!(text(slot.formation.as_ref().unwrap().intitule.as_ref()), "Gestes et postures");
    assert_eq!((text(slot.name.as_ref()), text(slot.id_lam.as_ref())), ("Matin", "1101"));
    assert_eq!(text(slot.date_fin.as_ref()), "2026-02-02 12:30:00");
    assert!(slot.url_connexion.is_some() && slot.url_connexion_invite.is_some() && slot.extra().is_empty());
    let attendance = &slot.lcps[0];
    assert_eq!((&attendance.presence, text(attendance.heures_presence.as_ref())), (&None, "0.000"));
    assert_eq!((text(attendance.id_lap.as_ref()), text(attendance.id_lmp.as_ref())), ("9001", "12001"));
    let person = attendance.lap.as_ref().unwrap().participant.as_ref().unwrap();
    assert_eq!((text(person.id_participant.as_ref()), person.particulier), ("2001", Some(false)));
    assert!(attendance.extra().is_empty());
    reads::<Attendance>("attendance", "140001", "140002");
    for (wire, read) in [("\"1\"", Some(true)), ("\"0\"", Some(false)), ("\"\"", None)] {
        let row = answer(200, &format!(r#"{{"id_lcp":"1","presence":{wire}}}"#));
        assert_eq!(Get::<Attendance>::by_id("1").response(&account(), &row).unwrap().presence, read);
    }
}

#[test]
fn files_and_tasks() {
    let signed = &listed::<StoredFile>("files_list")[0];
    assert_eq!((text(signed.id.as_ref()), text(signed.cible.as_ref())), ("15002", "action-de-formation"));
    assert!(signed.signature_date.as_ref().unwrap().ends_with('Z') && signed.entite_liee.is_null());
    assert!(signed.public_url.as_ref().unwrap().expose_secret().starts_with("https://"));
    assert!(signed.uuid.is_some() && signed.mime_type.is_some() && signed.extra().is_empty());
    let unsigned = &listed::<StoredFile>("files_list_unsigned")[0];
    assert!(unsigned.signature_date.is_none() && unsigned.entite_liee["Participant"].is_object());
    let refused = account().failure(&fixture("files_list_without_target")).unwrap();
    assert_eq!((refused.kind, refused.message.is_some()), (ErrorKind::Validation, true));
    assert!(listed::<StoredFile>("files_list_of_all").iter().all(|file| file.cible.as_deref() == Some("lap")));
    let one = read(&Get::<StoredFile>::by_id("15001"), &fixture("files_get")).unwrap();
    assert_eq!(text(one.id.as_ref()), "15001");
    for name in ["tasks_list", "tasks_list_of_one"] {
        let tasks = &listed::<PendingTasks>(name)[0];
        assert_eq!((text(tasks.id_participant.as_ref()), tasks.taches.len()), ("2001", 1));
        assert!(tasks.counts.is_object() && tasks.extra().is_empty());
    }
    assert_eq!(account().failure(&fixture("tasks_list_absent")).unwrap().kind, ErrorKind::NotFound);
}

#[test]
fn neighbours() {
    reads::<Laf>("lafs", "1601", "1602");
    reads::<Lcf>("lcfs", "1701", "1702");
    reads::<Administrator>("administrators", "5", "6");
    assert_eq!(text(listed::<Laf>("lafs_list")[0].formateur.as_ref().unwrap().nom.as_ref()), "Étalon-Lebrun");
    reads::<Payment>("payments", "851", "852");
    let payment = &listed::<Payment>("payments_list")[0];
    assert_eq!((text(payment.facture_id.as_ref()), text(payment.amount.as_ref())), ("801", "540.00"));
    assert_eq!(text(listed::<Funder>("funders_list")[0].raison_sociale.as_ref()), "Fonds Exemple");
    reads::<Funding>("fundings", "871", "872");
    assert_eq!(listed::<Funding>("fundings_list")[0].funding_type, Some(FundingType::Opca));
    let evaluations = &listed::<Evaluation>("evaluations_list")[0].evaluations;
    assert_eq!((text(evaluations[0].note.as_ref()), evaluations[0].validated), ("4", Some(true)));
    empty::<SurveyAnswer>("survey_answers");
    empty::<Lae>("laes");
    empty::<Wish>("wishes");
}

/// The emulator has no record of these: its lists are empty, and a read finds nothing.
fn empty<R: Gettable>(resource: &str) {
    assert!(listed::<R>(&format!("{resource}_list")).is_empty());
    let error = read(&Get::<R>::by_id("1"), &fixture(&format!("{resource}_get"))).unwrap_err();
    assert_eq!((R::GET, error.kind()), (format!("{resource}.get").as_str(), ErrorKind::NotFound));
    let several = read(&GetSeveral::<R>::by_id(["1", "2"]), &fixture(&format!("{resource}_get_several"))).unwrap();
    assert!(several.is_empty());
}

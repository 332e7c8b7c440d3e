//! What is refused before anything is sent, because it would hit another record, all records, or none; and that no
//! call shows what it holds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{BaseUrl, Change, Endpoint, ErrorKind, serde_json::json};
use participants_dendreo::*;

fn account() -> Dendreo {
    Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "key")
}

/// What the refusal says.
fn refusal<E: Endpoint<Api = Dendreo>>(call: &E) -> String {
    let error = call.request(&account()).map(|request| request.preview()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    error.to_string()
}

const INVALID_IDS: [&str; 10] = ["", " ", "0", "007", "1,2", "-1", "1 OR 1", "..", "2001\n", "٢٠٠١"];

#[test]
fn an_id_is_a_number_wherever_it_goes() {
    for id in INVALID_IDS {
        refusal(&Get::<Participant>::by_id(id));
        refusal(&GetSeveral::<Company>::by_id(["77", id]));
        refusal(&Update::<Participant>::new(id, ParticipantChanges::new().nom("X")));
        refusal(&Delete::<Enrolment>::new([id]));
        refusal(&List::<Participant>::new().company(id));
        refusal(&List::<Enrolment>::new().training_action(id));
        refusal(&List::<StoredFile>::of(&FileTarget::Lap, id, "signature"));
        refusal(&List::<PendingTasks>::signatures_of(["2001", id]));
        let changes = TrainingActionChanges::new().intitule("X");
        refusal(&PutTrainingAction::new(id, changes));
        let changes = ContactChanges::new().nom("X");
        refusal(&UpdateIndividual::new(Individual::Contact(id.into()), changes));
    }
}

#[test]
fn an_empty_selection_does_not_mean_all_records() {
    refusal(&Delete::<Participant>::new(Vec::<String>::new()));
    refusal(&GetSeveral::<Participant>::by_id(Vec::<String>::new()));
    refusal(&List::<PendingTasks>::signatures_of(Vec::<String>::new()));
    refusal(&Get::<Participant>::by_external_id(" "));
    refusal(&Get::<Participant>::by_external_id("a,b"));
    refusal(&GetSeveral::<Contact>::by_external_id(["a", ""]));
}

#[test]
fn an_empty_filter_would_match_all_records() {
    assert!(refusal(&List::<Participant>::new().email("")).contains("email"));
    assert!(refusal(&List::<Contact>::new().last_name(" ")).contains("nom"));
    refusal(&List::<Invoice>::new().search(""));
    refusal(&List::<Company>::new().include([]));
    refusal(&List::<Company>::new().fields(["id_entreprise", ""]));
    refusal(&List::<Company>::new().show(["date_add,date_edit"]));
}

#[test]
fn a_list_that_the_server_refuses_unfiltered_is_refused_here() {
    assert!(refusal(&List::<StoredFile>::new()).contains("cible"));
    assert!(refusal(&List::<PendingTasks>::new()).contains("id"));
}

#[test]
fn a_read_in_part_keeps_what_it_is_compared_by() {
    assert!(refusal(&Get::<Participant>::by_id("2001").fields(["nom"])).contains("id_participant"));
    assert!(refusal(&Get::<Participant>::by_external_id("x").fields(["id_participant"])).contains("id_externe"));
    refusal(&GetSeveral::<Participant>::by_id(["2001"]).fields(["nom"]));
    // Where the number's name is presumed, the answer may lack it anyway.
    assert!(Get::<Room>::by_id("21").fields(["intitule"]).request(&account()).is_ok());
}

#[test]
fn a_write_names_something_and_not_what_the_server_makes() {
    refusal(&Update::<Participant>::new("1", ParticipantChanges::new()));
    refusal(&Update::<Participant>::new("1", ParticipantChanges::new().nom(Change::Keep)));
    for name in ["id", "id_participant", "date_add", "date_edit", "date_delete", "key"] {
        let changes = ParticipantChanges::new().nom("X").other(name, json!("9"));
        assert!(refusal(&Update::<Participant>::new("1", changes.clone())).contains(name));
        refusal(&Create::<Participant>::new(changes));
    }
    for changes in
        [EnrolmentChanges::new().prix("1.00"), EnrolmentChanges::new().prix("1.00").id_participant(Change::Clear)]
    {
        assert!(refusal(&Update::<Enrolment>::new("1", changes)).contains("id_participant"));
    }
    let changes = EnrolmentChanges::new().id_participant("2001").other("id_lap", json!("9"));
    refusal(&Update::<Enrolment>::new("1", changes));
    // A row of the catalogue has its training action's number, which is given once and not changed.
    let number = AnyChanges::new().other("id_action_de_formation", json!("501"));
    assert!(Create::<CatalogueSession>::new(number.clone()).request(&account()).is_ok());
    refusal(&Update::<CatalogueSession>::new("501", number));
    refusal(&CreateIndividual::new(ContactChanges::new()));
    let who = Individual::Company("77".into());
    refusal(&UpdateIndividual::new(who.clone(), ContactChanges::new()));
    refusal(&UpdateIndividual::new(who, ContactChanges::new().id_entreprise("78")));
    let changes = TrainingActionChanges::new();
    refusal(&PutTrainingAction::new("1", changes.clone()));
    refusal(&PutTrainingAction::new("1", changes.other("c_list", json!(["a"]))));
}

#[test]
fn what_a_new_record_certainly_needs_is_asked_for() {
    assert!(refusal(&Create::<Participant>::new(ParticipantChanges::new().prenom("Y"))).contains("nom"));
    assert!(refusal(&Create::<Participant>::new(ParticipantChanges::new().nom(""))).contains("nom"));
    assert!(refusal(&Create::<Company>::new(CompanyChanges::new().ville("Ys"))).contains("raison_sociale"));
    let contact = ContactChanges::new().nom("Ł");
    assert!(refusal(&Create::<Contact>::new(contact.clone())).contains("id_entreprise or"));
    for fields in [
        contact.clone().id_entreprise("77"),
        contact.clone().entreprise_raison_sociale("Éts. D'Hôtel"),
        contact.entreprise_id_externe("crm-77"),
    ] {
        assert!(Create::<Contact>::new(fields).request(&account()).is_ok());
    }
}

#[test]
fn debug_of_a_call_names_it_and_shows_no_value() {
    let changes = ParticipantChanges::new().nom("Camille").other("c_badge", json!("Camille"));
    let person = ContactChanges::new().nom("Camille");
    let calls = (
        List::<Participant>::new().email("Camille").search("Camille"),
        Get::<Participant>::by_external_id("Camille"),
        GetSeveral::<Participant>::by_external_id(["Camille"]),
        Create::<Participant>::new(changes.clone()),
        Update::<Participant>::new("1", changes),
        Delete::<Participant>::new(["1"]),
        CreateIndividual::new(person.clone()),
        UpdateIndividual::new(Individual::Contact("1".into()), person),
        AnyChanges::new().other("c_x", json!("Camille")),
    );
    let shown = format!("{calls:?}");
    assert!(!shown.contains("Camille"), "{shown}");
    for name in ["participants.list", "participants.get", "participants.create", "participants.delete", "email"] {
        assert!(shown.contains(name), "{shown}");
    }
}

#[test]
fn a_preview_shows_no_link_that_lets_a_reader_in() {
    let link = json!("https://join.example.org/s3cret");
    for name in
        ["url_connexion", "url_connexion_invite", "ical_url", "questionnaire_satisfaction_url", "emargements_url"]
    {
        let any = AnyChanges::new().other(name, link.clone());
        let enrolment = EnrolmentChanges::new().id_participant("2001").other(name, link.clone());
        let action = TrainingActionChanges::new().other(name, link.clone());
        let previews = [
            Create::<Slot>::new(any).request(&account()).unwrap().preview(),
            Update::<Enrolment>::new("1", enrolment).request(&account()).unwrap().preview(),
            PutTrainingAction::new("501", action).request(&account()).unwrap().preview(),
        ];
        for preview in previews {
            assert!(preview.contains(name) && !preview.contains("s3cret"), "{preview}");
        }
    }
}

//! Answers that are not what was asked for: another record, none, several, an error inside a 200.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    BaseUrl, Endpoint, Error, ErrorKind, Outcome, Provider, Response, Unified,
    http::{HeaderMap, StatusCode},
};
use participants_dendreo::*;

fn account() -> Dendreo {
    Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "key")
}

fn read<E: Endpoint<Api = Dendreo>>(call: &E, body: &'static str) -> Result<E::Output, Error> {
    call.response(&account(), &Response::new(StatusCode::OK, HeaderMap::new(), body))
}

fn kind<E: Endpoint<Api = Dendreo, Output: std::fmt::Debug>>(call: &E, body: &'static str) -> ErrorKind {
    read(call, body).unwrap_err().kind()
}

#[test]
fn another_record_is_never_taken_for_the_one_asked_for() {
    let company = Get::<Company>::by_id("71");
    assert!(read(&company, r#"{"id_entreprise":71}"#).is_ok(), "a number is a text");
    assert!(read(&company, r#"[{"id_entreprise":"71"}]"#).is_ok(), "a list of one is the one");
    assert_eq!(kind(&company, r#"{"id_entreprise":"72"}"#), ErrorKind::Mismatch);
    assert_eq!(kind(&company, r#"{"raison_sociale":"Y"}"#), ErrorKind::Mismatch);
    assert_eq!(kind(&company, r#"[{"id_entreprise":"71"},{"id_entreprise":"72"}]"#), ErrorKind::Ambiguous);
    for nothing in ["", "[]", "null"] {
        assert_eq!(kind(&company, nothing), ErrorKind::NotFound);
    }
    let by_key = Get::<Contact>::by_external_id("crm-9");
    assert!(read(&by_key, r#"{"id_contact":"1","id_externe":"crm-9"}"#).is_ok());
    assert_eq!(kind(&by_key, r#"{"id_contact":"1","id_externe":"crm-8"}"#), ErrorKind::Mismatch);
    let read_only = read(&company, r#"{"id_entreprise":"72"}"#).unwrap_err();
    assert_eq!(read_only.outcome(), Outcome::NotApplied);
}

#[test]
fn where_the_numbers_name_is_presumed_an_answer_without_it_is_taken() {
    let room = Get::<Room>::by_id("21");
    assert!(read(&room, r#"{"id_salle_de_formation":"21"}"#).is_ok());
    assert!(read(&room, r#"{"intitule":"Salle É"}"#).is_ok());
    assert_eq!(kind(&room, r#"{"id_salle_de_formation":"22"}"#), ErrorKind::Mismatch);
    let update = Update::<Room>::new("21", RoomChanges::new());
    assert!(read(&update, r#"{"intitule":"Salle É"}"#).is_ok());
    assert_eq!(kind(&update, r#"{"id_salle_de_formation":"23"}"#), ErrorKind::Mismatch);
}

#[test]
fn of_several_those_not_asked_for_are_item_errors() {
    let several = GetSeveral::<Company>::by_id(["71", "72"]);
    let found = read(&several, r#"[{"id_entreprise":"72"},{"id_entreprise":"73"},7,{"id_entreprise":"71"}]"#).unwrap();
    let kinds: Vec<_> = found.iter().map(|one| one.as_ref().err().map(Error::kind)).collect();
    assert_eq!(kinds, [None, Some(ErrorKind::Mismatch), Some(ErrorKind::Decode), None]);
    assert_eq!(read(&several, r#"{"id_entreprise":"71"}"#).unwrap().len(), 1);
    assert!(read(&several, "").unwrap().is_empty());
}

#[test]
fn a_list_takes_every_form() {
    let list = List::<Invoice>::new();
    for (body, count) in [("", 0), ("[]", 0), (r#"{"id_facture":"1"}"#, 1), (r#"[{"id_facture":"1"},{}]"#, 2)] {
        assert_eq!(read(&list, body).unwrap().len(), count, "{body}");
    }
    let items = read(&list, r#"[{"id_facture":"1"},7]"#).unwrap();
    assert_eq!(items[1].as_ref().unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(kind(&list, "<html>"), ErrorKind::Decode);
}

#[test]
fn a_write_may_say_nothing_and_a_delete_anything() {
    let fields = CompanyChanges::new();
    assert!(read(&Create::<Company>::new(fields.clone()), "").unwrap().is_none());
    assert!(read(&Update::<Company>::new("71", fields.clone()), " \n").unwrap().is_none());
    let error = read(&Update::<Company>::new("71", fields), r#"{"id_entreprise":"99"}"#).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Mismatch, Outcome::Applied));
    for body in ["", "OK", r#"{"status":"success"}"#] {
        assert!(read(&Delete::<Company>::new(["71"]), body).is_ok());
    }
    for body in ["<html>", r#"{"status":"success"}<br />"#, r#"{"status":"#] {
        assert_eq!(kind(&Delete::<Company>::new(["71"]), body), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn an_error_inside_a_200_is_one_for_every_resource() {
    let body = r#"{"status":"failure","errors":["Champ obligatoire (raison_sociale)"]}"#;
    let answer = Response::new(StatusCode::OK, HeaderMap::new(), body);
    let failure = account().failure(&answer).unwrap();
    assert_eq!((failure.kind, failure.fields[0].name.as_str()), (ErrorKind::Validation, "raison_sociale"));
}

#[test]
fn a_refusal_finds_its_fields_in_every_form_that_is_known() {
    for (errors, fields) in [
        (r#"["Champ obligatoire (nom)","Format incorrect (email)."]"#, vec!["nom", "email"]),
        (r#"["Le nom est requis (raison_sociale est vide)"]"#, vec!["raison_sociale"]),
        (r#""Le nom est requis (raison_sociale est vide)""#, vec!["raison_sociale"]),
        (r#"["Date incorrecte (date_de_naissance n'est pas valide)",7,null]"#, vec!["date_de_naissance"]),
        (r#"["Un utilisateur ID est obligatoire"]"#, vec![]),
        (r#""Refus (voir la documentation)""#, vec![]),
        (r#"["x (1)","()","(","a (b c)"]"#, vec!["1"]),
        (r#"{"nom":"vide"}"#, vec![]),
    ] {
        for (status, kind) in [(200, ErrorKind::Validation), (422, ErrorKind::Validation), (404, ErrorKind::NotFound)] {
            let body = format!(r#"{{"status":"failure","errors":{errors}}}"#);
            let answer = Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body);
            let failure = account().failure(&answer).unwrap();
            assert_eq!(failure.kind, kind, "{errors}");
            let named: Vec<_> = failure.fields.iter().map(|field| field.name.as_str()).collect();
            assert_eq!(named, fields, "{errors}");
        }
    }
}

#[test]
fn codes_that_are_not_known_are_kept() {
    let body = r#"{"id_lap":"1","status":"7","presence":"PARTIEL","lap_status_id":4}"#;
    let lap = read(&Get::<Enrolment>::by_id("1"), body).unwrap();
    assert_eq!((lap.status.as_ref().unwrap().as_str(), lap.presence.as_ref().unwrap().as_str()), ("7", "PARTIEL"));
    assert_eq!(lap.lap_status_id.as_deref(), Some("4"));
    let body = r#"{"id_action_de_formation":"1","type":"mixte","mode_organisation":""}"#;
    let action = read(&Get::<TrainingAction>::by_id("1"), body).unwrap();
    assert_eq!((&action.action_type, &action.mode_organisation), (&Some(ActionType::Other("mixte".into())), &None));
}

#[test]
fn a_contact_is_no_participant_in_a_saved_answer() {
    let people = |body: &'static str| {
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), body);
        Dendreo::people_in(&answer).unwrap().remove(0)
    };
    for contact in [
        r#"{"id_contact":"7","id_participant":"2001","nom":"Ö","participant_lie_ids":["2001"]}"#,
        r#"{"id_contact":"7","id_participant":"2001","nom":"Ö","telephone_direct":"01"}"#,
        r#"{"id_contact":"7","id_participant":"2001","nom":"Ö","formateur_lie_ids":[],"id_opca":""}"#,
        r#"{"id_contact":"7","nom":"Ö","email":"a@example.org"}"#,
    ] {
        assert_eq!(people(contact).unwrap_err().kind(), ErrorKind::Decode, "{contact}");
    }
    let individual = people(
        r#"{"id_participant":"2001","id_contact":"7","nom":"Ö","ical_url":"https://x.example/1","extranet_code":"1"}"#,
    );
    assert_eq!(individual.unwrap().document().secrets(), ["extranet_code", "ical_url"]);
}

//! Enrolments: who takes part in a training action.

use super::*;

fn enrolled(dendreo: &Dendreo, action: &str) -> String {
    let actions = state(dendreo, "training_actions");
    let action = actions.iter().find(|one| one["id_action_de_formation"] == action).unwrap();
    action["total_participants"].as_str().unwrap().to_owned()
}

#[test]
fn enrolments_carry_the_whole_participant() {
    let mut dendreo = account();
    let own = get(&mut dendreo, "laps.php?id_participant=2001");
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert_eq!(own[0]["participant"], get(&mut dendreo, "participants.php?id=2001"));
    let action = own[0]["id_action_de_formation"].as_str().unwrap().to_owned();
    let others = get(&mut dendreo, &format!("laps.php?id_action_de_formation={action}"));
    assert!(
        others.as_array().unwrap().iter().all(|lap| lap["id_action_de_formation"] == action && lap["status"] == "1")
    );
    let reply = send(&mut dendreo, Method::GET, "laps.php?id_action_de_formation=1", "");
    assert_eq!((reply.status, errors(&reply).len()), (404, 1));
}

#[test]
fn an_enrolment_is_made_with_its_parts() {
    let mut dendreo = account();
    let before = state(&dendreo, "participants")[1].clone();
    let reply =
        post(&mut dendreo, "laps.php", r#"{"id_action_de_formation":"501","id_participant":"2002","prix":"120.00"}"#);
    assert_eq!((reply.status, reply.effect), (201, Effect::Created));
    let made = read(&reply);
    assert_eq!((&made["status"], &made["presence"], &made["prix"]), (&json!("1"), &json!("INC."), &json!("120.00")));
    assert_eq!(made["id_entreprise"], before["id_entreprise"], "the participant's own, where none is said");
    assert_eq!(made["participant"]["id_participant"], "2002");
    let lap = made["id_lap"].as_str().unwrap().to_owned();
    assert_eq!(get(&mut dendreo, &format!("laps.php?id={lap}")), made);
    let places = get(&mut dendreo, &format!("lmps.php?id_lap={lap}&include=participant,module"));
    assert_eq!((&places["prix"], &places["module"]["id_module"]), (&json!("120.00"), &json!("301")));
    let slots = get(&mut dendreo, "creneaux.php?id_participant=2002&include=lcps");
    assert_eq!(slots.as_array().unwrap().len(), 2);
    let own = |slot: &Value| slot["lcps"].as_array().unwrap().iter().filter(|lcp| lcp["id_lap"] == *lap).count();
    assert!(slots.as_array().unwrap().iter().all(|slot| own(slot) == 1));
}

#[test]
fn the_first_enrolment_opens_the_portal_and_the_second_changes_no_code() {
    let mut dendreo = account();
    let code = |dendreo: &mut Dendreo| get(dendreo, "participants.php?id=2002")["extranet_code"].clone();
    assert_eq!(code(&mut dendreo), "");
    post(&mut dendreo, "laps.php", "id_action_de_formation=501&id_participant=2002");
    let first = code(&mut dendreo);
    assert_eq!(first.as_str().unwrap().len(), 11);
    post(&mut dendreo, "laps.php", "id_action_de_formation=502&id_participant=2002");
    assert_eq!(code(&mut dendreo), first);
}

#[test]
fn an_enrolment_points_at_what_there_is() {
    let mut dendreo = account();
    for (body, missing) in [
        ("id_participant=2002", "Champ obligatoire (id_action_de_formation)"),
        ("id_action_de_formation=501", "Champ obligatoire (id_participant)"),
        ("id_action_de_formation=1&id_participant=2002", "Référence inconnue (id_action_de_formation)"),
        ("id_action_de_formation=501&id_participant=1", "Référence inconnue (id_participant)"),
    ] {
        assert_eq!(errors(&post(&mut dendreo, "laps.php", body)), [missing], "{body}");
    }
    let before = enrolled(&dendreo, "504");
    let reply = post(&mut dendreo, "laps.php", "id_action_de_formation=504&nb_participants_anonymes=5");
    assert_eq!((reply.status, before.as_str(), enrolled(&dendreo, "504").as_str()), (201, "0", "5"));
}

#[test]
fn marked_as_present_is_present_everywhere() {
    let mut dendreo = account();
    let body = json!({
        "id_action_de_formation": 501, "id_participant": 2002, "marquer_present": "1", "disable_inscription_auto": "1",
        "force_sync_lms": "0", "id_groupe": "3"
    });
    let made = read(&post(&mut dendreo, "laps.php", &body.to_string()));
    assert_eq!((&made["presence"], &made["presence_percent"]), (&json!("OUI"), &json!("100.00")));
    assert_eq!((&made["total_heures_presence"], &made["id_groupe"]), (&json!("7.000"), &json!("3")));
}

#[test]
fn attendance_adds_up() {
    let mut dendreo = account();
    let past = get(&mut dendreo, "laps.php?id_action_de_formation=499");
    let [there, partly] = past.as_array().unwrap().as_slice() else { panic!("{past}") };
    assert_eq!((&there["presence"], &there["total_heures_presence"]), (&json!("OUI"), &json!("7.000")));
    assert_eq!((&partly["presence"], &partly["presence_percent"]), (&json!("INC."), &json!("50.00")));
    assert_eq!(partly["total_heures_presence"], "3.500");
}

#[test]
fn an_edit_names_its_enrolment_as_clients_do() {
    let mut dendreo = account();
    let made = read(&post(&mut dendreo, "laps.php?id=9001", "id_lap=9001&id_participant=2001&lap_status_id=4"));
    assert_eq!((&made["id_lap"], &made["lap_status_id"]), (&json!("9001"), &json!("4")));
    let body = r#"{"id_lap":"9001","lap_status_id":"5"}"#;
    assert_eq!(errors(&post(&mut dendreo, "laps.php", body)), ["Champ obligatoire (id_participant)"]);
    set(&mut dendreo, "enrolment_edit_needs", "nothing");
    assert_eq!(post(&mut dendreo, "laps.php", body).status, 200);
}

#[test]
fn a_second_enrolment_may_be_refused() {
    let mut dendreo = account();
    let body = "id_action_de_formation=501&id_participant=2001";
    assert_eq!(post(&mut dendreo, "laps.php", body).status, 201);
    set(&mut dendreo, "duplicate_enrolment", "refused");
    assert_eq!(errors(&post(&mut dendreo, "laps.php", body)), ["Participant déjà inscrit (id_participant)"]);
    assert_eq!(post(&mut dendreo, "laps.php?id=9001", "id_lap=9001&id_participant=2001&prix=1.00").status, 422);
    assert_eq!(delete(&mut dendreo, "laps.php?id_lap=9001").status, 200);
    assert_eq!(post(&mut dendreo, "laps.php", body).status, 422, "the second one is still in force");
}

#[test]
fn a_removed_enrolment_stays_listed() {
    let mut dendreo = account();
    let before: u32 = enrolled(&dendreo, "501").parse().unwrap();
    let reply = delete(&mut dendreo, "laps.php?id_lap=9001,9004");
    assert_eq!((reply.status, reply.effect), (200, Effect::Changed));
    assert_eq!(get(&mut dendreo, "laps.php?id=9001")["status"], "0");
    assert_eq!(enrolled(&dendreo, "501"), (before - 2).to_string());
    assert_eq!(get(&mut dendreo, "lmps.php?id_lap=9001"), json!([]));
    let places = get(&mut dendreo, "actions_de_formation.php?id=501&include=participants");
    assert!(!ids(&places["participants"], "id_lap").contains(&"9001".to_owned()));
    set(&mut dendreo, "removed_enrolment", "gone");
    delete(&mut dendreo, "laps.php?id_lap=9007");
    assert!(send(&mut dendreo, Method::GET, "laps.php?id=9007", "").body.is_empty());
    assert_eq!(delete(&mut dendreo, "laps.php?id_lap=9007").status, 422);
}

#[test]
fn the_participant_is_included_unless_set_otherwise_and_a_lone_one_is_a_list() {
    let mut dendreo = account();
    set(&mut dendreo, "enrolment_participant", "included");
    let own = get(&mut dendreo, "laps.php?id_participant=2001");
    assert!(own[0].get("participant").is_none());
    let with = get(&mut dendreo, "laps.php?id_participant=2001&include=participant,lmps");
    assert_eq!(
        (&with[0]["participant"]["id_participant"], &with[0]["lmps"][0]["id_lap"]),
        (&json!("2001"), &json!("9001"))
    );
    set(&mut dendreo, "lone_enrolment", "object");
    assert!(get(&mut dendreo, "laps.php?id_participant=2001").is_object());
}

#[test]
fn removing_a_participant_removes_the_enrolments() {
    let mut dendreo = account();
    delete(&mut dendreo, "participants.php?id=2004");
    for resource in ["enrolments", "module_enrolments", "attendances"] {
        assert!(state(&dendreo, resource).iter().all(|one| one["id_participant"] != "2004"), "{resource}");
    }
    assert_eq!(enrolled(&dendreo, "499"), "1");
    assert!(state(&dendreo, "files").iter().all(|file| file["id_cible"] != "9015"), "nor a paper");
}

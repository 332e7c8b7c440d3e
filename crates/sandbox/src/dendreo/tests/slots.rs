//! Slots, the attendance on them, and their trainers.

use super::*;

fn found(dendreo: &mut Dendreo, query: &str) -> Vec<String> {
    ids(&get(dendreo, &format!("creneaux.php?{query}")), "id_creneau")
}

#[test]
fn filters_find_slots_by_what_belongs_to_them() {
    let mut dendreo = account();
    for (query, expected) in [
        ("id_action_de_formation=501", vec!["13001", "13002"]),
        ("id_lam=1102", vec!["13003"]),
        ("id_participant=2001", vec!["13001", "13002"]),
        ("participant_id_externe=crm-1", vec!["13001", "13002"]),
        ("id_formateur=603", vec!["13004"]),
        ("formateur_id_externe=rh-2", vec!["13004"]),
        ("started_after=2026-02-03&started_before=2026-02-09", vec!["13002", "13003"]),
        ("ended_before=2024-12-31", vec!["13005", "13006"]),
    ] {
        assert_eq!(found(&mut dendreo, query), expected, "{query}");
    }
    assert_eq!(get(&mut dendreo, "creneaux.php?participant_id_externe=crm-none"), json!([]));
    assert_eq!(send(&mut dendreo, Method::GET, "creneaux.php?id_action_de_formation=1", "").status, 404);
}

#[test]
fn a_slot_has_its_length_in_seconds_and_who_was_there() {
    let mut dendreo = account();
    let slot = get(&mut dendreo, "creneaux.php?id=13006&include=formation,lcps");
    assert_eq!((&slot["duration"], &slot["formation"]["numero_complet"]), (&json!("12600"), &json!("ADF_20240017")));
    let [there, away] = slot["lcps"].as_array().unwrap().as_slice() else { panic!("{slot}") };
    assert_eq!((&there["presence"], &there["heures_presence"]), (&json!("1"), &json!("3.500")));
    assert_eq!((&away["presence"], &away["heures_presence"]), (&json!("0"), &json!("0.000")));
    assert_eq!((&there["heures_absence"], &away["heures_absence"]), (&json!("0.000"), &json!("3.500")));
    let names: Vec<&str> = there.as_object().unwrap().keys().map(String::as_str).collect();
    let real = ["heures_absence", "heures_presence", "id_lap", "id_lcp", "id_lmp", "justified", "lap", "presence"];
    assert_eq!(names, real, "the person stands in the enrolment");
    assert!(["name", "id_lam", "id_salle_de_formation", "date_debut", "date_fin"].iter().all(|name| slot[name] != ""));
    let place = get(&mut dendreo, &format!("lmps.php?id={}", there["id_lmp"].as_str().unwrap()));
    assert_eq!((&place["id_lap"], &place["id_lam"]), (&there["id_lap"], &slot["id_lam"]));
    let names: Vec<&str> = there["lap"]["participant"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["email", "id_entreprise", "id_participant", "nom", "particulier", "prenom"]);
    let open = get(&mut dendreo, "creneaux.php?id=13001&include=lcps");
    assert_eq!(open["lcps"][0]["presence"], "", "not recorded yet");
    assert_eq!(get(&mut dendreo, &format!("lcps.php?id={}", there["id_lcp"].as_str().unwrap())), *there);
}

#[test]
fn a_new_slot_expects_all_enrolled_participants() {
    let mut dendreo = account();
    let body = "id_lam=1101&date_debut=2026-02-04+14%3A00%3A00&date_fin=2026-02-04+15%3A30%3A00";
    let made = read(&post(&mut dendreo, "creneaux.php", body));
    assert_eq!((&made["id_action_de_formation"], &made["duration"]), (&json!("501"), &json!("5400")));
    let id = made["id_creneau"].as_str().unwrap();
    let slot = get(&mut dendreo, &format!("creneaux.php?id={id}&include=lcps"));
    let action = get(&mut dendreo, "actions_de_formation.php?id=501");
    assert_eq!(slot["lcps"].as_array().unwrap().len().to_string(), action["total_participants"]);
    let longer = read(&post(&mut dendreo, &format!("creneaux.php?id={id}"), "date_fin=2026-02-04+16%3A00%3A00"));
    assert_eq!(longer["duration"], "7200");
    delete(&mut dendreo, &format!("creneaux.php?id={id}"));
    assert!(state(&dendreo, "attendances").iter().all(|one| one["id_creneau"] != id));
}

#[test]
fn a_slot_without_a_training_action_is_refused() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "creneaux.php", "date_debut=2026-02-04");
    assert_eq!(errors(&reply), ["Champ obligatoire (id_action_de_formation)"]);
    let reply = post(&mut dendreo, "creneaux.php", "id_action_de_formation=501&date_debut=04%2F02%2F2026");
    assert_eq!(errors(&reply), ["Format incorrect (date_debut)"]);
}

#[test]
fn a_removed_slot_is_not_counted() {
    let mut dendreo = account();
    delete(&mut dendreo, "creneaux.php?id_creneau=13006");
    let lap = get(&mut dendreo, "laps.php?id_action_de_formation=499")[1].clone();
    assert_eq!((&lap["presence"], &lap["presence_percent"]), (&json!("OUI"), &json!("100.00")));
}

#[test]
fn a_trainer_is_linked_to_a_slot() {
    let mut dendreo = account();
    assert_eq!(found(&mut dendreo, "id_formateur=602"), ["13003", "13005", "13006"]);
    let made = read(&post(&mut dendreo, "lcfs.php", r#"{"id_creneau":"13004","id_formateur":"602"}"#));
    assert!(found(&mut dendreo, "id_formateur=602").contains(&"13004".to_owned()));
    delete(&mut dendreo, &format!("lcfs.php?id={}", made["id_lcf"].as_str().unwrap()));
    assert!(!found(&mut dendreo, "id_formateur=602").contains(&"13004".to_owned()));
}

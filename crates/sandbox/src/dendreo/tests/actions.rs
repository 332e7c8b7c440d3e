//! Training actions.

use super::*;

const SCRIPT: &str = "actions_de_formation.php";

fn found(dendreo: &mut Dendreo, query: &str) -> Vec<String> {
    ids(&get(dendreo, &format!("{SCRIPT}?{query}")), "id_action_de_formation")
}

#[test]
fn lists_show_the_last_year_unless_asked_for_dates() {
    let mut dendreo = account();
    assert_eq!(found(&mut dendreo, ""), ["501", "502", "503", "504"]);
    assert_eq!(found(&mut dendreo, "search=postures"), ["501"]);
    assert_eq!(found(&mut dendreo, "started_before=2030-01-01"), ["499", "501", "502", "503", "504"]);
    assert_eq!(found(&mut dendreo, "id=499"), ["499"]);
    set(&mut dendreo, "action_window", "unfiltered_lists");
    assert_eq!(found(&mut dendreo, "search=postures"), ["499", "501"]);
    assert_eq!(found(&mut dendreo, "").len(), 4);
    set(&mut dendreo, "action_window", "none");
    assert_eq!(found(&mut dendreo, "").len(), 5);
}

#[test]
fn spans_read_first_and_last_day() {
    let mut dendreo = account();
    assert_eq!(found(&mut dendreo, "started_after=2026-02-09&ended_before=2026-04-10"), ["502", "503"]);
    assert_eq!(found(&mut dendreo, "ended_after=2026-06-01"), ["504"]);
    set(&mut dendreo, "date_bounds", "exclusive");
    assert_eq!(found(&mut dendreo, "started_after=2026-02-09&ended_before=2026-04-10"), ["503"]);
    assert_eq!(send(&mut dendreo, Method::GET, &format!("{SCRIPT}?started_after=2026"), "").status, 422);
}

#[test]
fn filters_find_by_own_members_and_by_links() {
    let mut dendreo = account();
    for (query, expected) in [
        ("type=intra", vec!["504"]),
        ("numero_complet=ADF_20260002", vec!["502"]),
        ("id_externe=plan-503", vec!["503"]),
        ("id_module=302", vec!["502"]),
        ("id_formateur=602", vec!["502"]),
        ("id_salle_de_formation=21", vec!["501", "502", "503"]),
        ("id_centre_de_formation=1", vec!["501", "502", "503", "504"]),
    ] {
        assert_eq!(found(&mut dendreo, query), expected, "{query}");
    }
    let company = get(&mut dendreo, "participants.php?id=2001")["id_entreprise"].as_str().unwrap().to_owned();
    assert!(found(&mut dendreo, &format!("id_entreprise={company}")).contains(&"501".to_owned()));
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?type=hors_formation")), json!([]));
}

#[test]
fn includes_bring_the_records_around_it() {
    let mut dendreo = account();
    let include = "modules,participants,formateurs,creneaux,etapeProcess";
    let action = get(&mut dendreo, &format!("{SCRIPT}?id=501&include={include}"));
    assert_eq!(ids(&action["modules"], "id_module"), ["301"]);
    assert_eq!(ids(&action["formateurs"], "id_formateur"), ["601"]);
    assert_eq!(action["creneaux"].as_array().unwrap().len(), 2);
    assert_eq!(action["etapeProcess"]["id_etape_process"], action["id_etape_process"]);
    let places = action["participants"].as_array().unwrap();
    assert_eq!(places.len().to_string(), action["total_participants"]);
    let names: Vec<&str> = places[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "adresse",
            "c_badge",
            "c_niveau_anglais",
            "civilite",
            "code_postal",
            "date_add",
            "email",
            "ent_id_contact",
            "ent_id_contact_secondaire",
            "ent_raison_sociale",
            "id_entreprise",
            "id_lap",
            "id_participant",
            "nom",
            "pays",
            "portable",
            "prenom",
            "source",
            "ville"
        ]
    );
    assert_ne!(places[0]["ent_id_contact"], "");
    assert!(action["stats"].is_object());
}

#[test]
fn a_training_action_is_made_changed_and_removed() {
    let mut dendreo = account();
    let reply =
        post(&mut dendreo, SCRIPT, r#"{"intitule":"Œuvrer","type":"inter","date_debut":"2026-09-01","c_site":"B"}"#);
    let made = read(&reply);
    assert_eq!((reply.status, reply.effect, &made["numero_complet"]), (201, Effect::Created, &json!("ADF_20260005")));
    assert_eq!((&made["total_participants"], &made["c_site"]), (&json!("0"), &json!("B")));
    let id = made["id_action_de_formation"].as_str().unwrap().to_owned();
    assert_eq!(read(&post(&mut dendreo, SCRIPT, &format!(r#"{{"id":"{id}"}}"#)))["intitule"], "Œuvrer");
    let reply = post(&mut dendreo, &format!("{SCRIPT}?id={id}"), "date_debut=2026-13-01");
    assert_eq!(errors(&reply), ["Format incorrect (date_debut)"]);
    assert_eq!(delete(&mut dendreo, &format!("{SCRIPT}?id={id}")).status, 200);
    assert_eq!(errors(&post(&mut dendreo, SCRIPT, "intitule=X")), ["Champ obligatoire (type)"]);
    set(&mut dendreo, "required_elsewhere", "nothing");
    assert_eq!(post(&mut dendreo, SCRIPT, "intitule=X").status, 201);
}

#[test]
fn put_takes_custom_fields_in_the_query() {
    let mut dendreo = account();
    let target = format!("{SCRIPT}?id_action_de_formation=501&c_quiz=https%3A%2F%2Fexample.org%2Fq");
    let reply = send_undocumented(&mut dendreo, Method::PUT, &target, "");
    assert_eq!((reply.status, reply.effect), (200, Effect::Changed));
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?id=501"))["c_quiz"], "https://example.org/q");
    let changed = read(&send(&mut dendreo, Method::PUT, &format!("{SCRIPT}?id=501"), r#"{"intitule":"Autre"}"#));
    assert_eq!(changed["intitule"], "Autre");
}

#[test]
fn removing_a_training_action_removes_its_parts() {
    let mut dendreo = account();
    assert_eq!(delete(&mut dendreo, &format!("{SCRIPT}?id=499,501")).status, 200);
    let parts =
        ["catalogue", "enrolments", "planned_modules", "slots", "attendances", "trainer_links", "slot_trainers"];
    for resource in parts {
        let left = state(&dendreo, resource);
        assert!(!left.is_empty(), "{resource}");
        assert!(left.iter().all(|one| one["id_action_de_formation"] != "501"), "{resource}");
    }
    let slots = ids(&json!(state(&dendreo, "slots")), "id_creneau");
    assert!(
        state(&dendreo, "attendances")
            .iter()
            .all(|one| slots.contains(&one["id_creneau"].as_str().unwrap().to_owned()))
    );
    assert_eq!(
        get(&mut dendreo, "fichiers.php?cible=action-de-formation&id_cible=499&collection_name=signature"),
        json!([])
    );
}

#[test]
fn days_may_come_as_moments() {
    let mut dendreo = account();
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?id=501"))["date_debut"], "2026-02-02");
    set(&mut dendreo, "action_dates", "moment");
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?id=501"))["date_debut"], "2026-02-02 00:00:00");
}

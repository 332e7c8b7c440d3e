//! Companies and enrolments.

use super::*;

#[test]
fn companies_are_listed_read_and_searched() {
    let mut dendreo = account();
    let all = get(&mut dendreo, "entreprises.php");
    assert!(all.as_array().unwrap().len() > 5);
    let first = get(&mut dendreo, "entreprises.php?id_entreprise=71");
    assert_eq!((&first["id_entreprise"], &all[0]), (&json!("71"), &first));
    assert!(first["code_naf"].is_object());
    assert_eq!(get(&mut dendreo, "entreprises.php?search=no-such-company"), json!([]));
}

#[test]
fn a_company_needs_its_name_under_the_right_name() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "entreprises.php", r#"{"nom":"Exemple"}"#);
    assert_eq!(errors(&reply), ["Champ obligatoire (raison_sociale)"]);
    let made = post(&mut dendreo, "entreprises.php", "raison_sociale=L'Exemple+%26+Cie");
    assert_eq!(
        (made.status, made.effect, &read(&made)["raison_sociale"]),
        (201, Effect::Created, &json!("L'Exemple & Cie"))
    );
    let id = read(&made)["id_entreprise"].as_str().unwrap().to_owned();
    let changed = post(&mut dendreo, &format!("entreprises.php?id={id}"), "ville=Nantes");
    assert_eq!(
        (&read(&changed)["ville"], &read(&changed)["raison_sociale"]),
        (&json!("Nantes"), &json!("L'Exemple & Cie"))
    );
    assert_eq!(post(&mut dendreo, "entreprises.php?id=1", "ville=Nantes").status, 422);
}

#[test]
fn every_seeded_participant_is_of_a_company_there_is() {
    let mut dendreo = account();
    let state = dendreo.state();
    let companies: Vec<&Value> =
        state["companies"].as_array().unwrap().iter().map(|one| &one["id_entreprise"]).collect();
    for participant in state["participants"].as_array().unwrap() {
        let company = &participant["id_entreprise"];
        assert!(company == "0" || companies.contains(&company), "{company}");
    }
    let individuals = state["participants"].as_array().unwrap().iter().filter(|one| one["particulier"] == "1");
    for individual in individuals {
        let id = individual["id_entreprise"].as_str().unwrap();
        assert_eq!(get(&mut dendreo, &format!("entreprises.php?id={id}"))["prenom"], individual["prenom"]);
        assert_ne!(individual["id_contact"], "");
    }
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

//! The forms that real answers have, and what real clients send.

use super::*;
use crate::sandbox::Sandbox;

#[test]
fn one_training_action_shows_its_parts_unasked() {
    let mut dendreo = account();
    let parts = |action: &Value| ["participants", "modules", "formateurs"].map(|name| action.get(name).is_some());
    let one = get(&mut dendreo, "actions_de_formation.php?id=501");
    assert_eq!(parts(&one), [true; 3]);
    assert_eq!((&one["modules"][0]["id_lam"], &one["modules"][0]["id_module"]), (&json!("1101"), &json!("301")));
    assert!(one["formateurs"][0]["email_pro"] != "" && one["formateurs"][0].get("email_perso").is_some());
    assert!(one["participants"].as_array().unwrap().iter().all(|person| person["id_lap"].is_string()));
    let by_key = get(&mut dendreo, "actions_de_formation.php?id_externe=plan-501");
    assert_eq!(by_key, one);
    assert_eq!(parts(&get(&mut dendreo, "actions_de_formation.php")[0]), [false; 3]);
    let status = get(&mut dendreo, "laps.php?id_action_de_formation=501")[0]["lap_status_id"].clone();
    assert_eq!(status, "2", "it occurs on active rows");
}

#[test]
fn a_refusal_names_its_member_first_in_the_parenthesis() {
    let mut dendreo = account();
    let texts = |dendreo: &mut Dendreo| read(&post(dendreo, "entreprises.php", "ville=Ys"))["errors"].clone();
    assert_eq!(texts(&mut dendreo), json!(["Champ obligatoire (raison_sociale est vide ou incorrect)"]));
    set(&mut dendreo, "refusals", "one_text");
    assert_eq!(texts(&mut dendreo), json!("Champ obligatoire (raison_sociale est vide ou incorrect)"));
    set(&mut dendreo, "refusals", "named");
    assert_eq!(texts(&mut dendreo), json!(["Champ obligatoire (raison_sociale)"]));
}

#[test]
fn the_filters_that_clients_send_filter() {
    let mut dendreo = account();
    for (query, id, expected) in [
        ("lafs.php?id_action_de_formation=503", "id_laf", vec!["1603"]),
        ("factures.php?id_action_de_formation=502", "id_facture", vec!["802"]),
        ("financements.php?id_action_de_formation=501", "id_financement", vec!["871"]),
        ("evaluations.php?id_action_de_formation=501&id_participant=2001", "id_lmp", vec!["12001"]),
        ("modules.php?id_categorie_module=42", "id_module", vec!["302"]),
        ("modules.php?numero_complet=MOD_0003", "id_module", vec!["303"]),
        ("modules.php?eligible_cpf=1&catalogue=1", "id_module", vec!["302"]),
        ("salles_de_formation.php?inside=0", "id_salle_de_formation", vec!["22"]),
        ("salles_de_formation.php?emplacement_cible=interne", "id_salle_de_formation", vec!["21"]),
    ] {
        assert_eq!(ids(&get(&mut dendreo, query), id), expected, "{query}");
    }
    let company = state(&dendreo, "enrolments")[0]["id_entreprise"].as_str().unwrap().to_owned();
    let own = get(&mut dendreo, &format!("laps.php?id_entreprise={company}"));
    assert!(own.as_array().unwrap().iter().all(|lap| lap["id_entreprise"] == company));
    assert!(own.as_array().unwrap().len() < state(&dendreo, "enrolments").len());
}

#[test]
fn a_parameter_that_means_nothing_is_marked_in_the_log() {
    let sandbox = Sandbox::only(&["dendreo"], 1, 5).unwrap();
    for target in [
        "participants.php?nom=X&email=a@example.org&limit=5",
        "laps.php?include%5B%5D=participant&id_groupe=1",
        "fichiers.php?cible=lap&id_lap=9001",
        "taches.php?id=2001&types=esignature-doc",
        "creneaux.php?started_after=2026-01-01&created_after=2026-01-01",
    ] {
        sandbox.handle("dendreo", call(Method::GET, target, "")).unwrap();
    }
    let log = sandbox.shared().log.lock().unwrap().to_json(None);
    let ignored: Vec<_> = log.as_array().unwrap().iter().map(|line| line.get("ignored").cloned()).collect();
    let names = |names: &[&str]| Some(json!(names));
    let expected =
        [names(&["nom", "limit"]), names(&["id_groupe"]), names(&["id_lap"]), None, names(&["created_after"])];
    assert_eq!(ignored, expected);
}

#[test]
fn what_clients_read_is_there() {
    let mut dendreo = account();
    for (script, members) in [
        ("factures.php?id=801", vec!["numero", "numero_complet", "montant_total_ttc", "raison_sociale"]),
        ("reglements.php?id=851", vec!["facture_id", "amount", "method", "date"]),
        ("financements.php?id=871", vec!["id_finance", "id_financeur", "type", "montant_finance", "numero_dossier"]),
        ("financeurs.php?id=861", vec!["raison_sociale", "id_opca", "id_financeur"]),
        ("modules.php?id=301", vec!["numero_complet", "id_categorie_module", "prix", "objectif"]),
        ("salles_de_formation.php?id=21", vec!["intitule", "inside", "capacite_max", "ical_url"]),
    ] {
        let record = get(&mut dendreo, script);
        for member in members {
            assert!(record[member].as_str().is_some_and(|text| !text.is_empty()), "{script}: {member}");
        }
    }
    let evaluation = get(&mut dendreo, "evaluations.php?id_participant=2001");
    assert_eq!((&evaluation["evaluations"][0]["validated"], evaluation.get("id_evaluation")), (&json!("1"), None));
    assert_eq!(get(&mut dendreo, "modules.php?id=302")["categorie"]["intitule"], "Langues");
    let lmp = get(&mut dendreo, "lmps.php?id=12001");
    assert!(lmp.get("lms_progression").is_some() && lmp["custom_properties"].get("total_time_spent").is_some());
    for (script, link) in [
        ("laps.php?id=9001", "questionnaire_satisfaction_url"),
        ("actions_de_formation.php?id=501", "ical_url"),
        ("actions_de_formation.php?id=501", "emargements_url"),
        ("creneaux.php?id=13001", "url_connexion"),
        ("creneaux.php?id=13001", "url_connexion_invite"),
    ] {
        let record = get(&mut dendreo, script);
        let record = record.as_array().map_or(&record, |records| &records[0]);
        assert!(record[link].as_str().is_some_and(|link| link.starts_with("https://")), "{script}: {link}");
    }
}

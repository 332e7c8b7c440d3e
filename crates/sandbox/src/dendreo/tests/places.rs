//! Centres, rooms, steps, modules and categories.

use super::*;

#[test]
fn a_centre_is_made_under_either_name_but_only_one_is_kept() {
    let mut dendreo = account();
    let made = read(&post(&mut dendreo, "centres_de_formation.php", "raison_sociale=L'Exemple"));
    assert_eq!(made["raison_sociale"], "L'Exemple");
    let reply = send_undocumented(&mut dendreo, Method::POST, "centres_de_formation.php", r#"{"nom":"L'Exemple"}"#);
    assert_eq!((reply.status, &read(&reply)["raison_sociale"]), (201, &json!("")));
}

#[test]
fn a_room_needs_name_and_place() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "salles_de_formation.php", r#"{"intitule":"Salle Ö"}"#);
    assert_eq!(errors(&reply), ["Champ obligatoire (emplacement_cible)"]);
    let made =
        read(&post(&mut dendreo, "salles_de_formation.php", "intitule=Salle+%C3%96&emplacement_cible=Rez-de-jardin"));
    let body = json!({"id": made["id_salle_de_formation"], "intitule": "Salle Ő"}).to_string();
    let renamed = read(&post(&mut dendreo, "salles_de_formation.php", &body));
    assert_eq!((&renamed["intitule"], &renamed["emplacement_cible"]), (&json!("Salle Ő"), &json!("Rez-de-jardin")));
}

#[test]
fn a_step_label_exists_once_for_each_centre() {
    let mut dendreo = account();
    let steps = get(&mut dendreo, "etapes.php");
    let same: Vec<&Value> = steps.as_array().unwrap().iter().filter(|step| step["intitule"] == "Confirmée").collect();
    assert_eq!(same.len(), 2);
    assert_ne!(same[0]["id_centre_de_formation"], same[1]["id_centre_de_formation"]);
    let action = get(&mut dendreo, "actions_de_formation.php?id=501&include=etapeProcess");
    assert_eq!(action["etapeProcess"]["intitule"], "Confirmée");
    delete(&mut dendreo, "etapes.php?id_etape_process=12");
    assert_eq!(get(&mut dendreo, "actions_de_formation.php?id=501")["id_etape_process"], "");
}

#[test]
fn a_module_has_its_length_in_hours_and_days() {
    let mut dendreo = account();
    let module = get(&mut dendreo, "modules.php?search=anglais");
    assert_eq!((&module["id_module"], &module["duree_heures"]), (&json!("302"), &json!("20.000")));
    let reply = send_undocumented(&mut dendreo, Method::POST, "modules.php", r#"{"intitule":"X","duree":"7"}"#);
    assert_eq!((&read(&reply)["duree_heures"], &read(&reply)["duree_jours"]), (&json!(""), &json!("")));
    let made =
        read(&post(&mut dendreo, "modules.php", "intitule=X&description=Y&duree_heures=7.000&duree_jours=1.000"));
    assert_eq!((&made["duree_heures"], &made["description"]), (&json!("7.000"), &json!("Y")));
    assert_eq!(errors(&post(&mut dendreo, "modules.php", "description=Y")), ["Champ obligatoire (intitule)"]);
}

#[test]
fn categories_are_of_two_kinds() {
    let mut dendreo = account();
    assert_eq!(get(&mut dendreo, "categories_module.php?id_categorie_module=42")["intitule"], "Langues");
    let product = get(&mut dendreo, "categories_produit.php?id_categorie_produit=52");
    assert_eq!(product["intitule"], "À distance");
    assert!(["description", "couleur"].iter().all(|name| product[name] != ""));
    let kept = read(&post(&mut dendreo, "categories_module.php?id=41", "description=Y&couleur=%23000000"));
    assert_eq!((&kept["description"], &kept["couleur"]), (&json!("Y"), &json!("#000000")));
}

#[test]
fn what_nothing_is_known_of_is_an_empty_list() {
    let mut dendreo = account();
    for script in ["laes", "souhaits"] {
        assert_eq!(get(&mut dendreo, &format!("{script}.php")), json!([]));
    }
    assert_eq!(get(&mut dendreo, "reponses_questionnaire_satisfaction.php"), json!([]));
}

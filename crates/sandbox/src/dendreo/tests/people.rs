//! Trainers and administrators.

use super::*;

#[test]
fn trainers_are_searched_and_known_by_an_external_key() {
    let mut dendreo = account();
    let trainer = get(&mut dendreo, "formateurs.php?id_externe=rh-1");
    assert_eq!((&trainer["id_formateur"], &trainer["nom"]), (&json!("602"), &json!("Þórsson")));
    assert_eq!(get(&mut dendreo, "formateurs.php?search=%C3%9E%C3%B3rsson"), trainer);
    let made = read(&post(&mut dendreo, "formateurs.php", r#"{"nom":"Ö","id_externe":"rh-9"}"#));
    assert_eq!(get(&mut dendreo, "formateurs.php?id_externe=rh-9"), made);
}

#[test]
fn removing_a_trainer_removes_the_links() {
    let mut dendreo = account();
    assert_eq!(delete(&mut dendreo, "formateurs.php?id=601").status, 200);
    let action = get(&mut dendreo, "actions_de_formation.php?id=501&include=formateurs");
    assert_eq!(action["formateurs"], json!([]));
    for resource in ["trainer_links", "slot_trainers"] {
        assert!(state(&dendreo, resource).iter().all(|link| link["id_formateur"] != "601"));
    }
}

#[test]
fn administrators_have_ids() {
    let mut dendreo = account();
    assert_eq!(ids(&get(&mut dendreo, "administrateurs.php"), "id_administrateur"), ["5", "6"]);
}

//! The public catalogue, whose rows have the ids of the training actions they show; permanent sessions.

use super::*;

const SCRIPT: &str = "catalogue_prochaines_sessions.php";

#[test]
fn a_row_shows_its_training_action() {
    let mut dendreo = account();
    assert_eq!(ids(&get(&mut dendreo, SCRIPT), "id_action_de_formation"), ["501", "502", "503", "504"]);
    let row = get(&mut dendreo, &format!("{SCRIPT}?id=502"));
    assert_eq!((&row["intitule"], &row["numero_complet"]), (&json!("Anglais : niveau B1"), &json!("ADF_20260002")));
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?search=atelier"))["id_action_de_formation"], "503");
    post(&mut dendreo, "actions_de_formation.php?id=502", "intitule=Anglais+B2");
    assert_eq!(get(&mut dendreo, &format!("{SCRIPT}?id=502"))["intitule"], "Anglais B2");
}

#[test]
fn a_training_action_is_published_once_and_withdrawn() {
    let mut dendreo = account();
    assert_eq!(delete(&mut dendreo, &format!("{SCRIPT}?id=502")).status, 200);
    assert_eq!(get(&mut dendreo, "actions_de_formation.php?id=502")["numero_complet"], "ADF_20260002", "it stays");
    let body = r#"{"id_action_de_formation":"502","c_vedette":"1"}"#;
    let made = post(&mut dendreo, SCRIPT, body);
    assert_eq!((made.status, made.effect, &read(&made)["c_vedette"]), (201, Effect::Created, &json!("1")));
    let again = post(&mut dendreo, SCRIPT, body);
    assert_eq!((again.status, again.effect), (200, Effect::Changed));
    assert_eq!(post(&mut dendreo, SCRIPT, r#"{"id":"502"}"#).effect, Effect::Changed);
}

#[test]
fn a_row_without_a_training_action_is_refused() {
    let mut dendreo = account();
    assert_eq!(errors(&post(&mut dendreo, SCRIPT, "")), ["Champ obligatoire (id_action_de_formation)"]);
    assert_eq!(post(&mut dendreo, SCRIPT, r#"{"id_action_de_formation":"1"}"#).status, 422);
}

#[test]
fn a_permanent_session_needs_module_and_room() {
    let mut dendreo = account();
    let script = "sessions_permanentes.php";
    let reply = post(&mut dendreo, script, r#"{"nom":"Toujours"}"#);
    assert_eq!(errors(&reply), ["Champ obligatoire (id_module)", "Champ obligatoire (id_salle_de_formation)"]);
    let body = r#"{"nom":"Toujours","id_module":"303","id_salle_de_formation":"22","date_debut":"2026-01-01","date_fin":"2026-12-31"}"#;
    let made = read(&post(&mut dendreo, script, body));
    assert_eq!((&made["id_session_permanente"], &made["date_fin"]), (&json!("703"), &json!("2026-12-31")));
    assert_eq!(get(&mut dendreo, &format!("{script}?search=toujours")), made);
    let reply = post(&mut dendreo, script, r#"{"id_module":"1","id_salle_de_formation":"22"}"#);
    assert_eq!(errors(&reply), ["Référence inconnue (id_module)"]);
}

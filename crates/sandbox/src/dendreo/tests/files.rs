//! Files, and the tasks of those who have not signed.

use super::*;

const UNSIGNED: &str = "fichiers.php?cible=lap&id_cible=9001&collection_name=signature";

#[test]
fn files_want_to_know_of_what() {
    let mut dendreo = account();
    for (query, missing) in [
        ("", vec!["cible", "id_cible", "collection_name"]),
        ("?id=15001", vec!["cible", "id_cible", "collection_name"]),
        ("?cible=lap&id_cible=9001", vec!["collection_name"]),
    ] {
        let reply = send(&mut dendreo, Method::GET, &format!("fichiers.php{query}"), "");
        let expected: Vec<String> = missing.iter().map(|name| format!("Champ obligatoire ({name})")).collect();
        assert_eq!((reply.status, errors(&reply)), (422, expected), "{query}");
    }
}

#[test]
fn an_empty_date_means_unsigned() {
    let mut dendreo = account();
    let unsigned = get(&mut dendreo, UNSIGNED);
    assert_eq!(
        (&unsigned["signature_date"], &unsigned["entite_liee"]),
        (&json!(""), &json!({"lap": {"id_lap": "9001"}}))
    );
    let target = "fichiers.php?cible=action-de-formation&id_cible=499&collection_name=signature";
    let signed = get(&mut dendreo, target);
    assert_eq!(
        (&signed["signature_date"], &signed["entite_liee"]),
        (&json!("2024-03-12T16:05:09.000000Z"), &Value::Null)
    );
    let none = "fichiers.php?cible=lap&id_cible=9001&collection_name=documents";
    assert_eq!(get(&mut dendreo, none), json!([]));
}

#[test]
fn every_call_gives_a_new_link() {
    let mut dendreo = account();
    let first = get(&mut dendreo, UNSIGNED);
    let second = get(&mut dendreo, &format!("{UNSIGNED}&id={}", first["id"].as_str().unwrap()));
    assert_ne!(first["url"], second["url"]);
    assert_eq!(first["id"], second["id"]);
    assert_eq!(get(&mut dendreo, &format!("{UNSIGNED}&id=7")), json!([]));
}

#[test]
fn who_has_not_signed_has_a_task() {
    let mut dendreo = account();
    let all = get(&mut dendreo, "taches.php");
    assert_eq!(ids(&all, "id_participant"), ["2001", "2004"]);
    let own = get(&mut dendreo, "taches.php?id=2004,2007&types=esignature-doc");
    assert_eq!(own, json!({"id_participant": "2004", "type": "esignature-doc"}));
    assert_eq!(get(&mut dendreo, "taches.php?id=2002&types=esignature-doc"), json!([]));
    assert_eq!(get(&mut dendreo, "taches.php?types=other"), json!([]));
}

#[test]
fn an_account_may_have_no_tasks_at_all() {
    let mut dendreo = account();
    set(&mut dendreo, "tasks", "absent");
    assert_eq!(send(&mut dendreo, Method::GET, "taches.php?id=2001", "").status, 404);
    set(&mut dendreo, "tasks", "present");
    for script in ["taches.php", "fichiers.php"] {
        assert_eq!(send(&mut dendreo, Method::POST, script, "").status, 405);
    }
}

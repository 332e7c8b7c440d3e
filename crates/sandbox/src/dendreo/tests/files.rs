//! Files, and the tasks of those who have not signed.

use super::*;

const UNSIGNED: &str = "fichiers.php?cible=lap&id_cible=9001&collection_name=signature";

#[test]
fn a_list_of_files_wants_to_know_of_what() {
    let mut dendreo = account();
    for query in ["", "?id_cible=9001&collection_name=signature"] {
        let reply = send(&mut dendreo, Method::GET, &format!("fichiers.php{query}"), "");
        let expected = vec!["le paramètre id_fichier ou cible est requis".to_owned()];
        assert_eq!((reply.status, errors(&reply)), (422, expected), "{query}");
    }
    let laps = get(&mut dendreo, "fichiers.php?cible=lap");
    assert!(laps.as_array().unwrap().iter().all(|file| file["cible"] == "lap"));
    assert_eq!(get(&mut dendreo, "fichiers.php?cible=lap&created_after=2026-01-01"), json!([]));
    assert_eq!(get(&mut dendreo, "fichiers.php?id=15001")["id"], "15001");
    assert_eq!(ids(&get(&mut dendreo, "fichiers.php?id=15001,15002,7"), "id"), ["15001", "15002"]);
}

#[test]
fn a_file_has_the_members_of_real_rows_and_no_other() {
    let mut dendreo = account();
    let unsigned = get(&mut dendreo, UNSIGNED);
    assert_eq!(unsigned["signature_date"], "");
    let linked = unsigned["entite_liee"].as_object().unwrap();
    assert_eq!((linked.len(), &linked["Participant"]["id_participant"]), (1, &json!("2001")));
    let names: Vec<&str> = unsigned.as_object().unwrap().keys().map(String::as_str).collect();
    let mut documented = [
        "id",
        "uuid",
        "collection_name",
        "name",
        "doctype_id",
        "mime_type",
        "signature_date",
        "related_media_id",
        "created_at",
        "cible",
        "id_cible",
        "public_url",
        "entite_liee",
    ];
    documented.sort_unstable();
    assert_eq!(names, documented);
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
    let second = get(&mut dendreo, &format!("fichiers.php?id={}", first["id"].as_str().unwrap()));
    assert_ne!(first["public_url"], second["public_url"]);
    assert_eq!(first["id"], second["id"]);
}

#[test]
fn who_has_not_signed_has_a_task() {
    let mut dendreo = account();
    let all = get(&mut dendreo, "taches.php");
    assert_eq!(ids(&all, "id_participant"), ["2001", "2004"]);
    for query in ["id=2004,2007&types=esignature-doc", "id_participant=2004"] {
        let own = get(&mut dendreo, &format!("taches.php?{query}"));
        let names: Vec<&str> = own.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!((names, &own["id_participant"]), (vec!["counts", "id_participant", "taches"], &json!("2004")));
        assert_eq!(own["taches"].as_array().unwrap().len(), 1);
    }
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

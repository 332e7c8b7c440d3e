//! Creating, updating, deleting participants.

use super::*;

fn record(dendreo: &mut Dendreo, id: &str) -> Value {
    get(dendreo, &format!("participants.php?id={id}"))
}

#[test]
fn create_answers_the_stored_object() {
    let mut dendreo = account();
    let reply =
        post(&mut dendreo, "participants.php", "nom=%C3%96&prenom=Y&email=y%2Boe%40example.org&id_entreprise=71");
    assert_eq!((reply.status, reply.effect), (201, Effect::Created));
    let made = read(&reply);
    assert_eq!((&made["nom"], &made["email"]), (&json!("Ö"), &json!("y+oe@example.org")));
    assert_eq!((&made["id_participant"], &made["id_add"]), (&json!("2041"), &json!("0")));
    assert_eq!((&made["date_add"], &made["date_edit"]), (&json!("2026-01-05 08:00:01"), &json!("")));
    assert_eq!(record(&mut dendreo, "2041"), made);
    set(&mut dendreo, "created_status", "200");
    set(&mut dendreo, "write_answer", "empty");
    let reply = post(&mut dendreo, "participants.php", "nom=Autre");
    assert_eq!((reply.status, reply.body.len(), reply.effect), (200, 0, Effect::Created));
}

#[test]
fn create_wants_what_is_required_and_lists_all_that_is_wrong() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "participants.php", "prenom=X&email=nowhere&date_de_naissance=12%2F04%2F1990");
    assert_eq!(reply.status, 422);
    let texts = errors(&reply);
    for name in ["nom", "email", "date_de_naissance"] {
        assert!(texts.iter().any(|text| text.ends_with(&format!("({name})"))), "{name} in {texts:?}");
    }
    for (setting, missing) in
        [("nom_prenom", "prenom"), ("nom_prenom_email", "email"), ("nom_prenom_entreprise", "id_entreprise")]
    {
        set(&mut dendreo, "required", setting);
        let texts = errors(&post(&mut dendreo, "participants.php", "nom=X"));
        assert!(texts.iter().any(|text| text.contains(missing)), "{texts:?}");
    }
    assert_eq!(dendreo.people(), 40);
}

#[test]
fn an_update_changes_only_what_it_names() {
    let mut dendreo = account();
    let mut before = record(&mut dendreo, "2003");
    let reply = post(&mut dendreo, "participants.php?id=2003", "id_participant=2003&portable=0600000000");
    assert_eq!((reply.status, reply.effect), (200, Effect::Changed));
    let after = read(&reply);
    assert_eq!((&after["portable"], &after["date_edit"]), (&json!("0600000000"), &json!("2026-01-05 08:00:01")));
    before["portable"] = after["portable"].clone();
    before["date_edit"] = after["date_edit"].clone();
    assert_eq!(before, after);
}

#[test]
fn the_id_is_found_wherever_clients_put_it() {
    let mut dendreo = account();
    for (number, (target, body)) in [
        ("participants.php", r#"{"id":2004,"fonction":"0"}"#),
        ("participants.php?id_participant=2004", "fonction=1"),
        ("participants.php", "id_participant=2004&fonction=2"),
        ("participants.php?id=2004&fonction=3", ""),
        ("participants.php?id=2004", "id_participant=2004&fonction=4"),
    ]
    .into_iter()
    .enumerate()
    {
        let reply = send_undocumented(&mut dendreo, Method::POST, target, body);
        assert_eq!((reply.status, &read(&reply)["id_participant"]), (200, &json!("2004")), "{target} {body}");
        assert_eq!(record(&mut dendreo, "2004")["fonction"], number.to_string());
    }
    assert_eq!(dendreo.people(), 40);
}

#[test]
fn a_misread_id_makes_a_second_participant() {
    let mut dendreo = account();
    set(&mut dendreo, "id_read_from", "query");
    let reply = post(&mut dendreo, "participants.php", "id_participant=2001&nom=Double");
    assert_eq!((reply.status, reply.effect, &read(&reply)["id_participant"]), (201, Effect::Created, &json!("2041")));
    set(&mut dendreo, "id_read_from", "body");
    assert_eq!(post(&mut dendreo, "participants.php?id=2001", "nom=Double").effect, Effect::Created);
    assert_eq!(
        post(&mut dendreo, "participants.php?id=2001", "id_participant=2001&nom=Simple").effect,
        Effect::Changed
    );
}

#[test]
fn an_unknown_id_creates_unless_set_otherwise() {
    let mut dendreo = account();
    assert_eq!(post(&mut dendreo, "participants.php?id=77", "nom=Double").effect, Effect::Created);
    set(&mut dendreo, "misread_id", "refuses");
    let reply = post(&mut dendreo, "participants.php?id=77", "nom=Double");
    assert_eq!(reply.status, 422);
    assert_eq!(errors(&reply).len(), 1);
    assert_eq!(dendreo.people(), 41);
}

#[test]
fn an_empty_text_clears_but_not_the_name() {
    let mut dendreo = account();
    assert_ne!(record(&mut dendreo, "2001")["email"], "");
    post(&mut dendreo, "participants.php?id=2001", "email=&id_entreprise=");
    let cleared = record(&mut dendreo, "2001");
    assert_eq!((&cleared["email"], &cleared["id_entreprise"]), (&json!(""), &json!("0")));
    set(&mut dendreo, "empty_reference", "empty");
    assert_eq!(record(&mut dendreo, "2001")["id_entreprise"], "");
    assert_eq!(errors(&post(&mut dendreo, "participants.php?id=2001", "nom=")), ["Champ obligatoire (nom)"]);
    set(&mut dendreo, "empty_text", "keeps");
    let before = record(&mut dendreo, "2002")["email"].clone();
    post(&mut dendreo, "participants.php?id=2002", "email=");
    assert_eq!(record(&mut dendreo, "2002")["email"], before);
}

#[test]
fn null_does_what_is_set() {
    let undocumented =
        |dendreo: &mut Dendreo, body: &str| send_undocumented(dendreo, Method::POST, "participants.php", body);
    let mut dendreo = account();
    let before = record(&mut dendreo, "2001")["email"].clone();
    let body = r#"{"id":"2001","email":null}"#;
    assert_eq!(read(&undocumented(&mut dendreo, body))["email"], before);
    set(&mut dendreo, "null", "refused");
    assert_eq!(errors(&undocumented(&mut dendreo, body)), ["Format incorrect (email)"]);
    set(&mut dendreo, "null", "clears");
    assert_eq!(read(&undocumented(&mut dendreo, body))["email"], "");
}

#[test]
fn whole_updates_lose_what_they_do_not_name() {
    let mut dendreo = account();
    set(&mut dendreo, "update", "whole");
    let code = record(&mut dendreo, "2001")["extranet_code"].clone();
    let after = read(&post(&mut dendreo, "participants.php?id=2001", "nom=Seul"));
    assert_eq!((&after["nom"], &after["prenom"], &after["email"]), (&json!("Seul"), &json!(""), &json!("")));
    assert_eq!(after["extranet_code"], code);
}

#[test]
fn json_scalars_become_text_and_other_values_are_refused() {
    let mut dendreo = account();
    let body = json!({"id": 2001, "code_postal": 49000, "newsletter_optin": true, "c_new": 1.5}).to_string();
    let after = read(&post(&mut dendreo, "participants.php", &body));
    assert_eq!(
        (&after["code_postal"], &after["newsletter_optin"], &after["c_new"]),
        (&json!("49000"), &json!("1"), &json!("1.5"))
    );
    let reply = post(&mut dendreo, "participants.php", r#"{"id":2001,"ville":["x"]}"#);
    assert_eq!(errors(&reply), ["Format incorrect (ville)"]);
}

#[test]
fn unknown_and_server_made_names_are_ignored() {
    let mut dendreo = account();
    let mut before = record(&mut dendreo, "2001");
    let body = "telephone=1&date_naissance=2&extranet_code=3&pays=4&date_add=5&id_edit=6&id_add=9";
    let after = read(&send_undocumented(&mut dendreo, Method::POST, "participants.php?id=2001", body));
    assert_eq!(after["id_add"], "9");
    before["id_add"] = "9".into();
    before["date_edit"] = after["date_edit"].clone();
    assert_eq!(before, after);
    set(&mut dendreo, "unknown_field", "refused");
    assert_eq!(errors(&post(&mut dendreo, "participants.php?id=2001", "telephone=1")), ["Champ inconnu (telephone)"]);
}

#[test]
fn the_country_name_follows_its_code() {
    let mut dendreo = account();
    assert_eq!(read(&post(&mut dendreo, "participants.php?id=2001", "pays_alpha2=de"))["pays"], "Allemagne");
}

#[test]
fn checks_between_records_are_settings() {
    let mut dendreo = account();
    let email = record(&mut dendreo, "2003")["email"].as_str().unwrap().to_owned();
    let body = format!("nom=X&email={email}&id_entreprise=999999");
    assert_eq!(post(&mut dendreo, "participants.php", &body).status, 201);
    set(&mut dendreo, "duplicate_email", "refused");
    set(&mut dendreo, "unknown_company", "refused");
    assert_eq!(errors(&post(&mut dendreo, "participants.php", &body)).len(), 2);
    set(&mut dendreo, "bad_date", "zeroed");
    let zero = read(&post(&mut dendreo, "participants.php?id=2001", "date_de_naissance=2023-02-30"));
    assert_eq!(zero["date_de_naissance"], "0000-00-00");
}

#[test]
fn put_updates_from_query_and_body_or_as_set() {
    let mut dendreo = account();
    let reply = send_undocumented(&mut dendreo, Method::PUT, "participants.php?id=2001&c_badge=Q", "ville=B");
    let after = read(&reply);
    assert_eq!((&after["c_badge"], &after["ville"], reply.effect), (&json!("Q"), &json!("B"), Effect::Changed));
    set(&mut dendreo, "put", "query");
    let after = read(&send_undocumented(&mut dendreo, Method::PUT, "participants.php?id=2001&c_badge=R", "ville=C"));
    assert_eq!((&after["c_badge"], &after["ville"]), (&json!("R"), &json!("B")));
    assert_eq!(send(&mut dendreo, Method::PUT, "participants.php?id=7", "nom=X").status, 422);
    set(&mut dendreo, "put", "refused");
    assert_eq!(send(&mut dendreo, Method::PUT, "participants.php?id=2001&nom=X", "").status, 405);
    assert_eq!(dendreo.people(), 40);
}

#[test]
fn delete_takes_one_or_several() {
    let mut dendreo = account();
    let reply = send(&mut dendreo, Method::DELETE, "participants.php?id_participant=2001", "");
    assert_eq!((reply.status, reply.body.len(), reply.effect), (200, 0, Effect::Changed));
    set(&mut dendreo, "delete_answer", "object");
    assert!(read(&send(&mut dendreo, Method::DELETE, "participants.php?id=2002,2003", "")).is_object());
    assert_eq!(dendreo.people(), 37);
    assert_eq!(send(&mut dendreo, Method::GET, "participants.php?id=2002", "").body.len(), 0);
    assert_eq!(send(&mut dendreo, Method::DELETE, "participants.php?id=2002", "").status, 422);
    assert_eq!(send(&mut dendreo, Method::DELETE, "participants.php", "").status, 422);
    set(&mut dendreo, "unknown_delete", "200");
    assert_eq!(send(&mut dendreo, Method::DELETE, "participants.php?id=2002", "").status, 200);
    set(&mut dendreo, "delete_enrolled", "refused");
    assert_eq!(send(&mut dendreo, Method::DELETE, "participants.php?id=2005,2004", "").status, 422);
    assert_eq!(dendreo.people(), 37);
}

#[test]
fn an_id_is_never_given_twice() {
    let mut dendreo = account();
    assert_eq!(send(&mut dendreo, Method::DELETE, "participants.php?id=2040", "").status, 200);
    assert_eq!(read(&post(&mut dendreo, "participants.php", "nom=X"))["id_participant"], "2041");
}

#[test]
fn a_body_that_cannot_be_read_is_refused() {
    let mut dendreo = account();
    assert_eq!(post(&mut dendreo, "participants.php", "{\"nom\":").status, 422);
    assert_eq!(post(&mut dendreo, "participants.php", "[]").status, 422);
    let mut multipart = call(Method::POST, "participants.php", "nom=X");
    multipart.headers.insert("content-type", HeaderValue::from_static("multipart/form-data; boundary=x"));
    assert_eq!(dendreo.handle(&multipart, Duration::ZERO).status, 422);
    assert_eq!(dendreo.people(), 40);
}

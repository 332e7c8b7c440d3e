//! Private individuals: one person, three rows.

use super::*;

const PERSON: &str = r#"{"particulier":"1","nom":"D'ÉTÉ","prenom":"Zoë","email":"zoe@example.org","portable":"0600000000",
    "pays_alpha2":"be","facturation_pays_alpha2":"fr","langues_secondaires":"en,es"}"#;

fn id(record: &Value, name: &str) -> String {
    record[name].as_str().unwrap().to_owned()
}

#[test]
fn one_call_makes_contact_participant_and_company() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "contacts.php?particulier=1", PERSON);
    assert_eq!((reply.status, reply.effect, dendreo.people()), (201, Effect::Created, 41));
    let contact = read(&reply);
    assert_eq!((&contact["langues_secondaires"], &contact["facturation_pays_alpha2"]), (&json!("en,es"), &json!("fr")));
    assert_eq!(contact["participant_lie_ids"], json!([contact["id_participant"]]));
    let person = get(&mut dendreo, &format!("participants.php?id={}", id(&contact, "id_participant")));
    let company = get(&mut dendreo, &format!("entreprises.php?id={}", id(&contact, "id_entreprise")));
    assert_eq!((&person["id_contact"], &person["particulier"]), (&contact["id_contact"], &json!("1")));
    for row in [&contact, &person, &company] {
        assert_eq!((&row["nom"], &row["prenom"]), (&json!("D'ÉTÉ"), &json!("Zoë")));
        assert_eq!(row["id_entreprise"], contact["id_entreprise"]);
    }
    assert_eq!((&person["pays"], &company["raison_sociale"]), (&json!("Belgique"), &json!("")));
    assert!(person.get("langues_secondaires").is_none());
}

#[test]
fn no_record_is_created_without_a_name() {
    let mut dendreo = account();
    let rows = |dendreo: &Dendreo| ["contacts", "participants", "companies"].map(|name| state(dendreo, name).len());
    let before = rows(&dendreo);
    assert_eq!(errors(&post(&mut dendreo, "contacts.php", "particulier=1&prenom=X")), ["Champ obligatoire (nom)"]);
    assert_eq!(rows(&dendreo), before);
}

#[test]
fn an_update_reaches_all_three_by_any_of_their_ids() {
    let mut dendreo = account();
    let contact = read(&post(&mut dendreo, "contacts.php", PERSON));
    for name in ["id_participant", "id_contact", "id_entreprise"] {
        let body = json!({name: contact[name], "nom": name, "langue_principale": "fr"}).to_string();
        let reply = post(&mut dendreo, "particuliers.php", &body);
        assert_eq!((reply.status, reply.effect, &read(&reply)["nom"]), (200, Effect::Changed, &json!(name)));
        for (script, own) in
            [("participants", "id_participant"), ("contacts", "id_contact"), ("entreprises", "id_entreprise")]
        {
            let row = get(&mut dendreo, &format!("{script}.php?id={}", id(&contact, own)));
            assert_eq!((&row["nom"], &row["prenom"]), (&json!(name), &json!("Zoë")), "{script} by {name}");
        }
    }
    assert_eq!(dendreo.people(), 41);
}

#[test]
fn only_individuals_are_updated_so() {
    let mut dendreo = account();
    for body in ["id_participant=2001&nom=X", "id_contact=4001&nom=X", "id_entreprise=71&nom=X", "nom=X"] {
        assert_eq!(post(&mut dendreo, "particuliers.php", body).status, 422, "{body}");
    }
    let seeded = state(&dendreo, "participants").into_iter().find(|one| one["particulier"] == "1").unwrap();
    let body = json!({"id_participant": seeded["id_participant"], "email": "nowhere"}).to_string();
    assert_eq!(errors(&post(&mut dendreo, "particuliers.php", &body)), ["Format incorrect (email)"]);
    let body = json!({"id_participant": seeded["id_participant"], "ville": "Nantes"}).to_string();
    assert_eq!(read(&post(&mut dendreo, "particuliers.php", &body))["id_contact"], seeded["id_contact"]);
    assert_eq!(send(&mut dendreo, Method::GET, "particuliers.php", "").status, 405);
}

#[test]
fn removing_a_participant_keeps_the_contact() {
    let mut dendreo = account();
    let contact = read(&post(&mut dendreo, "contacts.php", PERSON));
    delete(&mut dendreo, &format!("participants.php?id={}", id(&contact, "id_participant")));
    let left = get(&mut dendreo, &format!("contacts.php?id={}", id(&contact, "id_contact")));
    assert_eq!((left.get("id_participant"), &left["participant_lie_ids"]), (None, &json!([])));
}

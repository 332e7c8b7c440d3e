//! Contacts of companies. Private individuals have a file of their own.

use super::*;

#[test]
fn a_contact_has_real_lists_among_its_texts() {
    let mut dendreo = account();
    let contact = get(&mut dendreo, "contacts.php?id=4001");
    assert_eq!((&contact["participant_lie_ids"], &contact["formateur_lie_ids"]), (&json!([]), &json!([])));
    assert!(contact.get("photo").is_none() && contact.get("id_participant").is_none());
    assert!(get(&mut dendreo, "contacts.php?id_contact=4001&include=photo")["photo"].is_string());
}

#[test]
fn contacts_are_found_by_company_name_and_address() {
    let mut dendreo = account();
    let contact = get(&mut dendreo, "contacts.php?id=4002");
    let company = contact["id_entreprise"].as_str().unwrap();
    assert_eq!(get(&mut dendreo, &format!("contacts.php?id_entreprise={company}")), contact);
    let email = contact["email"].as_str().unwrap();
    assert_eq!(get(&mut dendreo, &format!("contacts.php?email={email}")), contact);
    assert_eq!(get(&mut dendreo, "contacts.php?nom=%C3%85gesen-Pr%C3%B8ve&email=unknown@example.org"), json!([]));
    let found = get(&mut dendreo, "contacts.php?nom=%C3%85gesen-Pr%C3%B8ve");
    assert!(ids(&found, "id_contact").contains(&"4002".to_owned()));
}

#[test]
fn a_contact_without_a_company_is_refused() {
    let mut dendreo = account();
    let reply = post(&mut dendreo, "contacts.php", r#"{"nom":"Ö","prenom":"Y"}"#);
    assert_eq!(errors(&reply), ["Entreprise obligatoire pour la création d'un contact"]);
    assert_eq!(errors(&post(&mut dendreo, "contacts.php", "id_entreprise=71")), ["Champ obligatoire (nom)"]);
    let body = r#"{"id_entreprise":"71","nom":"Ö","prenom":"Y","civilite":"M.","telephone_direct":"01 99 00 00 01"}"#;
    let made = read(&post(&mut dendreo, "contacts.php", body));
    assert_eq!((&made["id_entreprise"], &made["telephone_direct"]), (&json!("71"), &json!("01 99 00 00 01")));
    let reply =
        post(&mut dendreo, &format!("contacts.php?id={}", made["id_contact"].as_str().unwrap()), "id_entreprise=0");
    assert_eq!(errors(&reply), ["Entreprise obligatoire pour la création d'un contact"]);
}

#[test]
fn a_company_may_be_named_by_its_key_or_its_name() {
    let mut dendreo = account();
    post(&mut dendreo, "entreprises.php?id=72", "id_externe=erp-72");
    let by_key = post(&mut dendreo, "contacts.php", "nom=X&entreprise_id_externe=erp-72");
    assert_eq!(read(&by_key)["id_entreprise"], "72");
    let unknown = post(&mut dendreo, "contacts.php", "nom=X&entreprise_id_externe=erp-none");
    assert_eq!(errors(&unknown), ["Référence inconnue (entreprise_id_externe)"]);
    let name = get(&mut dendreo, "entreprises.php?id=73")["raison_sociale"].clone();
    let by_name =
        post(&mut dendreo, "contacts.php", &json!({"nom": "X", "entreprise_raison_sociale": name}).to_string());
    assert_eq!(read(&by_name)["id_entreprise"], "73");
}

#[test]
fn a_company_of_a_new_name_is_created_unless_set_otherwise() {
    let mut dendreo = account();
    let companies = state(&dendreo, "companies").len();
    let refused = post(&mut dendreo, "contacts.php", "entreprise_raison_sociale=Neuve&email=nowhere");
    assert_eq!((errors(&refused).len(), state(&dendreo, "companies").len()), (2, companies), "all or nothing");
    let made = read(&post(&mut dendreo, "contacts.php", "nom=X&entreprise_raison_sociale=Neuve"));
    let company = get(&mut dendreo, &format!("entreprises.php?id={}", made["id_entreprise"].as_str().unwrap()));
    assert_eq!((&company["raison_sociale"], state(&dendreo, "companies").len()), (&json!("Neuve"), companies + 1));
    set(&mut dendreo, "company_by_name", "found_only");
    let refused = post(&mut dendreo, "contacts.php", "nom=X&entreprise_raison_sociale=Autre");
    assert_eq!(errors(&refused), ["Référence inconnue (entreprise_raison_sociale)"]);
    assert_eq!(post(&mut dendreo, "contacts.php", "nom=X&entreprise_raison_sociale=Neuve").status, 201);
}

#[test]
fn recently_changed_contacts_are_found() {
    let mut dendreo = account();
    post(&mut dendreo, "contacts.php?id=4003", "fonction=Direction");
    let found = get(&mut dendreo, "contacts.php?updated_after=2026-01-05&limit=5");
    assert_eq!((&found["id_contact"], &found["fonction"]), (&json!("4003"), &json!("Direction")));
}

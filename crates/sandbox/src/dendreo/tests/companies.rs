//! Companies and invoices.

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
fn a_removed_company_is_cleared_in_other_records() {
    let mut dendreo = account();
    let of_it = |dendreo: &Dendreo| {
        let people = ["participants", "contacts", "enrolments", "invoices"].map(|name| state(dendreo, name)).concat();
        people.iter().filter(|one| one["id_entreprise"] == "71").count()
    };
    assert!(of_it(&dendreo) > 3);
    let people = dendreo.people();
    set(&mut dendreo, "delete_in_use", "refused");
    assert_eq!(delete(&mut dendreo, "entreprises.php?id=71").status, 422);
    set(&mut dendreo, "delete_in_use", "accepted");
    assert_eq!(delete(&mut dendreo, "entreprises.php?id=71").status, 200);
    assert_eq!((of_it(&dendreo), dendreo.people()), (0, people));
}

#[test]
fn recently_changed_companies_are_found() {
    let mut dendreo = account();
    assert_eq!(get(&mut dendreo, "entreprises.php?updated_after=2026-01-05T00:00:00.000Z"), json!([]));
    post(&mut dendreo, "entreprises.php?id=72", "ville=Nantes");
    let found = get(&mut dendreo, "entreprises.php?updated_after=2026-01-05T00:00:00.000Z&limit=1");
    assert_eq!(ids(&found, "id_entreprise"), ["72"]);
}

#[test]
fn an_invoice_belongs_to_a_company() {
    let mut dendreo = account();
    assert_eq!(get(&mut dendreo, "factures.php?id=801")["id_entreprise"], "71");
    assert_eq!(get(&mut dendreo, "factures.php?search=802")["id_facture"], "802");
    let reply = post(&mut dendreo, "factures.php", r#"{"id_entreprise":"999999"}"#);
    assert_eq!(errors(&reply), ["Référence inconnue (id_entreprise)"]);
    set(&mut dendreo, "unknown_reference", "accepted");
    assert_eq!(post(&mut dendreo, "factures.php", r#"{"id_entreprise":"999999"}"#).status, 201);
}

//! Reading participants: shapes, filters, switches.

use super::*;

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|record| record["id_participant"].as_str().unwrap()).collect()
}

fn field(dendreo: &Dendreo, id: u64, name: &str) -> String {
    let state = dendreo.state();
    let mut all = state["participants"].as_array().unwrap().iter();
    all.find(|one| one["id_participant"].as_str() == Some(&id.to_string())).unwrap()[name].as_str().unwrap().to_owned()
}

#[test]
fn a_record_is_flat_text_with_every_documented_key() {
    let mut dendreo = account();
    let record = get(&mut dendreo, "participants.php?id=2001");
    let members = record.as_object().unwrap();
    assert_eq!(members.len(), 54);
    assert!(members.values().all(Value::is_string), "{record}");
    assert_eq!((&record["prenom"], &record["nom"]), (&json!("Éléonore"), &json!("D'Hôtel")));
    assert_eq!((&record["pays_alpha2"].as_str().unwrap().len(), &record["global_visible"]), (&2, &json!("1")));
    for custom in ["c_badge", "c_niveau_anglais"] {
        assert!(members.contains_key(custom));
    }
}

#[test]
fn records_hold_secrets() {
    let mut dendreo = account();
    let enrolled = get(&mut dendreo, "participants.php?id=2001");
    let code = enrolled["extranet_code"].as_str().unwrap();
    let groups: Vec<&str> = code.split('-').collect();
    assert!(groups.len() == 3 && groups.iter().all(|group| group.len() == 3 && group.parse::<u16>().is_ok()), "{code}");
    assert!(enrolled["extranet_autologin_url"].as_str().unwrap().ends_with(code));
    assert!(!enrolled["ical_url"].as_str().unwrap().is_empty());
    let other = get(&mut dendreo, "participants.php?id=2002");
    assert_eq!((&other["extranet_code"], &other["extranet_autologin_url"]), (&json!(""), &json!("")));
    assert!(!other["extranet_url"].as_str().unwrap().is_empty());
}

#[test]
fn an_id_is_named_in_either_way_and_gives_one_object() {
    let mut dendreo = account();
    let by_id = get(&mut dendreo, "participants.php?id=2003");
    assert!(by_id.is_object());
    assert_eq!(get(&mut dendreo, "participants.php?id_participant=2003"), by_id);
    assert_eq!(get(&mut dendreo, "participants.php?id_externe=crm-3"), by_id);
    set(&mut dendreo, "single_read", "list");
    assert_eq!(get(&mut dendreo, "participants.php?id=2003"), json!([by_id]));
}

#[test]
fn comma_lists_give_a_list() {
    let mut dendreo = account();
    assert_eq!(ids(&get(&mut dendreo, "participants.php?id=2003,2001")), ["2003", "2001"]);
    assert_eq!(ids(&get(&mut dendreo, "participants.php?id=2003,999")), ["2003"]);
    assert_eq!(ids(&get(&mut dendreo, "participants.php?id_externe=crm-1,crm-3")), ["2001", "2003"]);
}

#[test]
fn an_unknown_id_is_answered_as_set() {
    let mut dendreo = account();
    let reply = send(&mut dendreo, Method::GET, "participants.php?id=1", "");
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    for (value, status) in [("404", 404), ("422", 422)] {
        set(&mut dendreo, "unknown_record", value);
        let reply = send(&mut dendreo, Method::GET, "participants.php?id=1", "");
        assert_eq!(reply.status, status);
        assert_eq!(errors(&reply).len(), 1);
    }
    set(&mut dendreo, "unknown_record", "list");
    assert_eq!(get(&mut dendreo, "participants.php?id_externe=crm-none"), json!([]));
}

#[test]
fn a_lone_match_and_no_match_have_the_shape_set() {
    let mut dendreo = account();
    let email = field(&dendreo, 2002, "email");
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("email", &email).finish();
    let target = format!("participants.php?{query}");
    assert_eq!(get(&mut dendreo, &target)["id_participant"], "2002");
    set(&mut dendreo, "lone_match", "list");
    assert_eq!(ids(&get(&mut dendreo, &target)), ["2002"]);
    assert_eq!(get(&mut dendreo, "participants.php?email=unknown@example.org"), json!([]));
    set(&mut dendreo, "no_match", "empty");
    assert!(send(&mut dendreo, Method::GET, "participants.php?email=unknown@example.org", "").body.is_empty());
}

#[test]
fn email_ignores_case_unless_set_otherwise() {
    let mut dendreo = account();
    let email = field(&dendreo, 2003, "email").to_uppercase();
    assert_eq!(get(&mut dendreo, &format!("participants.php?email={email}"))["id_participant"], "2003");
    set(&mut dendreo, "email_match", "exact");
    assert_eq!(get(&mut dendreo, &format!("participants.php?email={email}")), json!([]));
}

#[test]
fn filters_narrow_each_other_unless_set_otherwise() {
    let mut dendreo = account();
    set(&mut dendreo, "lone_match", "list");
    let company = field(&dendreo, 2001, "id_entreprise");
    let of_company = get(&mut dendreo, &format!("participants.php?id_entreprise={company}"));
    let born = get(&mut dendreo, "participants.php?id=2001")["date_de_naissance"].as_str().unwrap().to_owned();
    let both = format!("participants.php?id_entreprise={company}&search=not-stored&date_de_naissance={born}");
    assert_eq!(get(&mut dendreo, &both), json!([]));
    set(&mut dendreo, "filters", "any");
    let any = get(&mut dendreo, &both);
    assert!(ids(&of_company).iter().all(|id| ids(&any).contains(id)));
    assert!(!ids(&of_company).is_empty() && ids(&any).len() < 40);
}

#[test]
fn search_reads_names_address_remarks_and_id() {
    let mut dendreo = account();
    set(&mut dendreo, "lone_match", "list");
    for search in ["o'brien", "Siobh%C3%A1n+O'Brien", "O'Brien+Siobh%C3%A1n", "siobhan.o'brien", "2002"] {
        assert_eq!(ids(&get(&mut dendreo, &format!("participants.php?search={search}"))), ["2002"], "{search}");
    }
    assert!(ids(&get(&mut dendreo, "participants.php?search=sans+gluten")).contains(&"2006"));
}

#[test]
fn dates_bound_a_list() {
    let mut dendreo = account();
    let today = "2026-01-05";
    assert_eq!(ids(&get(&mut dendreo, "participants.php?created_before=2030-01-01")).len(), 40);
    assert_eq!(get(&mut dendreo, "participants.php?created_after=2030-01-01T00:00:00.000Z"), json!([]));
    let edited = get(&mut dendreo, "participants.php?updated_after=2000-01-01");
    assert!(edited.as_array().unwrap().iter().all(|record| record["date_edit"] != ""));
    assert_eq!(ids(&edited).len(), 10);
    assert_eq!(ids(&get(&mut dendreo, &format!("participants.php?created_after={today}"))).len(), 40);
    set(&mut dendreo, "date_bounds", "exclusive");
    assert_eq!(get(&mut dendreo, &format!("participants.php?created_after={today}")), json!([]));
    assert_eq!(ids(&get(&mut dendreo, "participants.php?nb_jours=1")).len(), 40);
    assert_eq!(send(&mut dendreo, Method::GET, "participants.php?created_after=soon", "").status, 422);
}

#[test]
fn fields_and_show_choose_keys() {
    let mut dendreo = account();
    let short = get(&mut dendreo, "participants.php?id=2001&fields=nom,email");
    assert_eq!(short.as_object().unwrap().keys().collect::<Vec<_>>(), ["email", "nom"]);
    set(&mut dendreo, "dates", "hidden");
    let hidden = get(&mut dendreo, "participants.php?id=2001");
    assert!(hidden.get("date_add").is_none() && hidden.get("date_edit").is_none());
    let shown = get(&mut dendreo, "participants.php?id=2001&show=date_add");
    assert!(shown.get("date_add").is_some() && shown.get("date_edit").is_none());
}

#[test]
fn include_adds_the_enrolments() {
    let mut dendreo = account();
    for target in
        ["participants.php?id=2001&include=participations", "participants.php?id=2001&include%5B%5D=participations"]
    {
        let record = get(&mut dendreo, target);
        assert_eq!(record["participations"][0]["id_participant"], "2001", "{target}");
    }
    assert!(get(&mut dendreo, "participants.php?id=2001").get("participations").is_none());
}

#[test]
fn limit_has_no_effect_but_a_cap_may() {
    let mut dendreo = account();
    assert_eq!(ids(&get(&mut dendreo, "participants.php?limit=3")).len(), 40);
    set(&mut dendreo, "list_order", "id_descending");
    dendreo.set("list_cap", &json!(2)).unwrap();
    assert_eq!(ids(&get(&mut dendreo, "participants.php")), ["2040", "2039"]);
}

#[test]
fn the_same_seed_gives_the_same_answers() {
    let (mut one, mut same, mut other) = (Dendreo::new(5, 30), Dendreo::new(5, 30), Dendreo::new(6, 30));
    for dendreo in [&mut one, &mut same, &mut other] {
        assert_eq!(post(dendreo, "participants.php", "nom=X").status, 201);
    }
    assert_eq!(one.state(), same.state());
    assert_ne!(one.state(), other.state());
}

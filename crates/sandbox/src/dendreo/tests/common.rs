//! What every resource has in common, held for each of them.

use super::*;
use crate::dendreo::resource::{Kind, Resource};
use crate::dendreo::resources::ALL;

/// What a new record of this kind may be made of.
fn newcomer(kind: Kind) -> Value {
    match kind {
        Kind::Participant | Kind::Trainer => json!({"nom": "Ö", "prenom": "Y"}),
        Kind::Contact => json!({"nom": "Ö", "id_entreprise": "71"}),
        Kind::Company | Kind::Centre => json!({"raison_sociale": "L'Exemple"}),
        Kind::Action => json!({"intitule": "X", "type": "inter"}),
        Kind::CatalogueRow => json!({"id_action_de_formation": "499"}),
        Kind::PermanentSession => json!({"id_module": "301", "id_salle_de_formation": "21"}),
        Kind::Room => json!({"intitule": "X", "emplacement_cible": "Y"}),
        Kind::Module | Kind::Step | Kind::ModuleCategory | Kind::ProductCategory => json!({"intitule": "X"}),
        Kind::Enrolment => json!({"id_action_de_formation": "504", "id_participant": "2002"}),
        Kind::Slot => json!({"id_action_de_formation": "501", "date_debut": "2026-02-04 09:00:00"}),
        Kind::SlotTrainer => json!({"id_creneau": "13001", "id_formateur": "602"}),
        _ => json!({"id_entreprise": "71"}),
    }
}

/// Those the common ways of reading are open to: files ask for more, evaluations show no number.
fn readable() -> impl Iterator<Item = &'static Resource> {
    ALL.iter().filter(|resource| !matches!(resource.kind, Kind::File | Kind::Evaluation))
}

/// A record without what a training action that is read by its number shows besides.
fn as_listed(mut record: Value) -> Value {
    if record.get("numero_complet").is_some() && record.get("mode_organisation").is_some() {
        record.as_object_mut().unwrap().retain(|name, _| !["participants", "modules", "formateurs"].contains(&&**name));
    }
    record
}

#[test]
fn every_resource_is_listed_and_read_by_either_name_of_its_id() {
    let mut dendreo = account();
    set(&mut dendreo, "action_window", "none");
    set(&mut dendreo, "lone_match", "list");
    for resource in readable() {
        let all = get(&mut dendreo, resource.script);
        assert_eq!(all.as_array().unwrap().len(), state(&dendreo, resource.name).len(), "{}", resource.name);
        let Some(first) = all.get(0) else { continue };
        let id = first[resource.id].as_str().unwrap();
        for name in ["id", resource.id] {
            let one = get(&mut dendreo, &format!("{}?{name}={id}", resource.script));
            assert_eq!(&as_listed(one), first, "{}", resource.name);
        }
        let short = get(&mut dendreo, &format!("{}?id={id}&fields={}", resource.script, resource.id));
        assert_eq!(short, json!({resource.id: id}), "{}", resource.name);
        assert_eq!(get(&mut dendreo, &format!("{}?id={id},{id},7", resource.script)).as_array().unwrap().len(), 2);
        assert!(send(&mut dendreo, Method::GET, &format!("{}?id=7", resource.script), "").body.is_empty());
    }
}

#[test]
fn every_writable_resource_is_made_changed_and_removed() {
    let mut dendreo = account();
    for resource in readable().filter(|resource| resource.writable) {
        let (name, count) = (resource.name, state(&dendreo, resource.name).len());
        let reply = post(&mut dendreo, resource.script, &newcomer(resource.kind).to_string());
        assert_eq!(
            (reply.status, reply.effect),
            (201, Effect::Created),
            "{name}: {}",
            String::from_utf8_lossy(&reply.body)
        );
        let made = read(&reply);
        for (member, value) in newcomer(resource.kind).as_object().unwrap() {
            assert_eq!(&made[member], value, "{name}: {member}");
        }
        let id = made[resource.id].as_str().unwrap();
        assert_eq!(as_listed(get(&mut dendreo, &format!("{}?id={id}", resource.script))), made, "{name}");
        assert_eq!(state(&dendreo, name).len(), count + 1, "{name}");

        let mut body = json!({"id": id, "c_note": "é", "id_add": "5"});
        if resource.kind == Kind::Enrolment {
            body["id_participant"] = made["id_participant"].clone();
        }
        let body = body.to_string();
        let reply = post(&mut dendreo, resource.script, &body);
        let changed = read(&reply);
        assert_eq!((reply.status, reply.effect, &changed[resource.id]), (200, Effect::Changed, &json!(id)), "{name}");
        assert_eq!(changed["c_note"], "é", "{name}");
        assert!(made.as_object().unwrap().iter().all(|(member, value)| {
            ["date_edit", "id_add"].contains(&member.as_str()) || &changed[member] == value
        }));
        assert_eq!(state(&dendreo, name).len(), count + 1, "{name}");

        set(&mut dendreo, "removed_enrolment", "gone");
        let reply = delete(&mut dendreo, &format!("{}?{}={id}", resource.script, resource.id));
        assert_eq!((reply.status, reply.effect), (200, Effect::Changed), "{name}");
        assert_eq!(state(&dendreo, name).len(), count, "{name}");
        assert_eq!(delete(&mut dendreo, &format!("{}?id={id}", resource.script)).status, 422, "{name}");
    }
}

#[test]
fn what_is_only_read_takes_no_other_verb() {
    let mut dendreo = account();
    for resource in ALL.iter().filter(|resource| !resource.writable) {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let reply = send(&mut dendreo, method, &format!("{}?id=1", resource.script), "");
            assert_eq!((reply.status, reply.effect), (405, Effect::None), "{}", resource.name);
        }
    }
}

#[test]
fn a_search_for_an_id_finds_it_and_one_for_nothing_finds_nothing() {
    let mut dendreo = account();
    for resource in readable() {
        let records = state(&dendreo, resource.name);
        let Some(last) = records.last() else { continue };
        let id = last[resource.id].as_str().unwrap();
        let found = get(&mut dendreo, &format!("{}?search={id}&limit=1", resource.script));
        assert!(ids(&found, resource.id).contains(&id.to_owned()), "{}", resource.name);
        let nothing = get(&mut dendreo, &format!("{}?search=no-such-thing", resource.script));
        assert_eq!(nothing, json!([]), "{}", resource.name);
    }
}

#[test]
fn every_reference_of_a_fresh_account_points_at_something() {
    let whole = Dendreo::new(3, 60).state();
    let records = |name: &str| whole[name].as_array().unwrap();
    for resource in ALL {
        for record in records(resource.name) {
            for reference in resource.references {
                let Some(id) = record.get(reference.member).and_then(Value::as_str) else { continue };
                let found =
                    records(reference.to.resource().name).iter().any(|one| one[reference.to.resource().id] == id);
                assert!(found || ["", "0"].contains(&id), "{}: {} {id}", resource.name, reference.member);
            }
        }
    }
}

#[test]
fn dates_are_kept_or_hidden_alike() {
    let mut dendreo = account();
    set(&mut dendreo, "dates", "hidden");
    for resource in readable().filter(|resource| resource.dated) {
        let id = state(&dendreo, resource.name)[0][resource.id].as_str().unwrap().to_owned();
        let hidden = get(&mut dendreo, &format!("{}?id={id}", resource.script));
        assert!(hidden.get("date_add").is_none() && hidden.get("id_add").is_some(), "{}", resource.name);
        let shown = get(&mut dendreo, &format!("{}?id={id}&show=date_add,date_delete", resource.script));
        assert!(shown["date_add"].as_str().is_some_and(|text| text.len() == 19), "{}", resource.name);
        assert_eq!((shown.get("date_edit"), &shown["date_delete"]), (None, &json!("")), "{}", resource.name);
    }
}

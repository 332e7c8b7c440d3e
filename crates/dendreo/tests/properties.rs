//! What must hold for all inputs: three states stay three through both encodings, and a value survives the way from
//! the wire to the common vocabulary and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    BaseUrl, Change, Endpoint, Field, ParticipantUpdate, Response, Unified,
    http::{HeaderMap, StatusCode},
    serde_json::{Value, json},
};
use participants_dendreo::{Dendreo, Encoding, Participant, ParticipantChanges, Update};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn change() -> impl Strategy<Value = Change<String>> {
    prop_oneof![Just(Change::Keep), Just(Change::Clear), any::<String>().prop_map(Change::Set)]
}

/// The members a request's body carries, whichever its encoding.
fn sent(encoding: Encoding, changes: ParticipantChanges) -> BTreeMap<String, String> {
    let account = Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "key").encoding(encoding);
    let request = Update::<Participant>::new("1", changes).request(&account).unwrap().to_http().unwrap();
    match encoding {
        Encoding::Form => form_urlencoded::parse(request.body()).into_owned().collect(),
        _ => {
            let body: BTreeMap<String, Value> = participants_core::serde_json::from_slice(request.body()).unwrap();
            body.into_iter().map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
        }
    }
}

proptest! {
    #[test]
    fn three_states_stay_three(nom in change(), email in change(), c_x in change()) {
        let named = [("nom", &nom), ("email", &email), ("c_x", &c_x)];
        let mut expected: BTreeMap<String, String> = named
            .iter()
            .filter(|(_, change)| !change.is_keep())
            .map(|(name, change)| ((*name).to_owned(), change.value().cloned().unwrap_or_default()))
            .collect();
        prop_assume!(!expected.is_empty());
        expected.insert("id_participant".into(), "1".into());
        for encoding in [Encoding::Json, Encoding::Form] {
            let changes = ParticipantChanges::new()
                .nom(nom.clone())
                .email(email.clone())
                .other("c_x", c_x.clone().map(Value::from));
            prop_assert_eq!(&sent(encoding, changes), &expected);
        }
    }

    #[test]
    fn values_survive_the_way_there_and_back(nom in "\\PC{1,20}", prenom in "\\PC{0,20}", portable in "\\PC{1,20}") {
        let record = json!({"id_participant": 1, "nom": nom, "prenom": prenom, "portable": portable});
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), record.to_string());
        let person = Dendreo::people_in(&answer).unwrap().remove(0).unwrap();
        let mut update = ParticipantUpdate::new();
        for (field, value) in person.present().filter(|(field, _)| !field.is_read_only()) {
            update.set_text(&field, &value).unwrap();
        }
        prop_assert_eq!(update.named().contains(&Field::FirstName), !prenom.is_empty());
        let account = Dendreo::at(BaseUrl::new("https://pro.dendreo.com/demo/api").unwrap(), "key");
        let changes = ParticipantChanges::new()
            .nom(update.last_name.clone()).prenom(update.first_name.clone()).portable(update.phone.clone());
        let request = Update::<Participant>::new("1", changes).request(&account).unwrap().to_http().unwrap();
        let mut body: Value = participants_core::serde_json::from_slice(request.body()).unwrap();
        body["id_participant"] = json!(1);
        if prenom.is_empty() {
            body["prenom"] = json!("");
        }
        prop_assert_eq!(body, record);
    }
}

//! What must hold for all inputs: three states stay three, what was not named goes back byte for byte, and a value
//! survives the way from the wire to the common vocabulary and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_azav::{Azav, Basis, ParticipantChanges, Profile, UpdateParticipant};
use participants_core::{
    BaseUrl, Change, Document, Endpoint, Field, Members, ParticipantUpdate, Response, Unified,
    http::{HeaderMap, StatusCode},
    serde_json::{self, Map, Value, json},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn change() -> impl Strategy<Value = Change<String>> {
    prop_oneof![Just(Change::Keep), Just(Change::Clear), any::<String>().prop_map(Change::Set)]
}

fn profile() -> impl Strategy<Value = Profile> {
    prop_oneof![Just(Profile::Default), Just(Profile::Development), Just(Profile::Snake)]
}

/// Any JSON, small.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn sent(profile: Profile, changes: ParticipantChanges, basis: Basis) -> Members {
    let account = Azav::at(BaseUrl::new("https://api.azav-pilot.de").unwrap(), "token").profile(profile);
    let request = UpdateParticipant::new("7", changes, basis).request(&account).unwrap().to_http().unwrap();
    let mut envelope: BTreeMap<String, Members> = serde_json::from_slice(request.body()).unwrap();
    envelope.remove("participant").unwrap()
}

fn values(members: &Members) -> BTreeMap<String, Value> {
    members.iter().map(|(name, value)| (name.clone(), serde_json::from_str(value.get()).unwrap())).collect()
}

proptest! {
    #[test]
    fn three_states_stay_three(
        profile in profile(), first in change(), salutation in change(), other in change(),
    ) {
        let spelled = if profile == Profile::Snake { "first_name" } else { "firstName" };
        let named = [(spelled, &first), ("salutation", &salutation), ("newMember", &other)];
        let expected: BTreeMap<String, Value> = named
            .iter()
            .filter(|(_, change)| !change.is_keep())
            .map(|(name, change)| ((*name).to_owned(), change.value().map_or(Value::Null, |text| json!(text))))
            .collect();
        prop_assume!(!expected.is_empty());
        let changes = ParticipantChanges::new()
            .first_name(first.clone())
            .salutation(salutation.clone())
            .other("newMember", other.clone().map(Value::from));
        prop_assert_eq!(values(&sent(profile, changes, Basis::Unread)), expected);
    }

    #[test]
    fn what_was_not_named_goes_back_byte_for_byte(
        profile in profile(),
        record in prop::collection::btree_map("[a-z]{1,6}([A-Z][a-z]{1,4})?", json_value(), 0..8),
    ) {
        let ours = ["id", "address", "salutation"];
        let mut record: Map<String, Value> =
            record.into_iter().filter(|(name, _)| !ours.contains(&name.as_str())).collect();
        record.insert("id".into(), json!(7));
        let document = Document::new(serde_json::to_string_pretty(&record).unwrap()).unwrap();
        let changes = ParticipantChanges::new().salutation("Dr.");
        let mut members = sent(profile, changes, Basis::Whole(document.clone()));
        let salutation = members.remove("salutation").unwrap();
        prop_assert_eq!(salutation.get(), "\"Dr.\"");
        let mut expected = document.members();
        expected.remove("id");
        let bytes = |members: &Members| {
            members.iter().map(|(name, value)| (name.clone(), value.get().to_owned())).collect::<Vec<_>>()
        };
        prop_assert_eq!(bytes(&members), bytes(&expected));
    }

    #[test]
    fn values_survive_the_way_there_and_back(
        first in "\\PC{1,20}", last in "\\PC{1,20}", phone in "\\PC{1,20}", mobile in "\\PC{1,20}", zip in "\\PC{1,9}",
        status in "\\PC{1,9}",
    ) {
        let mut record = json!({
            "id": "7", "email": "a@example.org", "firstName": first, "lastName": last, "status": status,
            "dateOfBirth": "1991-04-07", "address": {"zipCode": zip},
            "contactInformation": [{"type": "phone", "value": phone}, {"type": "mobile", "value": mobile}],
        });
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), json!({"data": record}).to_string());
        let person = Azav::people_in(&answer).unwrap().remove(0).unwrap();
        prop_assert!(person.invalid_fields().is_empty());
        let mut update = ParticipantUpdate::new();
        for (field, value) in person.present().filter(|(field, _)| !field.is_read_only()) {
            update.set_text(&field, &value).unwrap();
        }
        prop_assert_eq!(update.named().len(), person.present().count() - 1);
        prop_assert!(update.named().contains(&Field::PostalCode));
        let changes = ParticipantChanges::new()
            .first_name(update.first_name.clone())
            .last_name(update.last_name.clone())
            .email(update.email.clone())
            .status(update.status.clone())
            .date_of_birth(update.date_of_birth.clone())
            .zip_code(update.postal_code.clone())
            .phone(update.phone.clone())
            .mobile(update.mobile.clone());
        let empty = Basis::Whole(Document::new("{}").unwrap());
        record.as_object_mut().unwrap().remove("id");
        let body = Value::Object(values(&sent(Profile::Default, changes, empty)).into_iter().collect());
        prop_assert_eq!(body, record);
    }
}

//! What must hold for all inputs: three states stay three in the query and in a form, and a value survives the way
//! from the wire to the common vocabulary and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    BaseUrl, Change, Endpoint, Field, ParticipantUpdate, Response, Unified,
    http::{HeaderMap, StatusCode},
    serde_json::{self, Map, Value, json},
};
use participants_wordbee::{DataPlace, Filter, Labels, PersonChanges, Query, UpdatePerson, Wordbee};
use proptest::prelude::*;

fn account(place: DataPlace) -> Wordbee {
    Wordbee::at(BaseUrl::new("https://nordwind.example.org").unwrap(), "nordwind", "password").data_place(place)
}

fn text() -> impl Strategy<Value = Change<String>> {
    prop_oneof![Just(Change::Keep), any::<String>().prop_map(Change::Set)]
}

/// Those three of which each may take a login away.
fn login_part() -> impl Strategy<Value = Change<String>> {
    prop_oneof![Just(Change::Keep), Just(Change::Clear), "\\PC{8,20}".prop_map(Change::Set)]
}

fn label() -> impl Strategy<Value = Change<i64>> {
    prop_oneof![Just(Change::Keep), Just(Change::Clear), any::<i64>().prop_map(Change::Set)]
}

/// The `data` a request carries, wherever it travels.
fn sent(place: DataPlace, changes: PersonChanges) -> Option<Value> {
    let request = UpdatePerson::new(77, 1, changes).request(&account(place)).ok()?.to_http().unwrap();
    let pairs = match place {
        DataPlace::Form => request.body().to_vec(),
        _ => request.uri().query().unwrap().as_bytes().to_vec(),
    };
    let mut pairs = form_urlencoded::parse(&pairs);
    let (_, data) = pairs.find(|(name, _)| name == "data").unwrap();
    Some(serde_json::from_str(&data).unwrap())
}

proptest! {
    #[test]
    fn three_states_stay_three(
        phone in text(), comments in text(), login in login_part(), password in login_part(), first in label(),
        second in label(),
    ) {
        let mut expected = Map::from_iter([("PersonId".to_owned(), json!(1))]);
        for (name, change) in [("Phone", &phone), ("Comments", &comments), ("Login", &login), ("Password", &password)] {
            match change {
                Change::Keep => {}
                Change::Clear => drop(expected.insert("Login".into(), Value::Null)),
                Change::Set(value) => drop(expected.insert(name.into(), json!(value))),
            }
        }
        let labels = [(501, &first), (502, &second)].into_iter().fold(Labels::new(), |labels, (id, change)| match change {
            Change::Keep => labels,
            Change::Clear => labels.clear(id),
            Change::Set(value) => labels.set(id, *value),
        });
        let items: Vec<_> = [(501, &first), (502, &second)].into_iter().filter(|(_, change)| !change.is_keep())
            .map(|(id, change)| json!({"id": id, "value": change.value()})).collect();
        let names_label = !items.is_empty();
        if names_label {
            expected.insert("labels".into(), json!(items));
        }
        let contradicts = [&login, &password].iter().any(|part| part.is_clear())
            && [&login, &password].iter().any(|part| part.value().is_some());
        for place in [DataPlace::Query, DataPlace::Form] {
            let mut changes = PersonChanges::new().phone(phone.clone()).comments(comments.clone()).login(login.clone())
                .password(password.clone().map(Into::into));
            if names_label {
                changes = changes.labels(labels.clone());
            }
            let is_refused = contradicts || expected.len() == 1;
            prop_assert_eq!(sent(place, changes), (!is_refused).then(|| Value::Object(expected.clone())));
        }
    }

    #[test]
    fn values_survive_the_way_there_and_back(
        last in "\\PC{1,20}", phone in "\\PC{0,20}", profile in 1..=i32::MAX, active in any::<bool>(),
        id in 1..=i32::MAX,
    ) {
        let record = json!({"PersonId": id, "LastName": last, "Phone": phone, "UserProfileId": profile, "IsActive": active});
        let answer = Response::new(StatusCode::OK, HeaderMap::new(), json!({"rows": [record]}).to_string());
        let person = Wordbee::people_in(&answer).unwrap().remove(0).unwrap();
        prop_assert_eq!(&person.id, &id.to_string());
        let mut update = ParticipantUpdate::new();
        for (field, value) in person.present().filter(|(field, _)| !field.is_read_only()) {
            update.set_text(&field, &value).unwrap();
        }
        prop_assert_eq!(update.named().contains(&Field::Phone), !phone.is_empty());
        let changes = PersonChanges::new()
            .last_name(update.last_name.clone())
            .phone(update.phone.clone())
            .is_active(update.active.clone())
            .user_profile_id(update.profile.clone().map(|text| text.parse::<i64>().unwrap()));
        let mut data = sent(DataPlace::Query, changes).unwrap();
        data["PersonId"] = json!(id);
        if phone.is_empty() {
            data["Phone"] = json!("");
        }
        prop_assert_eq!(data, record);
    }

    #[test]
    fn no_text_escapes_from_a_query(text in any::<String>(), start in any::<String>()) {
        let is_unfit = |c: char| ['"', '\\', '{', '}'].contains(&c) || c.is_control();
        let parts = [Query::equal("lastname", text.as_str()), Query::starts_with("lastname", &start)];
        match parts {
            [Ok(equal), Ok(starts)] => {
                let query = equal.or(starts);
                let expected = format!("{{lastname}} = \"{text}\" OR {{lastname}}.StartsWith(\"{start}\")");
                prop_assert_eq!(query.as_str(), expected);
                prop_assert_eq!(query.as_str().matches('"').count(), 4);
                prop_assert_eq!(query.as_str().matches(['{', '}']).count(), 4);
            }
            _ => prop_assert!(text.contains(is_unfit) || start.contains(is_unfit)),
        }
    }

    #[test]
    fn no_text_escapes_from_a_filter(text in any::<String>()) {
        match Filter::equal("Name", text.as_str()) {
            Ok(filter) => {
                let literal = filter.as_str().strip_prefix("Name=\"").unwrap().strip_suffix('"').unwrap();
                prop_assert_eq!(literal, &text);
                prop_assert!(!literal.contains(['"', '\\']));
            }
            Err(_) => prop_assert!(text.contains(|c: char| c == '"' || c == '\\' || c.is_control())),
        }
    }
}

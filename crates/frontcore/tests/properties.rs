//! What must hold for all inputs: three states stay three through both encodings, and a value survives the way from
//! the wire to the common vocabulary and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

use participants_core::{
    AlreadyRead, BaseUrl, Change, Client, Directory, Endpoint, EnrolmentStatus, ParticipantUpdate, Request, Response,
    Unified,
    http::{HeaderMap, StatusCode as Http},
    jiff::civil::{Date, date},
    serde_json::{self, Value, json},
};
use participants_frontcore::{
    CustomProperties, EmployeeChanges, Encoding, Frontcore, PaidCode, ParticipantChanges, Properties, StatusCode,
    UpdateEmployee, UpdateParticipant,
};
use participants_sandbox::{Sandbox, transport::InProcess};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::LazyLock};

const BOTH: [Encoding; 2] = [Encoding::Json, Encoding::Form];

fn change<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Change<T>> {
    prop_oneof![Just(None), Just(Some(None)), value.prop_map(|value| Some(Some(value)))].prop_map(|said| match said {
        None => Change::Keep,
        Some(None) => Change::Clear,
        Some(Some(value)) => Change::Set(value),
    })
}

/// A change of what cannot be cleared.
fn set_or_keep<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Change<T>> {
    prop_oneof![Just(None), value.prop_map(Some)].prop_map(|said| said.map_or(Change::Keep, Change::Set))
}

fn day() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn account(encoding: Encoding) -> Frontcore {
    Frontcore::at(BaseUrl::new("https://api.example.org/v2").unwrap(), "key").encoding(encoding)
}

/// What a request's body carries, by the names a form gives it: flags as 1 and 0, nothing as the empty text.
fn sent(encoding: Encoding, request: &Request) -> BTreeMap<String, String> {
    let body = request.to_http().unwrap().into_body();
    if encoding == Encoding::Form {
        let pairs: Vec<_> = form_urlencoded::parse(&body).into_owned().collect();
        let sent: BTreeMap<_, _> = pairs.iter().cloned().collect();
        assert_eq!(sent.len(), pairs.len(), "no name is sent twice");
        return sent;
    }
    let text = |value: Value| match value {
        Value::Null => String::new(),
        Value::Bool(flag) => u8::from(flag).to_string(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let mut sent = BTreeMap::new();
    for (name, value) in serde_json::from_slice::<serde_json::Map<String, Value>>(&body).unwrap() {
        match value {
            Value::Object(members) => {
                sent.extend(members.into_iter().map(|(key, value)| (format!("{name}[{key}]"), text(value))));
            }
            other => drop(sent.insert(name, text(other))),
        }
    }
    sent
}

proptest! {
    #[test]
    fn an_enrolment_says_what_is_said_and_nothing_else(
        status in set_or_keep(0_u32..20),
        paid in set_or_keep(0_u32..5),
        completed in set_or_keep(any::<bool>()),
        passed in set_or_keep(any::<bool>()),
        custom in prop::collection::btree_map("[^\\[\\]]{1,12}", change(any::<String>()), 0..4),
    ) {
        let mut expected = BTreeMap::new();
        let mut expect = |name: String, value: Option<String>| drop(value.map(|value| expected.insert(name, value)));
        expect("idStatus".into(), status.value().map(ToString::to_string));
        expect("idPaid".into(), paid.value().map(ToString::to_string));
        expect("completed".into(), completed.value().map(|flag| u8::from(*flag).to_string()));
        expect("passed".into(), passed.value().map(|flag| u8::from(*flag).to_string()));
        let mut properties = Properties::new();
        for (name, change) in &custom {
            properties = properties.with(name, change.clone());
            let text = (!change.is_keep()).then(|| change.value().cloned().unwrap_or_default());
            expect(format!("custom_properties[{name}]"), text);
        }
        prop_assume!(!expected.is_empty());
        let properties = if properties == Properties::new() { Change::Keep } else { Change::Set(properties) };
        let changes = ParticipantChanges::new()
            .id_status(status.map(|code| StatusCode::from(code.to_string().as_str())))
            .id_paid(paid.map(|code| PaidCode::from(code.to_string().as_str())))
            .completed(completed)
            .passed(passed)
            .custom_properties(properties);
        for encoding in BOTH {
            let update = UpdateParticipant::new("1", changes.clone());
            prop_assert_eq!(&sent(encoding, &update.request(&account(encoding)).unwrap()), &expected);
        }
    }

    #[test]
    fn a_person_says_what_is_said_and_nothing_else(
        firstname in "\\S\\PC{0,9}",
        phone in change(any::<String>()),
        birthday in change(day()),
    ) {
        let mut expected = BTreeMap::from([
            ("firstname".to_owned(), firstname.clone()),
            ("lastname".to_owned(), "Ø".to_owned()),
            ("email".to_owned(), "o@example.org".to_owned()),
        ]);
        if !phone.is_keep() {
            expected.insert("phone".into(), phone.value().cloned().unwrap_or_default());
        }
        if !birthday.is_keep() {
            expected.insert("date_of_birth".into(), birthday.value().map(ToString::to_string).unwrap_or_default());
        }
        let changes = EmployeeChanges::new()
            .firstname(firstname)
            .lastname("Ø")
            .email("o@example.org")
            .phone(phone)
            .date_of_birth(birthday.clone());
        let update = UpdateEmployee::new("1", "2", changes);
        prop_assert_eq!(&sent(Encoding::Json, &update.request(&account(Encoding::Json)).unwrap()), &expected);
        match update.request(&account(Encoding::Form)) {
            Ok(request) => prop_assert_eq!(&sent(Encoding::Form, &request), &expected),
            Err(_) => prop_assert!(birthday.is_clear(), "a form refuses nothing but null"),
        }
    }

    #[test]
    fn values_survive_the_way_there_and_back(
        status in 0_u32..20,
        paid in 0_u32..9,
        completed in any::<bool>(),
        firstname in "\\PC{1,20}",
        badge in "\\PC{0,20}",
    ) {
        let record = json!({
            "id": 1, "status": {"id": status}, "idPaid": paid, "completed": completed,
            "custom_properties": {"badge": badge}, "user": {"id": 2, "firstname": firstname}
        });
        let answer = Response::new(Http::OK, HeaderMap::new(), record.to_string());
        let person = Frontcore::people_in(&answer).unwrap().remove(0).unwrap();
        let mut update = ParticipantUpdate::new();
        for (field, value) in person.present().filter(|(field, _)| !field.is_read_only()) {
            update.set_text(&field, &value).unwrap();
        }
        prop_assert_eq!(update.first_name.value(), Some(&firstname));
        prop_assert_eq!(update.custom.contains_key("badge"), !badge.is_empty());
        let known = !matches!(update.enrolment_status.value(), Some(EnrolmentStatus::Other(_)));
        prop_assert_eq!(known, matches!(status, 1 | 2 | 3 | 4 | 7 | 8));
        let mut expected = json!({"idStatus": status, "idPaid": paid, "completed": completed});
        if !badge.is_empty() {
            expected["custom_properties"] = json!({"badge": badge});
        }
        prop_assert_eq!(written(&update.first_name(Change::Keep)), expected);
    }
}

/// The body of the one request that the common view makes of an update. The emulator has the person: an update reads first.
fn written(update: &ParticipantUpdate) -> Value {
    static CLIENT: LazyLock<Client<Frontcore>> = LazyLock::new(|| {
        let transport = InProcess::new(Sandbox::only(&["frontcore"], 7, 16).unwrap());
        let base = BaseUrl::new(&transport.documented_base("frontcore").unwrap()).unwrap();
        let variables = transport.environment("frontcore").unwrap();
        let (_, key) = variables.into_iter().find(|(name, _)| *name == "FRONTCORE_API_KEY").unwrap();
        let account = Frontcore::at(base, key).custom_properties(CustomProperties::Named);
        Client::builder(account).transport(transport).build().unwrap()
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let requests =
        runtime.block_on(CLIENT.prepare_update("910001", AlreadyRead::Nothing, update)).unwrap().preview().unwrap();
    let [request] = requests.as_slice() else { unreachable!("an enrolment is one request: {requests:?}") };
    serde_json::from_str(request.split_once("\n\n").unwrap().1).unwrap()
}

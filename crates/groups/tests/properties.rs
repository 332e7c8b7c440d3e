//! What must hold for all inputs: three states stay three, a value survives the way from the wire to the common
//! vocabulary and back, however pages are cut every user is read once, and a label is known however it is written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{ODA, answer, company};
use participants_core::{
    Change, Client, Directory, Endpoint, ErrorKind, Field, ParticipantUpdate, Provider, Transport, TransportError,
    Unified,
    bytes::Bytes,
    http,
    serde_json::{self, Value, json},
    transport::{BoxFuture, ResponseBody},
};
use participants_groups::{Groups, UpdateUser, UserChanges};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn change(value: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Change<String>> {
    prop_oneof![2 => Just(Change::Keep), 1 => Just(Change::Clear), 5 => value.prop_map(Change::Set)]
}

fn sent(changes: UserChanges) -> Result<BTreeMap<String, String>, ErrorKind> {
    let request = UpdateUser::new(ODA, changes).request(&company("https://asap.example.org"));
    let body = request.map_err(|error| error.kind())?.to_http().unwrap();
    Ok(serde_json::from_slice(body.body()).unwrap())
}

/// A platform whose report has these pages; beyond them it repeats the last, or has nothing, or it knows no pages.
struct Paged {
    pages: Vec<Vec<u32>>,
    beyond: Beyond,
}

#[derive(Clone, Copy, Debug)]
enum Beyond {
    Nothing,
    Last,
    All,
}

impl Transport for Paged {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let item = |id: &u32| json!({"id": format!("{id:024}"), "email": format!("p{id}@firm.example")});
        if request.method() == "GET" {
            let groups = json!({"total": 0, "result": []}).to_string();
            return Box::pin(async move { Ok(http::Response::new(groups.into())) });
        }
        let asked: Value = serde_json::from_slice(request.body()).unwrap();
        let page = asked["page"].as_u64().unwrap() as usize - 1;
        let items: Vec<Value> = match (self.pages.get(page), self.beyond) {
            (_, Beyond::All) => self.pages.iter().flatten().map(item).collect(),
            (Some(ids), _) => ids.iter().map(item).collect(),
            (None, Beyond::Nothing) => Vec::new(),
            (None, Beyond::Last) => self.pages.last().into_iter().flatten().map(item).collect(),
        };
        Box::pin(async move { Ok(http::Response::new(Value::from(items).to_string().into())) })
    }
}

proptest! {
    #[test]
    fn three_states_stay_three(
        full_name in change("\\PC{1,12}"), short_name in change("[^A-Z]{1,9}"), email in change("[a-zé'.]{1,6}@[a-z.]{1,6}"),
    ) {
        let named = [("fullName", &full_name), ("shortName", &short_name), ("email", &email)];
        let set = |change: &Change<String>| change.value().cloned();
        let expected: BTreeMap<String, String> =
            named.iter().filter_map(|(name, change)| Some(((*name).to_owned(), set(change)?))).collect();
        let is_invalid = named.iter().any(|(_, change)| change.is_clear())
            || expected.values().any(|text| text.trim().is_empty())
            || expected.is_empty();
        let changes = UserChanges::new().full_name(full_name.clone()).short_name(short_name.clone()).email(email.clone());
        prop_assert_eq!(sent(changes), if is_invalid { Err(ErrorKind::Invalid) } else { Ok(expected) });
    }

    #[test]
    fn capitals_are_never_sent(email in "\\PC{0,5}[A-ZÀÉΣЖ]\\PC{0,5}@firm\\.example") {
        prop_assert_eq!(sent(UserChanges::new().email(email)), Err(ErrorKind::Invalid));
    }

    #[test]
    fn values_survive_the_way_there_and_back(full in "\\S\\PC{0,20}", short in "\\S\\PC{0,9}", email in "[a-zé'.]{1,9}@x\\.example") {
        let record = json!({"id": ODA, "fullName": full, "shortName": short, "email": email});
        let person = Groups::people_in(&answer(200, json!([record]))).unwrap().remove(0).unwrap();
        let mut update = ParticipantUpdate::new();
        for (field, value) in person.present().filter(|(field, _)| !field.is_read_only()) {
            update.set_text(&field, &value).unwrap();
        }
        prop_assert_eq!(update.named(), [Field::FullName, Field::ShortName, Field::Email]);
        let changes = UserChanges::new()
            .full_name(update.full_name.clone()).short_name(update.short_name.clone()).email(update.email.clone());
        let mut body = json!(sent(changes).unwrap());
        body["id"] = json!(ODA);
        prop_assert_eq!(body, record);
    }

    #[test]
    fn however_pages_are_cut_every_user_is_read_once(
        pages in prop::collection::vec(prop::collection::btree_set(0_u32..40, 1..6), 0..6),
        beyond in prop_oneof![Just(Beyond::Nothing), Just(Beyond::Last), Just(Beyond::All)],
    ) {
        // A page of people known already is an end; the platform does not send one in the middle.
        let mut seen = std::collections::BTreeSet::new();
        let pages: Vec<Vec<u32>> = pages
            .into_iter()
            .filter(|page| { let before = seen.len(); seen.extend(page.iter().copied()); seen.len() > before })
            .map(|page| page.into_iter().collect())
            .collect();
        let calls = Client::builder(company("https://asap.example.org")).transport(Paged { pages, beyond });
        let client = calls.build().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let listing = runtime.block_on(client.list_all()).unwrap();
        let mut read: Vec<u32> = listing.people.iter().map(|person| person.id.parse().unwrap()).collect();
        read.sort_unstable();
        prop_assert_eq!(read, seen.into_iter().collect::<Vec<_>>());
        prop_assert!(!listing.is_complete() && listing.invalid.is_empty());
    }

    #[test]
    fn a_label_is_known_however_it_is_written(between in "[ _.,:’/-]{1,3}", upper in any::<bool>(), around in "[ _.!-]{0,3}") {
        let words = ["user", "status", "not", "supported", "for", "this", "operation"].join(&between);
        let written = format!("{around}{}{around}", if upper { words.to_uppercase() } else { words });
        let failure = company("https://asap.example.org").failure(&answer(400, json!({"a": {"b": [written]}}))).unwrap();
        prop_assert_eq!(failure.kind, ErrorKind::Conflict);
        prop_assert_eq!(failure.code.as_deref(), Some("user-status-not-supported-for-this-operation"));
    }
}

//! Reading: one, some, all.

use super::{Suite, World};
use participants_core::{Configure, Directory, ErrorKind, Operation, Unified};
use serde_json::json;

/// The ways of reading a person give the same person, and nobody else.
pub async fn reads_agree<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) {
            continue;
        }
        let people = world.people().await;
        assert_eq!(people.len() as u64, world.count("people"), "{name}");
        let mut ids: Vec<_> = people.iter().map(|person| person.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), people.len(), "{name}: every id once");
        for person in people.iter().take(12) {
            if world.can(Operation::Get) {
                let got = world.client.get(&person.id).await.unwrap();
                assert_eq!(got.id, person.id);
                assert_eq!((&got.email, &got.last_name), (&person.email, &person.last_name), "{name}");
            }
            if let Some(email) = person.email.as_ref().filter(|_| world.can(Operation::Find)) {
                let found = world.client.find(&email.to_uppercase()).await.unwrap();
                assert!(found.iter().any(|other| other.id == person.id), "{name}: {} is not found", person.id);
                assert!(
                    found
                        .iter()
                        .all(|other| other.email.as_ref().map(|e| e.to_lowercase()) == Some(email.to_lowercase()))
                );
            }
        }
        if world.can(Operation::Find) {
            assert!(world.client.find("nobody.at.all@example.org").await.unwrap().is_empty(), "{name}");
            assert_eq!(world.client.find("nobody").await.unwrap_err().kind(), ErrorKind::Invalid);
        }
        if world.can(Operation::Get) {
            let missing = unknown_id(&people[0].id);
            let error = world.client.get(&missing).await.unwrap_err();
            // How a provider says that somebody is missing is documented by none: some only say no.
            let says_no = [ErrorKind::NotFound, ErrorKind::Validation, ErrorKind::Refused];
            assert!(says_no.contains(&error.kind()), "{name}: {error:?}");
            assert!(!error.may_have_been_applied());
            world.check(&error);
        }
        assert_eq!(world.count("writes"), 0, "{name}: reading writes nothing");
        world.end();
    }
}

/// One record of a list that cannot be read is told with its position; the others are there.
pub async fn an_odd_record_costs_no_other<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) {
            continue;
        }
        let all = world.people().await.len();
        world.sandbox.set_faults(&json!([{"provider": P::NAME, "fault": "odd_record"}])).unwrap();
        // A list may be read in pages, each with an odd record, and beside other lists that serve it.
        if let Ok(listing) = world.client.list().await {
            assert!(!listing.odd.is_empty(), "{name}");
            assert!(listing.people.len() + listing.odd.len() >= all - 1, "{name}: {} of {all}", listing.people.len());
            assert!(!listing.is_complete(), "{name}");
        } else {
            panic!("{name}: one odd record failed the whole list");
        }
        world.sandbox.set_faults(&json!([{"provider": P::NAME, "fault": "unknown_member"}])).unwrap();
        let people = world.people().await;
        assert_eq!(people.len(), all, "{name}");
        assert!(people.iter().all(|person| person.extra().keys().any(|path| path.contains("sandbox_unknown_member"))));
        world.end();
    }
}

/// An id of the same form that nobody has.
fn unknown_id(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect()
}

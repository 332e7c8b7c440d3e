//! Reading: one, some, all.

use super::{Suite, World};
use participants_core::{
    Completeness, Configure, Directory, ErrorKind, Filter, Found, Key, Operation, Participant, Unified, birthday,
};
use serde_json::json;

/// The ways of reading a person give the same person, and no other.
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
            for key in keys(person) {
                let found = world.client.find(&key).await;
                if world.can(key.operation()) {
                    let found = found.unwrap();
                    let wanted = key.filter();
                    assert!(found.people().iter().any(|other| other.id == person.id), "{name}, {key:?}: not found");
                    assert!(found.people().iter().all(|other| wanted.lets_through(other)), "{name}, {key:?}");
                    let alike = people.iter().filter(|other| wanted.lets_through(other)).count();
                    assert_eq!(found.people().len(), alike, "{name}, {key:?}: all of them, and none twice");
                    assert_eq!(matches!(found, Found::Several(_)), alike > 1, "{name}, {key:?}");
                } else {
                    assert_eq!(found.unwrap_err().kind(), ErrorKind::Unsupported, "{name}, {key:?}");
                }
            }
        }
        let mut absent = Participant::default();
        absent.external_id = Some("not-stored".into());
        absent.email = Some("not.stored@example.org".into());
        absent.first_name = Some("Not".into());
        absent.last_name = Some("Stored".into());
        absent.date_of_birth = "1901-02-03".parse().ok();
        for key in keys(&absent).into_iter().filter(|key| world.can(key.operation())) {
            let found = world.client.find(&key).await.unwrap();
            assert!(matches!(found, Found::None(Completeness::Complete | Completeness::Assumed(_))), "{name}, {key:?}");
        }
        if world.can(Operation::FindByEmail) {
            let error = world.client.find(&Key::Email("invalid".into())).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
        }
        if world.can(Operation::Get) {
            let missing = unknown_id(&people[0].id);
            let found = world.client.find(&Key::Id(people[3].id.clone())).await.unwrap();
            assert!(matches!(found, Found::One(person) if person.id == people[3].id), "{name}");
            let error = world.client.get(&missing).await.unwrap_err();
            // No provider documents how it reports a missing participant: some only refuse the call.
            let refusals = [ErrorKind::NotFound, ErrorKind::Validation, ErrorKind::Refused];
            assert!(refusals.contains(&error.kind()), "{name}: {error:?}");
            assert!(!error.may_have_been_applied());
            world.check(&error);
        }
        assert_eq!(world.count("writes"), 0, "{name}: reading writes nothing");
        world.end();
    }
}

/// A record of a list that cannot be read is reported with its position; the others are there.
pub async fn an_invalid_record_does_not_hide_the_others<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) {
            continue;
        }
        let all = world.people().await.len();
        world.sandbox.set_faults(&json!([{"provider": P::NAME, "fault": "invalid_record"}])).unwrap();
        // A list may be read in pages, each with an invalid record, and beside other lists that serve it.
        if let Ok(listing) = world.client.list(&Filter::all()).await.unwrap().collect().await {
            assert!(!listing.invalid.is_empty(), "{name}");
            assert!(
                listing.people.len() + listing.invalid.len() >= all - 1,
                "{name}: {} of {all}",
                listing.people.len()
            );
            assert!(!listing.is_complete(), "{name}");
        } else {
            panic!("{name}: one invalid record failed the whole list");
        }
        world.sandbox.set_faults(&json!([{"provider": P::NAME, "fault": "unknown_member"}])).unwrap();
        let people = world.people().await;
        assert_eq!(people.len(), all, "{name}");
        assert!(people.iter().all(|person| person.extra().keys().any(|path| path.contains("sandbox_unknown_member"))));
        world.end();
    }
}

/// The keys by which a participant can be looked up, besides the provider's own.
fn keys(person: &Participant) -> Vec<Key> {
    let external_id = person.external_id.clone().map(Key::ExternalId);
    let email = person.email.as_ref().map(|email| Key::Email(email.to_uppercase()));
    // A placeholder is no key.
    let born = person.date_of_birth.filter(|born| birthday::is_key(*born));
    let named = (&person.first_name, &person.last_name, born);
    let person = match named {
        (Some(first), Some(last), Some(born)) => {
            Some(Key::Person { first_name: first.to_uppercase(), last_name: format!(" {last}"), born })
        }
        _ => None,
    };
    [external_id, email, person].into_iter().flatten().collect()
}

/// An id of the same form that no participant has.
fn unknown_id(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect()
}

//! Making and removing: never twice, never half understood.

use super::{
    Suite, World,
    fields::{concrete, sample},
};
use participants_core::{Configure, Directory, ErrorKind, Field, NewParticipant, Operation, Outcome, Unified};
use serde_json::json;

/// A participant with every field the provider takes is made, read back, ended and removed, as far as that goes.
pub async fn a_participant_comes_and_goes<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Create) {
            continue;
        }
        let new = newcomer(suite, &world).await;
        let (people, creates) = (world.count("people"), world.count("creates"));
        let created = world.client.create(&new).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!((world.count("people"), world.count("creates")), (people + 1, creates + 1), "{name}");
        let Some(person) = created.participant else {
            assert!(!world.can(Operation::Get) || created.id.is_none(), "{name}: it could have been read back");
            continue;
        };
        for field in new.fields().named() {
            let known = world.client.capabilities().field(&field).unwrap();
            if known.read {
                assert_eq!(person.get(&field), new.fields().change(&field).value().cloned(), "{name}, {field}");
            }
        }
        if world.can(Operation::Deactivate) {
            let ended = world.client.deactivate(&person.id).await.unwrap();
            let was = |person: &participants_core::Participant| {
                [Field::Status, Field::EnrolmentStatus, Field::Active].map(|field| person.get(&field))
            };
            // Somebody made without a login, where that goes by itself, was never active.
            if person.active != Some(false) {
                assert_ne!(ended.after.as_ref().map(was), Some(was(&person)), "{name}");
            }
            assert_eq!(world.count("people"), people + 1, "{name}: ending is not removing");
        }
        if world.can(Operation::Delete) {
            world.client.delete(&person.id).await.unwrap();
            assert_eq!(world.count("people"), people, "{name}");
        }
        world.end();
    }
}

/// A creation whose answer is lost is sent once, told as unknown, and can be found.
pub async fn a_lost_creation_is_not_repeated<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Create) {
            continue;
        }
        let new = newcomer(suite, &world).await;
        for (fault, made) in [
            (json!("lose_answer"), 1),
            (json!({"stall": "after"}), 1),
            (json!("drop"), 0),
            (json!({"stall": "before"}), 0),
            (json!({"status": 503}), 0),
        ] {
            let (creates, people) = (world.count("creates"), world.count("people"));
            world.fault(suite.create, &json!({}), &fault);
            let error = world.client.create(&new).await.unwrap_err();
            assert_eq!(error.outcome(), Outcome::Unknown, "{name}, {fault}: {error:?}");
            assert!(error.may_have_been_applied());
            assert_eq!(error.attempts(), 1, "{name}, {fault}");
            world.check(&error);
            assert_eq!(world.count("creates") - creates, made, "{name}, {fault}");
            assert_eq!(world.count("people") - people, made, "{name}, {fault}");
            world.sandbox.set_faults(&json!([])).unwrap();
            if made == 1 {
                break; // The same person again would be refused by providers that know their people by e-mail.
            }
        }
        world.end();
    }
}

/// A creation that gives a field the provider cannot take is refused before anything is sent.
pub async fn impossible_creations_are_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        let capabilities = world.client.capabilities();
        let impossible = |field: &&Field| capabilities.field(field).is_none_or(|known| !known.create.is_supported());
        let nobody = participants_core::Participant::default();
        for field in Field::ALL.iter().filter(impossible).filter(|field| !field.is_read_only()) {
            let mut new = NewParticipant::new();
            new.set_text(field, &sample(field, &nobody, &[]).unwrap_or_else(|| "x".into())).unwrap();
            let error = world.client.create(&new).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}, {field}: {error:?}");
            world.check(&error);
        }
        assert!(world.client.create(&NewParticipant::new()).await.is_err(), "{name}: nobody is made of nothing");
        assert_eq!(world.count("requests"), 0, "{name}");
    }
}

/// Somebody new with every field the provider takes.
async fn newcomer<P: Unified + Configure>(suite: &Suite, world: &World<P>) -> NewParticipant {
    let people = if world.can(Operation::List) { world.people().await } else { Vec::new() };
    let nobody = participants_core::Participant::default();
    let mut new = NewParticipant::new();
    for known in world.client.capabilities().fields {
        let field = concrete(&known.field);
        let is_given = known.create.is_supported() && !suite.entangled.contains(&known.field);
        if let Some(value) = sample(&field, &nobody, &people).filter(|_| is_given && field != Field::GroupName) {
            new.set_text(&field, &value).unwrap();
        }
    }
    new
}

//! Creating and removing participants: never twice, and with every field read back.

use super::{
    Suite, World,
    fields::{concrete, sample},
    send_at_once,
};
use participants_core::{
    Configure, Directory, ErrorKind, ExistenceCheck, Field, Key, NewParticipant, Operation, Outcome, Unified,
};
use serde_json::json;

/// A participant with every field the provider takes is created, read back, ended and removed, as far as the provider
/// allows.
pub async fn a_participant_is_created_and_removed<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Create) {
            continue;
        }
        let new = new_participant(suite, &world).await;
        let (people, creates) = (world.count("people"), world.count("creates"));
        let made = world.client.create(&new).await;
        if made.as_ref().is_err_and(|error| error.may_have_been_applied()) && !can_look(&world, &new) {
            // An answer without a number proves nothing, and there is no look-up.
            assert_eq!((world.count("people"), world.count("creates")), (people + 1, creates + 1), "{name}");
            continue;
        }
        let created = made.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(!created.existed, "{name}: {created:?}");
        assert_eq!((world.count("people"), world.count("creates")), (people + 1, creates + 1), "{name}");
        let Some(person) = created.participant else {
            assert!(!world.can(Operation::Get) || created.id.is_none(), "{name}: it could have been read back");
            continue;
        };
        if can_look(&world, &new) {
            let there = world.client.create(&new).await.unwrap();
            assert!(there.existed, "{name}: created twice: {there:?}");
            assert_eq!(there.id.as_ref(), Some(&person.id), "{name}");
            assert_eq!(world.count("people"), people + 1, "{name}");
        }
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
            // A participant created without a login, where the login decides, was never active.
            if person.active != Some(false) {
                assert!(!person.has_ended(), "{name}");
                assert_ne!(ended.after.as_ref().map(was), Some(was(&person)), "{name}");
            }
            assert!(ended.after.is_some_and(|after| after.has_ended()), "{name}: no participant is ended twice");
            assert_eq!(world.count("people"), people + 1, "{name}: ending is not removing");
        }
        check_reactivation(name, &world, &person.id).await;
        if world.can(Operation::Delete) {
            world.client.delete(&person.id).await.unwrap();
            assert_eq!(world.count("people"), people, "{name}");
        }
        world.end();
    }
}

/// A participant who was ended is reactivated, once, by the field that the directory names.
async fn check_reactivation<P: Unified + Configure>(name: &str, world: &World<P>, created: &str) {
    if !world.can(Operation::Reactivate) || !world.can(Operation::Get) {
        return;
    }
    let client = &world.client;
    // The new participant, and where a participant needs a login for it, those who have one.
    let mut ids = vec![created.to_owned()];
    ids.extend(world.people().await.into_iter().map(|person| person.id));
    let mut reactivated = 0;
    for id in ids {
        client.deactivate(&id).await.unwrap();
        let ended = client.get(&id).await.unwrap();
        let Some(how) = ended.inactive() else {
            assert_eq!(
                (ended.login, ended.active),
                (None, Some(false)),
                "{name}: only a participant without a login was never active"
            );
            assert!(client.reactivate(&id).await.is_err(), "{name}: there is nothing to reactivate");
            continue;
        };
        let back = client.reactivate(&id).await.unwrap();
        let after = back.after.unwrap();
        assert!(!after.has_ended() && after.inactive().is_none(), "{name}");
        assert_eq!(after.get(&how.field()).as_deref(), Some(how.taken_back()), "{name}");
        assert!(client.capabilities().field(&how.field()).is_some_and(|it| it.read && it.update.is_supported()));
        let writes = world.count("writes");
        let again = client.reactivate(&id).await.unwrap();
        assert_eq!((world.count("writes"), again.warnings.len()), (writes, 1), "{name}: nothing is sent twice");
        reactivated += 1;
    }
    assert!(reactivated > 0, "{name}: no participant was reactivated");
}

/// A creation whose answer is lost is sent once. It is reported as unknown without a look-up, and settled by one.
pub async fn a_lost_creation_is_not_repeated<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for (fault, made) in [
            (json!("lose_answer"), 1),
            (json!({"stall": "after"}), 1),
            (json!("drop"), 0),
            (json!({"stall": "before"}), 0),
            (json!({"status": 503}), 0),
        ] {
            let context = format!("{}, {fault}", variant.name);
            let world = World::<P>::new(variant);
            if !world.can(Operation::Create) {
                continue;
            }
            let new = new_participant(suite, &world).await;
            let (creates, people) = (world.count("creates"), world.count("people"));
            world.fault(suite.create, &json!({}), &fault);
            let error =
                send_at_once(world.client.prepare_create(&new, ExistenceCheck::Skipped)).await.expect_err(&context);
            assert_ne!(error.outcome(), Outcome::NotApplied, "{context}: {error:?}");
            assert!(error.may_have_been_applied());
            assert_eq!(error.attempts(), 1, "{context}");
            world.check(&error);
            assert_eq!(world.count("creates") - creates, made, "{context}");
            assert_eq!(world.count("people") - people, made, "{context}");
            world.end();
            let world = World::<P>::new(variant);
            if !can_look(&world, &new) {
                continue;
            }
            // Calls that sign in or read on the way have no fault: the calls differ, or the fault comes once.
            world.fault(suite.create, &json!({}), &fault);
            let outcome = world.client.create(&new).await;
            match (made, &outcome) {
                (1, Ok(created)) => assert!(!created.existed && !created.warnings.is_empty(), "{context}: {created:?}"),
                (0, Err(error)) => assert!(error.may_have_been_applied(), "{context}: {error:?}"),
                _ => panic!("{context}: {outcome:?}"),
            }
            assert_eq!(world.count("people") - people, made, "{context}");
            world.sandbox.set_faults(&json!([])).unwrap();
            let again = world.client.create(&new).await.unwrap();
            assert_eq!(again.existed, made == 1, "{context}: {again:?}");
            assert_eq!(world.count("people") - people, 1, "{context}: never twice, and created in the end");
            world.end();
        }
    }
}

/// A creation that gives a field the provider cannot take is refused before anything is sent.
pub async fn impossible_creations_are_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        let capabilities = world.client.capabilities();
        let impossible = |field: &&Field| capabilities.field(field).is_none_or(|known| !known.create.is_supported());
        let empty = participants_core::Participant::default();
        for field in Field::ALL.iter().filter(impossible).filter(|field| !field.is_read_only()) {
            let mut new = NewParticipant::new();
            new.set_text(field, &sample(field, &empty, &[]).unwrap_or_else(|| "x".into())).unwrap();
            let error = world.client.create(&new).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}, {field}: {error:?}");
            world.check(&error);
        }
        assert!(
            world.client.create(&NewParticipant::new()).await.is_err(),
            "{name}: no participant is created without fields"
        );
        assert_eq!(world.count("requests"), 0, "{name}");
    }
}

/// Whether a participant like this can be looked up before the creation.
pub(super) fn can_look<P: Unified + Configure>(world: &World<P>, new: &NewParticipant) -> bool {
    Key::of(new).iter().any(|key| world.can(key.operation()))
}

/// A new participant with every field the provider takes.
pub(super) async fn new_participant<P: Unified + Configure>(suite: &Suite, world: &World<P>) -> NewParticipant {
    let people = if world.can(Operation::List) { world.people().await } else { Vec::new() };
    let empty = participants_core::Participant::default();
    let mut new = NewParticipant::new();
    for known in world.client.capabilities().fields {
        let field = concrete(&known.field);
        let is_given = known.create.is_supported() && !suite.entangled.contains(&known.field);
        let value = sample(&field, &empty, &people).or_else(|| suite.reference(&field));
        if let Some(value) = value.filter(|_| is_given && field != Field::GroupName) {
            new.set_text(&field, &value).unwrap();
        }
    }
    new
}

//! What a write must prove: that the participant exists before, that it was carried out, and that it changed the right
//! participant.

use super::{Suite, Wire, World, creates, fields::sample, send_at_once};
use participants_core::{
    AlreadyRead, Configure, Directory, Error, ErrorKind, ExistenceCheck, Field, Key, NewParticipant, Operation,
    Outcome, ParticipantUpdate, Unified,
};
use serde_json::{Value, json};

/// Answers of status 200 that name no participant.
const NAMELESS: &[&str] = &["", "{}", "[]", r#"{"error": "busy"}"#, r#"{"data": null}"#, r#"{"id": ""}"#, "null"];

/// A participant who does not exist is not written to by any call: nothing is sent but reads, and nothing changes.
pub async fn a_write_needs_an_existing_participant<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Get) || !world.can(Operation::List) {
            continue;
        }
        let people = world.people().await;
        let mut update = ParticipantUpdate::new();
        update.set_text(&suite.update_field, &sample(&suite.update_field, &people[3], &people).unwrap()).unwrap();
        let before = world.sandbox.state();
        let session = suite.enrol.map_or("1", |enrolling| enrolling.sessions[0]);
        for id in suite.unknown_ids {
            let client = &world.client;
            let mut results: Vec<(&str, Result<(), Error>)> = vec![
                ("update", client.update(id, &update).await.map(drop)),
                ("prepare_update", client.prepare_update(id, AlreadyRead::Nothing, &update).await.map(drop)),
            ];
            for operation in [
                Operation::Deactivate,
                Operation::Delete,
                Operation::Enrol,
                Operation::Withdraw,
                Operation::MoveToGroup,
                Operation::ChangeCompany,
            ] {
                if !world.can(operation) {
                    continue;
                }
                let result = match operation {
                    Operation::Deactivate => client.deactivate(id).await.map(drop),
                    Operation::Delete => client.delete(id).await,
                    Operation::Enrol => client.enrol(id, session).await.map(drop),
                    Operation::Withdraw => client.withdraw(id, session).await.map(drop),
                    Operation::MoveToGroup => client.move_to_group(id, session).await.map(drop),
                    _ => client.change_company(id, "77").await.map(drop),
                };
                results.push((operation.name(), result));
            }
            for (what, result) in results {
                let error = match result {
                    Err(error) => error,
                    Ok(()) => panic!("{name}, {what} of {id}: reported as done"),
                };
                // An id of a form the provider does not have may be called invalid.
                let is_right = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Validation | ErrorKind::Invalid);
                assert!(is_right, "{name}, {what} of {id}: {error:?}");
                assert!(!error.may_have_been_applied(), "{name}, {what} of {id}: {error:?}");
                world.check(&error);
            }
        }
        assert_eq!(world.sandbox.state(), before, "{name}: something changed");
        assert_eq!(world.count("writes"), 0, "{name}");
        let log = world.sandbox.log();
        let is_write = |call: &&Value| [suite.update, suite.create].iter().any(|wire| fits(wire, call));
        let writes: Vec<_> = log.as_array().unwrap().iter().filter(is_write).collect();
        assert!(writes.is_empty(), "{name}: {writes:#?}");
        world.end();
    }
}

/// A field the provider ignores without an error is reported by an error that names it, in one call as in one of many.
pub async fn an_ignored_field_is_an_error<P: Unified + Configure>(suite: &Suite) {
    let Some(ignored) = &suite.ignored else { panic!("name a field that is to be ignored") };
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Get) || !world.can(Operation::List) {
            continue;
        }
        if !world.client.capabilities().field(&ignored.field).is_some_and(|known| known.read) {
            continue;
        }
        let people = world.people().await;
        let person = &people[3];
        let mut update = ParticipantUpdate::new();
        for field in [&ignored.field].into_iter().chain(ignored.beside.as_ref()) {
            update.set_text(field, &sample(field, person, &people).unwrap()).unwrap();
        }
        let held = world.client.get(&person.id).await.unwrap();
        let rule = json!([{"provider": P::NAME, "fault": {"ignore": ignored.members}}]);
        world.sandbox.set_faults(&rule).unwrap();
        let single = world.client.update(&person.id, &update).await.map(drop);
        let now = world.client.get(&person.id).await.unwrap();
        if now.get(&ignored.field) != held.get(&ignored.field) {
            // A provider that replaces the whole record empties what it ignores: that is another fault.
            continue;
        }
        let error = single.expect_err(name);
        let of_many = send_at_once(world.client.prepare_update(&person.id, AlreadyRead::Record(&now), &update)).await;
        let errors = match of_many {
            // A caller who sends many reads them all again where they cannot be read one by one.
            Ok(updated) => {
                assert!(updated.after.is_none(), "{name}: reported as done");
                vec![error]
            }
            Err(other) => vec![error, other],
        };
        for error in errors {
            assert!(matches!(error.kind(), ErrorKind::Ignored | ErrorKind::Mismatch), "{name}: {error:?}");
            let fields: Vec<_> = error.fields().iter().filter_map(|field| field.field.clone()).collect();
            assert!(fields.contains(&ignored.field), "{name}: {error:?}");
            world.check(&error);
        }
        world.sandbox.set_faults(&json!([])).unwrap();
        assert!(world.client.update(&person.id, &update).await.is_ok(), "{name}: it works once it is not ignored");
        world.end();
    }
}

/// A success without an id proves no creation: a look-up settles it, and it is unknown where that shows no participant.
pub async fn a_success_without_an_id_is_checked_by_reading<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for (body, is_made) in NAMELESS.iter().flat_map(|body| [(*body, true), (*body, false)]) {
            let world = World::<P>::new(variant);
            if !world.can(Operation::Create) {
                continue;
            }
            let context = format!("{}, {body:?}, made: {is_made}", variant.name);
            let new = creates::new_participant(suite, &world).await;
            let can_look = creates::can_look(&world, &new);
            let people = world.count("people");
            let fault = json!({"status": 200, "body": body, "carried_out": is_made});
            world.fault(suite.create, &json!({"times": 1}), &fault);
            match world.client.create(&new).await {
                Ok(created) => {
                    assert!(is_made && can_look && !created.existed, "{context}: {created:?}");
                    assert!(created.id.is_some_and(|id| !id.trim().is_empty()), "{context}");
                }
                Err(error) if error.may_have_been_applied() => {
                    assert!(!is_made || !can_look, "{context}: {error:?}");
                    assert!(error.may_have_been_applied(), "{context}: {error:?}");
                    world.check(&error);
                }
                // The provider's own kind of refusal.
                Err(error) => world.check(&error),
            }
            assert_eq!(world.count("people") - people, u64::from(is_made), "{context}");
            if can_look {
                let again = world.client.create(&new).await.unwrap();
                assert_eq!(again.existed, is_made, "{context}: {again:?}");
                assert_eq!(world.count("people") - people, 1, "{context}: never twice, and created in the end");
            }
            world.end();
        }
    }
}

/// With an invalid status it is unknown whether a participant was created; the creation is not sent again.
pub async fn an_invalid_status_leaves_the_result_of_a_write_unknown<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for status in [101, 199, 300, 304, 408, 499, 600, 999] {
            let world = World::<P>::new(variant);
            if !world.can(Operation::Create) {
                continue;
            }
            let context = format!("{}, {status}", variant.name);
            let new = creates::new_participant(suite, &world).await;
            let people = world.count("people");
            world.fault(suite.create, &json!({}), &json!({"status": status, "carried_out": true}));
            let error =
                send_at_once(world.client.prepare_create(&new, ExistenceCheck::Skipped)).await.expect_err(&context);
            assert_eq!((error.attempts(), error.outcome()), (1, Outcome::Unknown), "{context}: {error:?}");
            world.check(&error);
            assert_eq!(world.count("people") - people, 1, "{context}");
            world.end();
        }
    }
}

/// A participant who was entered without all keys is found by the others, and is not confused with another one.
pub async fn every_key_is_looked_up_before_a_creation<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::Create) || !world.can(Operation::List) {
            continue;
        }
        let new = creates::new_participant(suite, &world).await;
        let keys: Vec<_> = Key::of(&new).into_iter().filter(|key| world.can(key.operation())).collect();
        let required = world.client.capabilities().required;
        let is_required = |field: &Field| required.iter().any(|one| one.one_of == [field.clone()]);
        for key in &keys {
            // Entered by hand with this key alone, as far as the provider allows that.
            let world = World::<P>::new(suite.variants.iter().find(|variant| variant.name == name).unwrap());
            let kept = fields_of(key);
            let is_other = |field: &Field| keys.iter().any(|other| fields_of(other).contains(field));
            let is_name = |field: &Field| matches!(field, Field::FirstName | Field::LastName);
            let dropped =
                |field: &Field| is_other(field) && !kept.contains(field) && !is_required(field) && !is_name(field);
            let by_hand = without(&new, dropped);
            let there = match send_at_once(world.client.prepare_create(&by_hand, ExistenceCheck::Skipped)).await {
                Ok(there) => there,
                // The answer does not say which participant was created.
                Err(error) => {
                    assert!(error.may_have_been_applied(), "{name}, {key:?}: {error:?}");
                    continue;
                }
            };
            let (people, creates) = (world.count("people"), world.count("creates"));
            let found = world.client.create(&new).await.unwrap_or_else(|error| panic!("{name}, {key:?}: {error:?}"));
            assert_eq!((found.existed, &found.id), (true, &there.id), "{name}, {key:?}");
            // Another person with the same key.
            let other = renamed(&new, key, &keys);
            if let Some(other) = other {
                let error = world.client.create(&other).await.expect_err(name);
                let is_right = matches!(error.kind(), ErrorKind::Conflict | ErrorKind::Ambiguous);
                assert!(is_right && !error.may_have_been_applied(), "{name}, {key:?}: {error:?}");
                world.check(&error);
            }
            assert_eq!((world.count("people"), world.count("creates")), (people, creates), "{name}, {key:?}");
            world.end();
        }
    }
}

/// The fields that make up a key.
fn fields_of(key: &Key) -> Vec<Field> {
    key.filter().fields().cloned().collect()
}

fn without(new: &NewParticipant, dropped: impl Fn(&Field) -> bool) -> NewParticipant {
    let mut rest = NewParticipant::new();
    for field in new.fields().named().into_iter().filter(|field| !dropped(field)) {
        let value = new.fields().change(&field).value().cloned().unwrap();
        rest.set_text(&field, &value).unwrap();
    }
    rest
}

/// Another person who has this key too; none where the key is their name, or they have no names.
fn renamed(new: &NewParticipant, key: &Key, keys: &[Key]) -> Option<NewParticipant> {
    let own = fields_of(key);
    if own.contains(&Field::LastName) {
        return None;
    }
    let mut other = without(new, |field| {
        *field == Field::DateOfBirth || keys.iter().any(|key| fields_of(key).contains(field)) && !own.contains(field)
    });
    for (field, value) in [
        (Field::FirstName, "Öykü"),
        (Field::LastName, "Dąbrowska"),
        (Field::FullName, "Öykü Dąbrowska"),
        (Field::Email, "oeyku@example.org"),
    ] {
        if new.fields().named().contains(&field) && !own.contains(&field) {
            other.set_text(&field, value).unwrap();
        }
    }
    Some(other)
}

fn fits(wire: &Wire, call: &Value) -> bool {
    let path = call["path"].as_str().unwrap_or_default();
    let end = wire.path.rsplit('*').next().unwrap_or_default();
    let start = wire.path.split('*').next().unwrap_or_default();
    call["method"] == wire.method && path.contains(start) && path.ends_with(end)
}

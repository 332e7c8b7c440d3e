//! Answers that JSON readers treat differently: each is read completely or refused, and changes no other result.

use super::{Suite, Variant, World, creates::new_participant, faults::change, state::changes};
use participants_core::{
    Completeness, Configure, Directory, ErrorKind, Filter, Listing, Operation, Participant, Unified,
};
use serde_json::{Value, json};

/// Faults without effect: a mark before the answer, or a member that no reader can represent.
fn harmless() -> [Value; 4] {
    [json!("byte_order_mark"), json!("lone_surrogate"), json!("huge_number"), json!("duplicate_member")]
}

/// Faults for which an answer may be refused, but not misread.
fn refusable() -> [Value; 2] {
    [json!("trailing_bytes"), json!({"duplicate_member": "listed"})]
}

/// The end of the name of what the faults add.
const ADDED: &str = "sandbox_unknown_member";

/// A record and a list are read as usual where the fault is harmless. Otherwise they are refused or read as usual.
pub async fn answers_are_read_completely_or_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite).filter(|(_, world)| world.can(Operation::List)) {
        let people = world.client.list(&Filter::all()).await.unwrap().collect().await.unwrap();
        let id = people.people[3].id.clone();
        for fault in harmless() {
            let context = format!("{name}, {fault}");
            set_fault_for_all_calls(&world, &fault);
            let all = world.client.list(&Filter::all()).await.unwrap().collect().await;
            let all = all.unwrap_or_else(|error| panic!("{context}: {error:?}"));
            assert_eq!(all.completeness, people.completeness, "{context}");
            assert!(shown(&all) == shown(&people), "{context}: {:?} in place of {:?}", all.people, people.people);
            if world.can(Operation::Get) {
                let got = world.client.get(&id).await.unwrap_or_else(|error| panic!("{context}: {error:?}"));
                world.sandbox.set_faults(&json!([])).unwrap();
                let usual = world.client.get(&id).await.unwrap();
                assert_eq!(values(&got), values(&usual), "{context}");
                assert_eq!(besides(&got), besides(&usual), "{context}: what has no field is kept, too");
            }
        }
        for fault in refusable() {
            let context = format!("{name}, {fault}");
            set_fault_for_all_calls(&world, &fault);
            match world.client.list(&Filter::all()).await {
                Ok(listed) => match listed.collect().await {
                    Ok(listing) => assert!(
                        shown(&listing) == shown(&people)
                            || matches!(listing.completeness, Completeness::Partial(_) | Completeness::Unknown),
                        "{context}: {listing:?}"
                    ),
                    Err(error) => assert_eq!(error.kind(), ErrorKind::Decode, "{context}: {error:?}"),
                },
                Err(error) => assert_eq!(error.kind(), ErrorKind::Decode, "{context}: {error:?}"),
            }
            if world.can(Operation::Get) {
                match world.client.get(&id).await {
                    Ok(got) => assert_eq!(values(&got), values(&people.people[3]), "{context}"),
                    Err(error) => {
                        assert_eq!(error.kind(), ErrorKind::Decode, "{context}: {error:?}");
                        assert!(!error.may_have_been_applied(), "{context}: {error:?}");
                        world.check(&error);
                    }
                }
            }
        }
        assert_eq!(world.count("writes"), 0, "{name}: reading writes nothing");
        world.end();
    }
}

/// A change has its usual effect or none, whichever answer has the fault; a creation creates one participant.
pub async fn writes_are_correct_when_answers_cannot_be_read<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        let usual = update_under::<P>(suite, variant, None).await;
        for fault in harmless().into_iter().chain(refusable()) {
            let context = format!("{}, {fault}", variant.name);
            let (Some(usual), Some(changed)) = (&usual, update_under::<P>(suite, variant, Some(&fault)).await) else {
                continue; // There is no list to choose a participant from.
            };
            assert!(changed.is_empty() || changed == *usual, "{context}: {changed:?} in place of {usual:?}");
            if fault == json!("byte_order_mark") {
                assert_eq!(changed, *usual, "{context}: a mark changes nothing");
            }
        }
        for fault in harmless().into_iter().chain(refusable()) {
            create_under::<P>(suite, variant, &fault).await;
        }
    }
}

/// What an update changes in a world where every answer has this fault.
pub(super) async fn update_under<P: Unified + Configure>(
    suite: &Suite,
    variant: &Variant,
    fault: Option<&Value>,
) -> Option<Vec<String>> {
    let world = World::<P>::new(variant);
    if !world.can(Operation::List) {
        return None;
    }
    let (id, update) = change(suite, &world).await;
    let before = world.sandbox.state()[P::NAME].clone();
    if let Some(fault) = fault {
        set_fault_for_all_calls(&world, fault);
    }
    let context = format!("{}, {fault:?}", variant.name);
    let result = world.client.update(&id, &update).await;
    let after = &world.sandbox.state()[P::NAME];
    let changed: Vec<_> = changes(&before, after).into_iter().filter(|path| !path.contains(ADDED)).collect();
    match result {
        Ok(_) => assert!(!changed.is_empty(), "{context}: reported as done, and nothing was"),
        Err(error) => {
            assert!(fault.is_some(), "{context}: {error:?}");
            assert!(changed.is_empty() || error.may_have_been_applied(), "{context}: {error:?}");
            world.check(&error);
        }
    }
    world.end();
    Some(changed)
}

async fn create_under<P: Unified + Configure>(suite: &Suite, variant: &Variant, fault: &Value) {
    let world = World::<P>::new(variant);
    if !world.can(Operation::Create) {
        return;
    }
    let context = format!("{}, {fault}", variant.name);
    let new = new_participant(suite, &world).await;
    let people = world.count("people");
    world.fault(suite.create, &json!({}), fault);
    let made = world.client.create(&new).await;
    assert!(!made.as_ref().is_ok_and(|made| made.existed), "{context}: {made:?}");
    if let Err(error) = &made {
        assert!(error.may_have_been_applied(), "{context}: {error:?}");
        world.check(error);
    }
    assert_eq!(world.count("people"), people + 1, "{context}: {made:?}");
    world.end();
}

/// Lets the fault apply to every call.
fn set_fault_for_all_calls<P: Unified + Configure>(world: &World<P>, fault: &Value) {
    world.sandbox.set_faults(&json!([{"provider": P::NAME, "fault": fault}])).unwrap();
}

fn values(person: &Participant) -> Value {
    serde_json::to_value(person).unwrap()
}

fn shown(listing: &Listing) -> Vec<Value> {
    let mut people: Vec<_> = listing.people.iter().collect();
    people.sort_by_key(|person| &person.id);
    people.into_iter().map(values).collect()
}

fn besides(person: &Participant) -> Vec<(String, Value)> {
    person.extra().into_iter().filter(|(path, _)| !path.contains(ADDED)).collect()
}

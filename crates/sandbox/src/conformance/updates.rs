//! Updates: what is named changes, nothing else does, and what cannot be done is refused before anything is sent.

use super::{
    Suite, World,
    fields::{assert_same_but, concrete, sample},
    state,
};
use participants_core::{
    Clearing, Configure, Directory, ErrorKind, Field, FieldCapability, Operation, ParticipantUpdate, Unified,
};

/// How many leaves of the records one field may touch: itself, what is derived from it, and a log's count.
const TOUCHED: usize = 3;

/// Every field that can be changed is changed, and no other field is.
pub async fn only_the_set_field_changes<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for known in changeable::<P>(suite, variant) {
            let world = World::<P>::new(variant);
            if !world.can(Operation::Get) || !world.can(Operation::List) {
                continue;
            }
            let field = concrete(&known.field);
            let context = format!("{}, {field}", variant.name);
            let people = world.people().await;
            // Not the first: a client that always writes to the first record must fail here.
            let id = &people[3].id;
            let before = world.client.get(id).await.unwrap();
            let Some(value) = sample(&field, &before, &people) else { continue };
            let state_before = world.sandbox.state();
            let mut update = ParticipantUpdate::new();
            update.set_text(&field, &value).unwrap();
            let updated = world.client.update(id, &update).await.unwrap_or_else(|error| panic!("{context}: {error:?}"));
            let after = world.client.get(id).await.unwrap();
            if known.read {
                assert_eq!(after.get(&field).as_ref(), Some(&value), "{context}");
                assert_eq!(updated.after.and_then(|person| person.get(&field)), Some(value), "{context}");
            }
            assert_same_but(&field, &before, &after, suite.derived, &context);
            let touched = state::changes(&state_before, &world.sandbox.state());
            assert!((1..=TOUCHED).contains(&touched.len()), "{context}: {touched:#?}");
            world.end();
        }
    }
}

/// Every field that can be cleared is cleared, and no other field is; one that cannot be is refused before sending.
pub async fn only_the_cleared_field_becomes_empty<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for known in changeable::<P>(suite, variant) {
            let world = World::<P>::new(variant);
            if !world.can(Operation::Get) || !world.can(Operation::List) {
                continue;
            }
            let field = concrete(&known.field);
            let context = format!("{}, {field}", variant.name);
            let people = world.people().await;
            let id = &people[3].id;
            let mut clear = ParticipantUpdate::new();
            clear.clear(&field).unwrap();
            if matches!(known.clear, Clearing::Refused(_)) {
                let requests = world.count("requests");
                let error = world.client.update(id, &clear).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Unsupported, "{context}");
                assert!(error.to_string().contains(&field.to_string()), "{context}: {error}");
                assert_eq!(world.count("requests"), requests, "{context}: refused before sending");
                world.check(&error);
                continue;
            }
            if let Some(value) = sample(&field, &people[3], &people) {
                let mut set = ParticipantUpdate::new();
                set.set_text(&field, &value).unwrap();
                world.client.update(id, &set).await.unwrap();
            }
            let before = world.client.get(id).await.unwrap();
            let state_before = world.sandbox.state();
            world.client.update(id, &clear).await.unwrap_or_else(|error| panic!("{context}: {error:?}"));
            let after = world.client.get(id).await.unwrap();
            assert_eq!(after.get(&field), None, "{context}");
            assert_same_but(&field, &before, &after, suite.derived, &context);
            let touched = state::changes(&state_before, &world.sandbox.state());
            assert!(touched.len() <= TOUCHED + 1, "{context}: {touched:#?}");
            world.end();
        }
    }
}

/// A field the provider cannot write is refused by name before anything is sent, and so is an update of nothing.
pub async fn impossible_updates_are_refused<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        let capabilities = world.client.capabilities();
        let impossible = |field: &&Field| capabilities.field(field).is_none_or(|known| !known.update.is_supported());
        let empty = participants_core::Participant::default();
        for field in Field::ALL.iter().filter(impossible).filter(|field| !field.is_read_only()) {
            let mut update = ParticipantUpdate::new();
            let value = sample(field, &empty, &[]).unwrap_or_else(|| "x".into());
            update.set_text(field, &value).unwrap();
            let error = world.client.update("1", &update).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported, "{name}, {field}: {error:?}");
            assert!(error.to_string().contains(&field.to_string()), "{error}");
            world.check(&error);
        }
        let error = world.client.update("1", &ParticipantUpdate::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert_eq!(world.count("requests"), 0, "{name}: nothing was sent");
    }
}

/// Writing back what was read leaves every record as it was, byte for byte. A provider may refuse to change some people
/// at all, for a reason no reading shows; then nothing may have changed either.
pub async fn writing_what_was_read_changes_nothing<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        if !world.can(Operation::List) || !world.can(Operation::Update) {
            continue;
        }
        let capabilities = world.client.capabilities();
        let people = world.people().await;
        let mut written = 0;
        for person in &people {
            let state_before = world.sandbox.state();
            let mut update = ParticipantUpdate::new();
            for (field, value) in person.present() {
                let writable = capabilities.field(&field).is_some_and(|known| known.update.is_supported());
                if writable && !suite.entangled.contains(&field) {
                    update.set_text(&field, &value).unwrap();
                }
            }
            match world.client.update(&person.id, &update).await {
                Ok(_) => written += 1,
                Err(error) if error.kind() == ErrorKind::Conflict && !error.may_have_been_applied() => {}
                Err(error) => panic!("{name}, {}: {error:?} {:?}", person.id, update.named()),
            }
            let touched = state::changes(&state_before, &world.sandbox.state());
            assert!(touched.is_empty(), "{name}, {}: {touched:#?}", person.id);
        }
        assert!(written * 2 > people.len(), "{name}: {written} of {} can be written", people.len());
        world.end();
    }
}

/// The fields that can be changed alone.
fn changeable<P: Unified + Configure>(
    suite: &Suite,
    variant: &super::Variant,
) -> impl Iterator<Item = &'static FieldCapability> {
    let fields = World::<P>::new(variant).client.capabilities().fields;
    let alone = fields.iter().filter(|known| !suite.entangled.contains(&known.field));
    alone.filter(|known| known.update.is_supported()).collect::<Vec<_>>().into_iter()
}

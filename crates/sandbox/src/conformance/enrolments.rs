//! Enrolling and withdrawing: once, in the right session, and never twice after a lost answer.

use super::{Enrolling, Suite, World};
use participants_core::{Configure, Directory, Enrolment, ErrorKind, Operation, Unified};
use serde_json::json;

/// A participant is enrolled in a new session, stays enrolled when enrolled again, and is withdrawn.
pub async fn a_participant_is_enrolled_and_withdrawn<P: Unified + Configure>(suite: &Suite) {
    for (name, world) in World::<P>::all(suite) {
        assert_eq!(world.can(Operation::Enrol), suite.enrol.is_some(), "{name}");
        let Some(enrolling) = suite.enrol else { continue };
        let (id, session) = choose_participant_and_session(&world, enrolling).await;
        let before = world.client.enrolments(&id).await.unwrap();
        let creates = world.count("creates");
        let enrolled = world.client.enrol(&id, session).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(!enrolled.existed && takes_part(enrolled.enrolment.as_ref(), session), "{name}: {enrolled:?}");
        let after = world.client.enrolments(&id).await.unwrap();
        assert!(after.iter().any(|enrolment| takes_part(Some(enrolment), session)), "{name}");
        assert!(after.len() >= before.len(), "{name}: no other enrolment is lost");
        let writes = world.count("writes");
        let again = world.client.enrol(&id, session).await.unwrap();
        assert!(again.existed, "{name}: {again:?}");
        assert_eq!(world.count("writes"), writes, "{name}: nothing was sent");
        assert!(world.count("creates") - creates <= 1, "{name}: made once");
        if !world.can(Operation::Withdraw) {
            world.end();
            continue;
        }
        let withdrawn = world.client.withdraw(&id, session).await.unwrap();
        assert!(!takes_part(withdrawn.enrolment.as_ref(), session), "{name}: {withdrawn:?}");
        let left = world.client.enrolments(&id).await.unwrap();
        assert!(!left.iter().any(|enrolment| takes_part(Some(enrolment), session)), "{name}");
        let others = |all: &[Enrolment]| all.iter().filter(|it| it.session.as_deref() != Some(session)).count();
        assert_eq!(others(&left), others(&after), "{name}: no other enrolment is touched");
        let error = world.client.withdraw(&id, session).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{name}: {error:?}");
        world.check(&error);
        world.end();
    }
}

/// An enrolment whose answer is lost is sent once, and settled by reading.
pub async fn a_lost_enrolment_is_not_repeated<P: Unified + Configure>(suite: &Suite) {
    let Some(enrolling) = suite.enrol else { return };
    for variant in suite.variants {
        for (fault, made) in [(json!("lose_answer"), true), (json!({"status": 503}), false)] {
            let world = World::<P>::new(variant);
            let context = format!("{}, {fault}", variant.name);
            let (id, session) = choose_participant_and_session(&world, enrolling).await;
            let creates = world.count("creates");
            world.fault(enrolling.call, &json!({}), &fault);
            match world.client.enrol(&id, session).await {
                Ok(enrolled) if made => assert!(!enrolled.existed && !enrolled.warnings.is_empty(), "{context}"),
                Err(error) if !made && error.may_have_been_applied() => world.check(&error),
                other => panic!("{context}: {other:?}"),
            }
            assert!(world.count("creates") - creates <= 1, "{context}");
            world.sandbox.set_faults(&json!([])).unwrap();
            let again = world.client.enrol(&id, session).await.unwrap();
            assert_eq!(again.existed, made, "{context}: {again:?}");
            let all = world.client.enrolments(&id).await.unwrap();
            let there = all.iter().filter(|enrolment| takes_part(Some(enrolment), session)).count();
            assert_eq!(there, 1, "{context}: never twice, and enrolled in the end");
            world.end();
        }
    }
}

/// A participant, and a session they are not enrolled in.
pub(super) async fn choose_participant_and_session<P: Unified + Configure>(
    world: &World<P>,
    enrolling: Enrolling,
) -> (String, &'static str) {
    let id = world.people().await[3].id.clone();
    let enrolments = world.client.enrolments(&id).await.unwrap();
    let is_new = |session: &&&str| enrolments.iter().all(|own| own.session.as_deref() != Some(**session));
    let session = enrolling.sessions.iter().find(is_new).expect("there is a session they are not in");
    (id, session)
}

fn takes_part(enrolment: Option<&Enrolment>, session: &str) -> bool {
    enrolment.is_some_and(|it| it.session.as_deref() == Some(session) && it.takes_part() == Some(true))
}

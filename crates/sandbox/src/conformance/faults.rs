//! All faults between two machines, for reading and for writing: the right error, in bounded time, and nothing done
//! twice.

use super::{Suite, Wire, World, fields::sample};
use participants_core::{
    Configure, Directory, Error, ErrorKind, Operation, Outcome, ParticipantUpdate, Support, Unified,
};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;

/// The longest a call may take, its retries included: two tries' worth beyond the deadline of the whole call.
const LONGEST: Duration = Duration::from_secs(120);

/// The kinds of error that a lasting fault must be reported as, and whether a write may have been carried out.
fn lasting() -> Vec<(Value, &'static [ErrorKind], Option<bool>)> {
    use ErrorKind::{
        AnswerTooLarge, Authentication, Decode, Interrupted, Permission, RateLimited, Redirect, Server, SessionExpired,
        Timeout,
    };
    vec![
        (json!("lose_answer"), &[Interrupted], Some(true)),
        (json!("drop"), &[Interrupted], Some(true)),
        (json!({"stall": "before"}), &[Timeout], Some(true)),
        (json!({"stall": "after"}), &[Timeout], Some(true)),
        (json!({"status": 500}), &[Server], Some(true)),
        (json!({"status": 503, "headers": {}, "body": "Service Unavailable"}), &[Server], Some(true)),
        (json!("rate_limited"), &[RateLimited], Some(false)),
        (json!({"rate_limited": {"retry_after": "3600"}}), &[RateLimited], Some(false)),
        (json!("html"), &[Decode], Some(true)),
        (json!({"redirect": "https://elsewhere.example.org/"}), &[Redirect], Some(true)),
        (json!({"huge_bytes": 20_000_000}), &[AnswerTooLarge], Some(true)),
        (json!("error_in_success"), &[], None),
        (json!("expired_token"), &[Authentication, Permission, SessionExpired], Some(false)),
    ]
}

/// Each fault that lasts is an error of the right kind that says what may have been done, in bounded time.
pub async fn every_fault_gives_the_right_error<P: Unified + Configure>(suite: &Suite) {
    for variant in suite.variants {
        for (fault, kinds, may_be_done) in lasting() {
            let world = World::<P>::new(variant);
            if !world.can(Operation::List) {
                continue; // There is no list to choose a participant from.
            }
            let context = format!("{}, {fault}", variant.name);
            if world.can(Operation::Get) {
                let id = world.people().await[3].id.clone();
                // One person out of a list is found before the rest of it has come.
                let by_list = matches!(world.client.capabilities().operation(Operation::Get), Support::Simulated(_));
                let is_found_before = fault.get("huge_bytes").is_some() && by_list;
                let read = async || match is_found_before {
                    true => world.client.list_all().await.map(drop),
                    false => world.client.get(&id).await.map(drop),
                };
                let error = call_with_fault(&world, suite.read, &fault, read).await;
                check_error(&world, &error, kinds, &format!("{context}, reading"));
                assert!(!error.may_have_been_applied(), "{context}: a read changes nothing: {error:?}");
                world.end();
            }
            // Another world: an account that has to wait for an hour does so.
            let world = World::<P>::new(variant);
            let (id, update) = change(suite, &world).await;
            let creates = world.count("creates");
            let error = call_with_fault(&world, suite.update, &fault, async || {
                world.client.update(&id, &update).await.map(drop)
            })
            .await;
            check_error(&world, &error, kinds, &format!("{context}, changing"));
            if let Some(may_be_done) = may_be_done {
                assert_eq!(error.may_have_been_applied(), may_be_done, "{context}: {error:?}");
            }
            assert_eq!(world.count("creates"), creates, "{context}: a change creates no participant");
            world.end();
        }
    }
}

/// After a temporary fault the call is repeated, and the change is made once.
pub async fn calls_succeed_after_a_temporary_fault<P: Unified + Configure>(suite: &Suite) {
    let once = json!({"times": 1});
    for variant in suite.variants {
        for (fault, least) in [
            (json!("lose_answer"), 0),
            (json!("drop"), 0),
            (json!({"stall": "before"}), 0),
            (json!({"status": 503}), 0),
            (json!({"delay_ms": 2000}), 2),
            (json!("rate_limited"), 0),
            (json!({"rate_limited": {"retry_after": "7"}}), 7),
        ] {
            let world = World::<P>::new(variant);
            if !world.can(Operation::List) {
                continue;
            }
            let context = format!("{}, {fault} once", variant.name);
            let (id, update) = change(suite, &world).await;
            world.fault(suite.update, &once, &fault);
            let began = Instant::now();
            let updated =
                world.client.update(&id, &update).await.unwrap_or_else(|error| panic!("{context}: {error:?}"));
            assert!(
                (Duration::from_secs(least)..LONGEST).contains(&began.elapsed()),
                "{context}: {:?}",
                began.elapsed()
            );
            if let Some(after) = updated.after {
                let field = &suite.update_field;
                assert_eq!(after.get(field), update.change(field).value().cloned(), "{context}");
            }
            if world.can(Operation::Get) {
                world.fault(suite.read, &once, &fault);
                assert_eq!(world.client.get(&id).await.unwrap().id, id, "{context}");
            }
            world.end();
        }
    }
}

/// Many calls at once sign in once, and once more when the session has ended.
pub async fn one_sign_in_serves_many_calls<P: Unified + Configure>(suite: &Suite) {
    if suite.sign_in.is_empty() {
        return;
    }
    for (name, world) in World::<P>::all(suite).filter(|(_, world)| world.can(Operation::List)) {
        let (id, update) = change(suite, &world).await;
        let sign_ins = || {
            let log = world.sandbox.log();
            let calls = log.as_array().unwrap().iter();
            let is_one = |call: &&Value| {
                let path = call["path"].as_str().unwrap_or_default();
                suite.sign_in.iter().any(|sign_in| path.ends_with(sign_in)) && call["method"] != "DELETE"
            };
            calls.filter(is_one).count()
        };
        let many = async || {
            let calls: Vec<_> = (0..20)
                .map(|_| {
                    let (client, id, update) = (world.client.clone(), id.clone(), update.clone());
                    tokio::spawn(async move { client.update(&id, &update).await.map(drop) })
                })
                .collect();
            for call in calls {
                call.await.unwrap().unwrap();
            }
        };
        many().await;
        let first = sign_ins();
        assert!((1..=suite.sign_in.len()).contains(&first), "{name}: {first} sign-ins");
        world.fault(suite.update, &json!({"times": 1}), &json!("expired_token"));
        many().await;
        assert!(sign_ins() - first <= suite.sign_in.len(), "{name}: {} more sign-ins", sign_ins() - first);
        world.end();
    }
}

/// A participant and a change to it.
pub(super) async fn change<P: Unified + Configure>(suite: &Suite, world: &World<P>) -> (String, ParticipantUpdate) {
    let people = world.people().await;
    let mut update = ParticipantUpdate::new();
    let value = sample(&suite.update_field, &people[3], &people).unwrap();
    update.set_text(&suite.update_field, &value).unwrap();
    (people[3].id.clone(), update)
}

async fn call_with_fault<P: Unified + Configure>(
    world: &World<P>,
    wire: Wire,
    fault: &Value,
    call: impl AsyncFn() -> Result<(), Error>,
) -> Error {
    world.fault(wire, &json!({}), fault);
    let began = Instant::now();
    let result = call().await;
    assert!(began.elapsed() < LONGEST, "{fault}: {:?}", began.elapsed());
    world.sandbox.set_faults(&json!([])).unwrap();
    match result {
        Err(error) => error,
        Ok(()) => panic!("{fault} was accepted as a valid answer"),
    }
}

fn check_error<P: Unified + Configure>(world: &World<P>, error: &Error, kinds: &[ErrorKind], context: &str) {
    assert!(kinds.is_empty() || kinds.contains(&error.kind()), "{context}: {error:?}");
    assert_ne!(error.outcome(), Outcome::NotSent, "{context}: {error:?}");
    world.check(error);
}

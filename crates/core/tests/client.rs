//! The one place that sends: repeats by what a call does, waits as asked, signs in once, and never leaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{Api, Create, InSession, KEY, Read, Stage, TOKEN, Update};
use participants_core::{Client, ErrorKind, Outcome, RetryPolicy, TransportError, transport::Reason};
use std::time::Duration;

fn client(stage: &Stage) -> Client<Api> {
    Client::builder(Api::new()).transport(stage.clone()).build().unwrap()
}

fn lost() -> TransportError {
    TransportError::new(Reason::Interrupted)
}

#[tokio::test(start_paused = true)]
async fn reads_and_repeatable_writes_are_repeated_creates_are_not() {
    for reason in [Reason::Interrupted, Reason::Timeout] {
        let stage = Stage::new(move |number, _| match number {
            1 => Err(TransportError::new(reason)),
            _ => Ok((200, "done", &[])),
        });
        assert_eq!(client(&stage).send(&Read).await.unwrap(), "done");
        assert_eq!(stage.seen().len(), 2);
        let stage = Stage::new(move |number, _| match number {
            1 => Err(TransportError::new(reason)),
            _ => Ok((200, "done", &[])),
        });
        client(&stage).send(&Update).await.unwrap();
        let stage = Stage::new(move |_, _| Err(TransportError::new(reason)));
        let error = client(&stage).send(&Create).await.unwrap_err();
        assert_eq!(stage.seen().len(), 1);
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.may_have_been_applied());
    }
}

#[tokio::test(start_paused = true)]
async fn a_create_that_was_not_sent_is_sent_again() {
    let stage = Stage::new(|number, _| match number {
        1 => Err(TransportError::new(Reason::Connect)),
        2 => Ok((429, "", &[])),
        _ => Ok((201, "made", &[])),
    });
    assert_eq!(client(&stage).send(&Create).await.unwrap(), "made");
    assert_eq!(stage.seen().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_fails_leaves_a_create_unknown_and_a_read_unharmed() {
    let stage = Stage::new(|_, _| Ok((503, "", &[])));
    let error = client(&stage).send(&Create).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome(), stage.seen().len()), (ErrorKind::Server, Outcome::Unknown, 1));
    let error = client(&stage).send(&Read).await.unwrap_err();
    assert_eq!((error.attempts(), error.outcome()), (4, Outcome::NotApplied));
    assert!(!error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn a_later_refusal_does_not_undo_what_an_earlier_try_may_have_done() {
    let stage = Stage::new(|number, _| match number {
        1 => Err(lost()),
        _ => Ok((409, "", &[])),
    });
    let error = client(&stage).send(&Update).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Conflict, 2));
    assert!(error.may_have_been_applied());
    let stage = Stage::new(|number, _| match number {
        1 => Err(lost()),
        _ => Ok((404, "", &[])),
    });
    assert!(!client(&stage).send(&Read).await.unwrap_err().may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn a_write_that_failed_with_a_plain_500_is_not_repeated() {
    let stage = Stage::new(|_, _| Ok((500, "", &[])));
    client(&stage).send(&Update).await.unwrap_err();
    assert_eq!(stage.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn retry_after_stops_the_whole_account() {
    let stage = Stage::new(|number, _| match number {
        1 => Ok((429, "", &[("retry-after", "7")])),
        _ => Ok((200, "done", &[])),
    });
    let client = client(&stage);
    let began = tokio::time::Instant::now();
    let (first, second) = tokio::join!(client.send(&Read), async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        client.clone().send(&Update).await
    });
    first.unwrap();
    second.unwrap();
    for time in &stage.times()[1..] {
        assert!(*time - began >= Duration::from_secs(7), "{:?}", *time - began);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_longer_than_the_deadline_is_an_error_that_says_how_long() {
    let stage = Stage::new(|_, _| Ok((429, "", &[("retry-after", "3600")])));
    let client = client(&stage);
    let error = client.send(&Read).await.unwrap_err();
    assert_eq!((error.kind(), stage.seen().len()), (ErrorKind::RateLimited, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    // Nor does any other call of the account leave before it ends.
    let error = client.clone().send(&Create).await.unwrap_err();
    assert_eq!((error.kind(), stage.seen().len()), (ErrorKind::RateLimited, 1));
    assert!(!error.may_have_been_applied());
    tokio::time::sleep(Duration::from_secs(3601)).await;
    client.send(&Read).await.unwrap_err();
    assert_eq!(stage.seen().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_whole_call_ends_by_its_deadline() {
    let stage = Stage::new(|_, _| Err(lost())).slow(Duration::from_secs(20));
    let began = tokio::time::Instant::now();
    client(&stage).send(&Read).await.unwrap_err();
    assert!(began.elapsed() <= Duration::from_secs(61), "{:?}", began.elapsed());
    assert!(stage.seen().len() <= 4);
}

#[tokio::test(start_paused = true)]
async fn the_budget_of_retries_is_shared_by_all_calls() {
    let stage = Stage::new(|_, _| Err(lost()));
    let client = client(&stage);
    for _ in 0..100 {
        client.clone().send(&Read).await.unwrap_err();
    }
    assert_eq!(stage.seen().len(), 100 + 20);
}

#[tokio::test(start_paused = true)]
async fn one_sign_in_serves_many_calls_and_expiry_costs_one_more() {
    let stage = Stage::new(|number, request| match request.uri().path() {
        "/connect" => Ok((200, if number < 5 { "first" } else { "second" }, &[])),
        _ if request.uri().query() == Some("token=first") && number > 11 => Ok((403, "", &[])),
        _ => Ok((200, "done", &[])),
    })
    .slow(Duration::from_millis(20));
    let client = client(&stage);
    let many = |client: Client<Api>| async move {
        let calls: Vec<_> = (0..10)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.send(&InSession).await })
            })
            .collect();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    };
    many(client.clone()).await;
    many(client.clone()).await;
    let sign_ins = stage.seen().iter().filter(|call| call.contains("/connect")).count();
    assert_eq!(sign_ins, 2, "{:#?}", stage.seen());
    client.close().await;
    assert!(stage.seen().last().unwrap().contains("/disconnect?token=second"));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_stays_expired_is_given_up() {
    let stage = Stage::new(|_, request| match request.uri().path() {
        "/connect" => Ok((200, TOKEN, &[])),
        _ => Ok((403, "", &[])),
    });
    let error = client(&stage).send(&InSession).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SessionExpired);
    assert_eq!(stage.seen().len(), 4);
    assert!(!format!("{error} {error:?}").contains(TOKEN));
}

#[tokio::test]
async fn what_the_api_says_is_cleaned_of_what_was_sent_and_of_the_key() {
    let stage = Stage::new(|_, _| Ok((422, "Éléonore (eleonore@example.org) with k3y-that-must-not-show exists", &[])));
    let error = client(&stage).send(&Create).await.unwrap_err();
    assert_eq!(error.message(), Some("[hidden] ([hidden]) with [hidden] exists"));
    let shown = format!("{error} {error:?} {:?}", client(&stage));
    assert!(!shown.contains(KEY) && !shown.contains("léonore"), "{shown}");
    assert_eq!((error.provider(), error.endpoint(), error.attempts()), ("made-up", "people.create", 1));
}

#[tokio::test]
async fn an_unreadable_answer_to_a_write_was_most_likely_carried_out() {
    let stage = Stage::new(|_, _| Ok((200, "<html>", &[])));
    let error = client(&stage).send(&Create).await.unwrap_err();
    assert!(error.may_have_been_applied());
    let error = client(&stage).send(&Read).await.unwrap_err();
    assert!(!error.may_have_been_applied());
}

#[tokio::test]
async fn a_redirect_is_an_error_and_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let stage = Stage::new(move |_, _| Ok((status, "", &[("location", "https://evil.example.org/")])));
        let error = client(&stage).send(&Update).await.unwrap_err();
        assert_eq!((error.kind(), stage.seen().len()), (ErrorKind::Redirect, 1));
        assert!(error.may_have_been_applied());
    }
}

#[tokio::test(start_paused = true)]
async fn every_status_says_of_a_write_no_more_than_it_proves() {
    for status in 100..=999 {
        let stage = Stage::new(move |_, _| Ok((status, "", &[])));
        let client = client(&stage);
        let (read, update, create) = (client.send(&Read).await, client.send(&Update).await, client.send(&Create).await);
        if (200..300).contains(&status) {
            assert!(read.is_ok() && update.is_ok() && create.is_ok(), "{status}");
            continue;
        }
        let creations = stage.seen().iter().filter(|call| call.starts_with("POST")).count();
        assert!(creations == 1 || status == 429, "{status}: sent {creations} times");
        // A refusal of this class is of the call itself, but for those by which a server stopped waiting.
        let is_refused = (400..500).contains(&status) && ![408, 460, 499].contains(&status);
        let expected = if is_refused { Outcome::NotApplied } else { Outcome::Unknown };
        for error in [update.unwrap_err(), create.unwrap_err()] {
            assert_eq!(error.outcome(), expected, "{status}: {error:?}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        }
        assert_eq!(read.unwrap_err().outcome(), Outcome::NotApplied, "{status}");
    }
}

#[tokio::test]
async fn never_means_once() {
    let stage = Stage::new(|_, _| Err(lost()));
    let once = Client::builder(Api::new()).transport(stage.clone()).retry(RetryPolicy::never()).build().unwrap();
    once.send(&Read).await.unwrap_err();
    assert_eq!(stage.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn no_retry_after_is_too_large_and_none_panics() {
    for text in ["18446744073709551615", "18446744073709551616", "99999999999", "Fri, 31 Dec 9999 22:00:00 GMT"] {
        for status in [200_u16, 301, 400, 403, 404, 408, 409, 422, 429, 500, 503, 599, 600, 999] {
            let headers: &'static [(&str, &str)] = Box::leak(Box::new([("retry-after", text)]));
            let stage = Stage::new(move |_, _| Ok((status, "", headers)));
            let client = client(&stage);
            for result in [client.send(&Read).await, client.send(&Update).await, client.send(&Create).await] {
                let Err(error) = result else { continue };
                let longest = Duration::from_secs(365 * 24 * 60 * 60);
                assert!(error.retry_after().is_none_or(|wait| wait <= longest), "{text} {status}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn settings_without_a_bound_panic_nowhere() {
    let stage = Stage::new(|_, _| Err(lost()));
    let policy = RetryPolicy { attempts: 3, first_wait: Duration::MAX, longest_wait: Duration::from_millis(5) };
    let builder = Client::builder(Api::new()).transport(stage.clone()).retry(policy);
    let client = builder.deadline(Duration::MAX).timeout(Duration::MAX).longest_wait(Duration::MAX).build().unwrap();
    client.send(&Read).await.unwrap_err();
    assert_eq!(stage.seen().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn signing_in_counts_within_the_tries_and_the_time_of_the_call() {
    // Nothing answers: neither the sign-in nor anything else.
    let stage = Stage::new(|_, _| Err(TransportError::new(Reason::Timeout))).slow(Duration::from_secs(19));
    let began = tokio::time::Instant::now();
    let error = client(&stage).send(&InSession).await.unwrap_err();
    assert_eq!((error.kind(), error.endpoint()), (ErrorKind::Timeout, "session.open"));
    assert!(!error.may_have_been_applied());
    assert!(stage.seen().len() <= 4, "{:?}", stage.seen());
    assert!(began.elapsed() <= Duration::from_secs(61), "{:?}", began.elapsed());

    // Signing in fails at once: as many tries as any call has.
    let stage = Stage::new(|_, _| Ok((503, "", &[])));
    client(&stage).send(&InSession).await.unwrap_err();
    assert_eq!(stage.seen().len(), 4);

    // It works at the second try, and the call once more after that.
    let stage = Stage::new(|number, request| match (number, request.uri().path()) {
        (1, _) => Ok((503, "", &[])),
        (_, "/connect") => Ok((200, TOKEN, &[])),
        (3, _) => Err(TransportError::new(Reason::Connect)),
        _ => Ok((200, "done", &[])),
    });
    assert_eq!(client(&stage).send(&InSession).await.unwrap(), "done");
    assert_eq!(stage.seen().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn no_call_waits_longer_for_the_sign_in_of_another_than_its_own_time() {
    let stage = Stage::new(|_, _| Err(TransportError::new(Reason::Timeout))).slow(Duration::from_secs(29));
    let client = client(&stage);
    let began = tokio::time::Instant::now();
    let calls: Vec<_> = (0..40)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(&InSession).await.unwrap_err() })
        })
        .collect();
    for call in calls {
        let error = call.await.unwrap();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(!error.may_have_been_applied());
    }
    assert!(began.elapsed() <= Duration::from_secs(125), "{:?}", began.elapsed());
}

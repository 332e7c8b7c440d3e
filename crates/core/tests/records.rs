//! Lists read while they arrive: over sockets and on a paused clock.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;

use bytes::Bytes;
use common::Api;
use participants_core::{
    Client, Completeness, Effect, Endpoint, Error, ErrorKind, List, Outcome, Page, Paged, Record, Records, Request,
    Response, RetryPolicy, Transport, TransportError, UnreadRecord,
    transport::{BoxFuture, Chunks, Reason, ResponseBody},
};
use serde::Deserialize;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::time::{Instant, sleep};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Person {
    id: Option<u32>,
}

#[derive(Clone)]
struct People;

impl Endpoint for People {
    type Api = Api;
    type Output = Vec<Result<Record<Person>, Error>>;

    const NAME: &'static str = "people.list";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Api) -> Result<Request, Error> {
        Request::get(&api.base, &["people"])
    }

    fn response(&self, _: &Api, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

impl List for People {
    type Item = Record<Person>;

    fn is_list(member: &str) -> bool {
        member == "data"
    }

    fn item(&self, record: UnreadRecord) -> Result<Self::Item, Error> {
        record.read()
    }
}

/// A list of one page.
impl Paged for People {
    const PROMISE: Completeness = Completeness::Complete;

    fn key(person: &Record<Person>) -> Option<String> {
        person.id.map(|id| id.to_string())
    }

    fn following(&self, _: &Page<Record<Person>>) -> Option<Self> {
        None
    }
}

/// What one call is answered with, piece by piece.
#[derive(Clone)]
enum Piece {
    Text(String),
    Wait(Duration),
    Break,
}

/// Answers in their order: the status, and the body piece by piece.
type Answers = VecDeque<(u16, Vec<Piece>)>;

/// A remote side that answers each call with the next of these.
#[derive(Clone)]
struct Remote {
    answers: Arc<Mutex<Answers>>,
}

struct Body(VecDeque<Piece>);

impl Chunks for Body {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async {
            loop {
                match self.0.pop_front() {
                    Some(Piece::Text(text)) => return Ok(Some(text.into())),
                    Some(Piece::Wait(time)) => sleep(time).await,
                    Some(Piece::Break) => return Err(TransportError::new(Reason::Interrupted)),
                    None => return Ok(None),
                }
            }
        })
    }
}

impl Transport for Remote {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async {
            let (status, pieces) = self.answers.lock().unwrap().pop_front().expect("no more calls");
            let body = ResponseBody::chunks(Body(pieces.into()));
            Ok(http::Response::builder().status(status).body(body).unwrap())
        })
    }
}

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

fn client(answers: impl IntoIterator<Item = (u16, Vec<Piece>)>) -> (Client<Api>, Remote) {
    let remote = Remote { answers: Arc::new(Mutex::new(answers.into_iter().collect())) };
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    (Client::builder(Api::new()).transport(remote.clone()).retry(retry).largest_record(1000).build().unwrap(), remote)
}

/// The ids in order, 0 where there is none and 99 for a record that could not be read, and how it ended.
async fn read(records: &mut Records<People>) -> (Vec<u32>, Result<(), Error>) {
    let mut ids = Vec::new();
    loop {
        match records.next().await {
            Ok(Some(items)) => {
                ids.extend(items.iter().map(|item| item.as_ref().map_or(99, |item| item.id.unwrap_or_default())));
            }
            Ok(None) => return (ids, Ok(())),
            Err(error) => return (ids, Err(error)),
        }
    }
}

async fn of(pieces: Vec<Piece>) -> (Vec<u32>, Result<(), ErrorKind>) {
    let (client, _) = client([(200, pieces)]);
    let (ids, end) = read(&mut client.records(People)).await;
    if let Err(error) = &end {
        assert_eq!((error.outcome(), error.endpoint()), (Outcome::NotApplied, "people.list"), "{error}");
    }
    (ids, end.map_err(|error| error.kind()))
}

#[tokio::test(start_paused = true)]
async fn every_documented_form_of_a_list_is_read() {
    for (body, ids) in [
        (r#"[{"id":1},{"id":2}]"#, vec![1, 2]),
        (r#" {"total":2,"data":[{"id":1},{"id":2}],"x":1} "#, vec![1, 2]),
        (r#"[{"id":1},{"id":{}},7,{"id":2}]"#, vec![1, 99, 99, 2]),
        (r#"{"id":7}"#, vec![7]),
        ("null", vec![]),
        ("", vec![]),
        ("[]", vec![]),
        (r#"{"data":[]}"#, vec![]),
    ] {
        for cut in 1..=body.len().max(1) {
            let pieces = body.as_bytes().chunks(cut).map(|piece| text(std::str::from_utf8(piece).unwrap())).collect();
            assert_eq!(of(pieces).await, (ids.clone(), Ok(())), "{body} by {cut}");
        }
        // A byte-order mark before it is no part of it.
        let marked = vec![text("\u{feff}"), text(body)];
        assert_eq!(of(marked).await, (ids.clone(), Ok(())), "{body} after a mark");
        assert_eq!(of(vec![text(&format!("\u{feff}{body}"))]).await, (ids, Ok(())), "{body} with a mark");
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_not_whole_is_an_error_after_what_came() {
    let decode = ErrorKind::Decode;
    for (body, ids, kind) in [
        (r#"[{"id":1},{"id":2}"#, vec![1, 2], decode),
        (r#"[{"id":1},{"id":"#, vec![1], decode),
        ("[", vec![], decode),
        (r#"[{"id":1}] <br />Notice: x"#, vec![1], decode),
        (r#"[{"id":1},<br />{"id":2}]"#, vec![1], decode),
        (r#"[{"id":1}{"id":2}]"#, vec![1], decode),
        (r#"{"data":[{"id":1}]"#, vec![1], decode),
        (r#"{"data":[{"id":1}],"data":[{"id":2}]}"#, vec![1], decode),
        (r#"{"data":[{"id":1}],"no":"no","#, vec![1], decode),
        ("<html>", vec![], decode),
    ] {
        assert_eq!(of(vec![text(body)]).await, (ids, Err(kind)), "{body}");
    }
    let around = format!("{{\"data\":[{{\"id\":1}}],\"x\":\"{}\"}}", "x".repeat(1000));
    assert_eq!(of(vec![text(&around)]).await, (vec![1], Err(ErrorKind::AnswerTooLarge)));
}

#[tokio::test(start_paused = true)]
async fn the_provider_sees_its_failures_before_a_record_is_handed_on_and_after() {
    assert_eq!(of(vec![text(r#"{"error":"no"}"#)]).await, (vec![], Err(ErrorKind::Refused)));
    assert_eq!(of(vec![text(r#"{"error":"no","data":[{"id":1}]}"#)]).await, (vec![], Err(ErrorKind::Refused)));
    assert_eq!(of(vec![text(r#"{"data":[{"id":1}],"error":"no"}"#)]).await, (vec![1], Err(ErrorKind::Refused)));
    let (client, _) = client([(403, vec![text("[{\"id\":1}]")])]);
    assert_eq!(read(&mut client.records(People)).await.1.unwrap_err().kind(), ErrorKind::SessionExpired);
}

#[tokio::test(start_paused = true)]
async fn a_list_is_sent_for_again_until_its_first_record_and_never_after() {
    let broken = (200, vec![text(r#"[ {"id":"#), Piece::Break]);
    let (client_, remote) = client([broken.clone(), (503, vec![]), (200, vec![text(r#"[{"id":1}]"#)])]);
    assert_eq!(read(&mut client_.records(People)).await.0, [1]);
    assert!(remote.answers.lock().unwrap().is_empty());

    let late = (200, vec![text(r#"[{"id":1},{"id":"#), Piece::Break]);
    let (client, remote) = client([late, (200, vec![text(r#"[{"id":1}]"#)])]);
    let mut records = client.records(People);
    let (ids, end) = read(&mut records).await;
    assert_eq!((ids, end.unwrap_err().kind()), (vec![1], ErrorKind::Interrupted));
    assert!(records.next().await.is_err(), "it is no list at its end");
    assert_eq!(remote.answers.lock().unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_slow_list_is_read_to_its_end_and_a_stalled_one_left() {
    let began = Instant::now();
    let mut pieces = vec![text("[{\"id\":0}")];
    for id in 1..100 {
        pieces.extend([Piece::Wait(Duration::from_secs(29)), text(&format!(",{{\"id\":{id}}}"))]);
    }
    pieces.push(text("]"));
    assert_eq!(of(pieces).await, ((0..100).collect(), Ok(())));
    assert!(began.elapsed() > Duration::from_secs(2800));

    let began = Instant::now();
    let stalled = vec![text("[{\"id\":1},"), Piece::Wait(Duration::from_secs(31)), text("{\"id\":2}]")];
    assert_eq!(of(stalled).await, (vec![1], Err(ErrorKind::Timeout)));
    assert_eq!(began.elapsed(), Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn the_first_record_comes_within_the_calls_time() {
    let mut pieces = vec![text("[")];
    for _ in 0..100 {
        pieces.extend([Piece::Wait(Duration::from_secs(10)), text(" ")]);
    }
    let began = Instant::now();
    assert_eq!(of(pieces).await, (vec![], Err(ErrorKind::Timeout)));
    assert_eq!(began.elapsed(), Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn a_record_too_large_costs_the_proof_and_no_other_record() {
    let large = format!("[{{\"id\":1}},{{\"x\":\"{}\"}},{{\"id\":2}}]", "x".repeat(1000));
    let pieces = large.as_bytes().chunks(100).map(|piece| text(std::str::from_utf8(piece).unwrap())).collect();
    assert_eq!(of(pieces).await, (vec![1, 99, 2], Ok(())));
}

#[tokio::test(start_paused = true)]
async fn a_page_that_broke_off_goes_on_without_proof() {
    let late = (200, vec![text(r#"[{"id":1},{"id":"#), Piece::Break]);
    let (client, _) = client([late, (200, vec![text(r#"[{"id":1},{"id":2}]"#)])]);
    let mut walk = client.pages(People);
    let mut ids = Vec::new();
    let mut breaks = 0;
    loop {
        match walk.next().await {
            Ok(Some(items)) => ids.extend(items.into_iter().map(|item| item.unwrap().id.unwrap())),
            Ok(None) => break,
            Err(_) => breaks += 1,
        }
    }
    assert_eq!((ids, breaks, walk.completeness()), (vec![1, 2], 1, Completeness::Unknown));
}

#[tokio::test(start_paused = true)]
async fn the_providers_secrets_are_left_out_of_every_record() {
    let record = r#"{"id":1,"Sign_In_Link":"x","rooms":[{"sign_in_link":"x"}],"password":"x","city":"Łódź"}"#;
    for body in [record.to_owned(), format!("[{record}]"), format!(r#"{{"data":[{record}]}}"#)] {
        let (client_, _) = client([(200, vec![text(&body)])]);
        let person = client_.records(People).next().await.unwrap().unwrap().remove(0).unwrap();
        assert_eq!(person.extra().into_keys().collect::<Vec<_>>(), ["city", "rooms"], "{body}");
        assert_eq!(person.extra()["rooms"], serde_json::json!([{}]));
        assert_eq!(person.document().secrets(), ["Sign_In_Link", "password", "rooms.sign_in_link"]);
    }
    let (client, _) = client([(200, vec![text(&format!("[{record}]"))])]);
    let person = client.send(&People).await.unwrap().remove(0).unwrap();
    assert_eq!(person.extra().into_keys().collect::<Vec<_>>(), ["city", "rooms"]);
}

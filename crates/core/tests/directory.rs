//! The unified view over a made-up provider: no participant is created twice, and one is only called missing where that
//! is proved.

#![allow(clippy::unwrap_used, clippy::panic)] // Tests may be blunt.

mod common;

use common::{Api, Stage};
use participants_core::{
    Capabilities, Clearing, Client, Completeness, Directory, Document, Effect, Endpoint, Error, ErrorKind,
    ExistenceCheck, Field, FieldCapability, Filter, Found, Key, ListItem, Listing, Mapping, NewParticipant, Operation,
    Outcome, PageStream, Participant, Request, Response, Support, TransportError, Unified, Write, WriteResult,
    http::Method, transport::Reason,
};
use std::cell::Cell;

static CAPABILITIES: Capabilities = Capabilities {
    provider: "made-up",
    when: "",
    operations: &[
        (Operation::Get, Support::Native),
        (Operation::FindByExternalId, Support::Native),
        (Operation::FindByEmail, Support::Native),
        (Operation::List, Support::Native),
        (Operation::Create, Support::Native),
    ],
    fields: &[
        FieldCapability::read_only(Field::Id, "the provider sets it"),
        FieldCapability::writable(Field::ExternalId, Support::Native, Clearing::Null),
        FieldCapability::writable(Field::Email, Support::Native, Clearing::Null),
        FieldCapability::writable(Field::LastName, Support::Native, Clearing::Null),
        FieldCapability::writable(Field::Notes, Support::Native, Clearing::Null).unread(),
    ],
    required: &[],
};

struct List;
struct Make;

thread_local! {
    /// How many requests were built in this test.
    static BUILT: Cell<u32> = const { Cell::new(0) };
}

macro_rules! endpoint {
    ($name:ident, $text:literal, $effect:ident, $method:ident) => {
        impl Endpoint for $name {
            type Api = Api;
            type Output = Vec<Document>;

            const NAME: &'static str = $text;
            const EFFECT: Effect = Effect::$effect;

            fn request(&self, api: &Api) -> Result<Request, Error> {
                BUILT.set(BUILT.get() + 1);
                Request::new(Method::$method, &api.base, &["people"])
            }

            fn response(&self, _: &Api, response: &Response) -> Result<Vec<Document>, Error> {
                response.records()
            }
        }
    };
}

endpoint!(List, "people.list", Read, GET);
endpoint!(Make, "people.create", Create, POST);

impl Unified for Api {
    const TABLES: &'static [&'static Capabilities] = &[&CAPABILITIES];

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error> {
        Ok(answer.records()?.into_iter().map(person).collect())
    }

    async fn get(client: &Client<Self>, id: &str) -> Result<Participant, Error> {
        let all = client.send(&List).await?.into_iter().filter_map(|document| person(document).ok());
        let found = all.into_iter().find(|person| person.id == id);
        found.ok_or_else(|| Error::new(ErrorKind::NotFound, "there is no such person"))
    }

    async fn list(client: &Client<Self>, _: &Filter) -> Result<PageStream, Error> {
        let people = client.send(&List).await?.into_iter().map(person).collect();
        Ok(PageStream::whole(people, Completeness::Complete))
    }

    async fn create(_: &Client<Self>, _: &NewParticipant) -> Result<Vec<Write<Self>>, Error> {
        Ok(vec![Write::new(Make, |mut made| {
            let person = made.pop().map(person).transpose()?;
            Ok(person.map_or_else(WriteResult::empty, WriteResult::current))
        })])
    }
}

fn person(document: Document) -> Result<Participant, Error> {
    let json = document.value();
    let text = |name: &str| json[name].as_str().map(str::to_owned);
    let id = text("id").ok_or_else(|| Error::new(ErrorKind::Decode, "the record has no id"))?;
    let mut person = Participant::new(id, document, Mapping::default());
    (person.email, person.last_name) = (text("email"), text("last_name"));
    person.external_id = text("external_id");
    Ok(person)
}

fn client(stage: &Stage) -> Client<Api> {
    Client::builder(Api::new()).transport(stage.clone()).build().unwrap()
}

fn zoe() -> NewParticipant {
    NewParticipant::new().last_name("Núñez").email("Zoe@example.org").external_id("Z-1")
}

const ZOE: &str = r#"[{"id":"7","email":"zoe@example.org","last_name":"Núñez"}]"#;
const TWO: &str = r#"[{"id":"7","email":"zoe@example.org"},{"id":"8","email":"ZOE@example.org"}]"#;
const ANOTHER_PERSON: &str = r#"[{"id":"9","email":"zoe@example.org","last_name":"Ott","external_id":"other"}]"#;
const INVALID: &str = r#"[{"email":"person@example.org"}]"#;

#[tokio::test(start_paused = true)]
async fn an_existing_participant_is_not_created_again() {
    let stage = Stage::new(|_, _| Ok((200, ZOE, &[])));
    let made = client(&stage).create(&zoe()).await.unwrap();
    assert_eq!((made.existed, made.id.as_deref()), (true, Some("7")));
    assert!(stage.seen().iter().all(|call| call.starts_with("GET")), "{:?}", stage.seen());
}

#[tokio::test(start_paused = true)]
async fn no_participant_is_created_while_the_match_is_unclear() {
    for (people, kind) in
        [(TWO, ErrorKind::Ambiguous), (INVALID, ErrorKind::Ambiguous), (ANOTHER_PERSON, ErrorKind::Conflict)]
    {
        let stage = Stage::new(move |_, _| Ok((200, people, &[])));
        let error = client(&stage).create(&zoe()).await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied()), (kind, false), "{people}");
        assert!(!error.to_string().contains("zoe"), "{error}");
        assert!(stage.seen().iter().all(|call| call.starts_with("GET")), "{:?}", stage.seen());
    }
}

#[tokio::test(start_paused = true)]
async fn keys_without_a_search_are_looked_up_in_one_list() {
    let stage = Stage::new(|_, request| match request.method().as_str() {
        "POST" => Ok((201, ZOE, &[])),
        _ => Ok((200, "[]", &[])),
    });
    assert!(!client(&stage).create(&zoe()).await.unwrap().existed);
    assert_eq!(stage.seen(), ["GET http://localhost:1/people", "POST http://localhost:1/people"]);
}

#[tokio::test(start_paused = true)]
async fn a_success_without_an_identifier_is_no_creation() {
    for (answer, after, is_found) in [("[]", ZOE, true), (r#"[{"id":" "}]"#, ZOE, true), ("[]", "[]", false)] {
        let stage = Stage::new(move |number, request| match (request.method().as_str(), number) {
            ("POST", _) => Ok((201, answer, &[])),
            (_, 1) => Ok((200, "[]", &[])),
            _ => Ok((200, after, &[])),
        });
        match client(&stage).create(&zoe()).await {
            Ok(created) if is_found => assert_eq!(created.id.as_deref(), Some("7")),
            Err(error) if !is_found => {
                assert_eq!((error.outcome(), error.endpoint()), (Outcome::Unknown, "people.create"));
            }
            other => panic!("{answer}, {after}: {other:?}"),
        }
        let write = client(&stage).prepare_create(&zoe(), ExistenceCheck::ByCaller).await.unwrap();
        let error = write.send().await.expect_err(answer);
        assert!(error.may_have_been_applied());
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_settled_by_looking_once_more() {
    for (after, is_found) in [(ZOE, true), ("[]", false), (TWO, false)] {
        let stage = Stage::new(move |number, request| match (request.method().as_str(), number) {
            ("POST", _) => Err(TransportError::new(Reason::Interrupted)),
            (_, 1) => Ok((200, "[]", &[])),
            _ => Ok((200, after, &[])),
        });
        match client(&stage).create(&zoe()).await {
            Ok(created) if is_found => {
                assert_eq!((created.id.as_deref(), created.warnings.len()), (Some("7"), 1));
            }
            Err(error) if !is_found => assert!(error.may_have_been_applied()),
            other => panic!("{after}: {other:?}"),
        }
        assert_eq!(stage.seen().iter().filter(|call| call.starts_with("POST")).count(), 1, "{after}");
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_key_that_can_be_looked_up_it_is_said() {
    let stage = Stage::new(|_, _| Ok((201, ZOE, &[])));
    let made = client(&stage).create(&NewParticipant::new().last_name("Núñez")).await.unwrap();
    assert!(!made.existed && made.warnings[0].contains("without looking"));
    let write = client(&stage).prepare_create(&zoe(), ExistenceCheck::Skipped).await.unwrap();
    let made = write.send().await.unwrap();
    assert!(!made.existed && made.warnings.is_empty());
    assert_eq!(stage.seen().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn several_matches_are_several_and_no_match_is_as_sure_as_the_list() {
    let found = async |people: &'static str| {
        let stage = Stage::new(move |_, _| Ok((200, people, &[])));
        client(&stage).find(&Key::Email("zoe@EXAMPLE.org".into())).await.unwrap()
    };
    assert!(matches!(found(ZOE).await, Found::One(person) if person.id == "7"));
    assert!(matches!(found(TWO).await, Found::Several(people) if people.len() == 2));
    assert_eq!(found(TWO).await.one().unwrap_err().kind(), ErrorKind::Ambiguous);
    assert!(matches!(found("[]").await, Found::None(Completeness::Complete)));
    assert!(matches!(found(INVALID).await, Found::None(Completeness::Partial(_))));
    assert_eq!(found(INVALID).await.one().unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test(start_paused = true)]
async fn a_list_is_a_stream_with_its_completeness_at_the_end() {
    let stage = Stage::new(|_, _| Ok((200, r#"[{"id":"1"},{},{"id":"3","email":"a@example.org"}]"#, &[])));
    let client = client(&stage);
    let mut people = client.list(&Filter::all()).await.unwrap();
    assert!(matches!(people.completeness(), Completeness::Partial(_)), "not before the end");
    let mut seen = Vec::new();
    while let Some(listed) = people.next().await.unwrap() {
        seen.push(match listed {
            ListItem::Person(person) => person.id,
            ListItem::Invalid(invalid) => format!("invalid {}", invalid.position),
        });
    }
    assert_eq!(seen, ["1", "invalid 1", "3"]);
    assert_eq!(people.completeness(), Completeness::Partial("some records could not be read"));
    assert!(people.next().await.unwrap().is_none(), "the end stays the end");
    let filtered = client.list(&Filter::all().only(Field::Email, "A@example.org")).await.unwrap();
    assert_eq!(filtered.filtered_here(), [Field::Email]);
    let listing = filtered.collect().await.unwrap();
    assert_eq!(listing.people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["3"]);
    let error = client.list(&Filter::all().only(Field::Notes, "x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}

#[tokio::test(start_paused = true)]
async fn a_key_the_provider_has_no_look_up_for_is_refused_before_sending() {
    let stage = Stage::new(|_, _| Ok((200, ZOE, &[])));
    let person = Key::Person { first_name: "Z".into(), last_name: "N".into(), born: "1990-04-12".parse().unwrap() };
    assert_eq!(client(&stage).find(&person).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert!(stage.seen().is_empty());
    let listing: Listing = client(&stage).in_list(&Key::Email("zoe@example.org".into())).await.unwrap();
    assert_eq!(listing.people.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_write_is_prepared_looked_at_and_sent() {
    let stage = Stage::new(|_, request| match request.method().as_str() {
        "POST" => Ok((201, ZOE, &[])),
        _ => Ok((200, "[]", &[])),
    });
    let write = client(&stage).prepare_create(&zoe(), ExistenceCheck::ByEveryKey).await.unwrap();
    assert_eq!((stage.seen(), BUILT.get()), (vec!["GET http://localhost:1/people".to_owned()], 2));
    let shown = write.preview().unwrap();
    assert!(shown.len() == 1 && shown[0].starts_with("POST http://localhost:1/people"), "{shown:?}");
    assert_eq!(stage.seen().len(), 1, "looking at it sends nothing");
    assert_eq!(write.send().await.unwrap().id.as_deref(), Some("7"));
    assert_eq!(stage.seen(), ["GET http://localhost:1/people", "POST http://localhost:1/people"]);
    assert_eq!(BUILT.get(), 2, "each request is built once");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_is_dropped_is_not_sent() {
    let stage = Stage::new(|_, _| Ok((200, ZOE, &[])));
    drop(client(&stage).prepare_create(&zoe(), ExistenceCheck::Skipped).await.unwrap());
    let there = client(&stage).prepare_create(&zoe(), ExistenceCheck::ByEveryKey).await.unwrap();
    assert_eq!(there.preview().unwrap(), Vec::<String>::new(), "they exist: there is nothing to send");
    assert!(there.send().await.unwrap().existed);
    assert_eq!(stage.seen(), ["GET http://localhost:1/people"]);
}

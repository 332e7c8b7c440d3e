//! Who gets in, by which way, and where to.

use super::*;
use crate::dendreo::READ_KEY;
use crate::emulator::Window;

fn with_header(value: &str) -> Call {
    let mut call = call(Method::GET, "participants.php?id=2001", "");
    call.headers.insert("authorization", HeaderValue::from_str(value).unwrap());
    call
}

fn status(call: &Call) -> u16 {
    account().handle(call, Duration::ZERO).status
}

#[test]
fn the_quotes_are_part_of_the_header() {
    assert_eq!(status(&with_header(&format!("Token token=\"{KEY}\""))), 200);
    for wrong in [format!("Token token={KEY}"), format!("Bearer {KEY}"), KEY.to_owned(), "Token token=\"x\"".into()] {
        assert_eq!(status(&with_header(&wrong)), 401, "{wrong}");
    }
}

#[test]
fn the_key_may_stand_in_query_form_or_json_as_well() {
    let bare = |method, target: &str, body: &str| {
        let mut call = call(method, target, body);
        call.headers.remove("authorization");
        status(&call)
    };
    assert_eq!(bare(Method::GET, "participants.php?id=2001", ""), 401);
    assert_eq!(bare(Method::GET, &format!("participants.php?id=2001&key={KEY}"), ""), 200);
    assert_eq!(bare(Method::POST, "participants.php", &format!("key={KEY}&nom=X")), 201);
    assert_eq!(bare(Method::POST, "participants.php", &json!({"key": KEY, "nom": "X"}).to_string()), 201);
    assert_eq!(bare(Method::POST, "participants.php", "key=wrong&nom=X"), 401);
}

#[test]
fn header_and_query_together_are_fine() {
    assert_eq!(status(&call(Method::GET, &format!("participants.php?key={KEY}&id=2001"), "")), 200);
}

#[test]
fn a_reading_key_cannot_write_and_gets_the_same_answer_as_a_wrong_one() {
    let mut dendreo = account();
    assert_eq!(status(&with_header(&format!("Token token=\"{READ_KEY}\""))), 200);
    let mut write = call(Method::POST, "participants.php", "nom=X");
    write.headers.insert("authorization", HeaderValue::from_str(&format!("Token token=\"{READ_KEY}\"")).unwrap());
    let reply = dendreo.handle(&write, Duration::ZERO);
    assert_eq!((reply.status, reply.body), (401, dendreo.unauthorized().body));
    assert_eq!(dendreo.people(), 40);
}

#[test]
fn a_question_mark_or_ampersand_too_many_means_nothing() {
    let mut dendreo = account();
    for target in ["participants.php?", "participants.php?&", "participants.php?&&include=&"] {
        assert_eq!(get(&mut dendreo, target).as_array().map(Vec::len), Some(40), "{target}");
    }
    assert_eq!(get(&mut dendreo, "participants.php?id=2002&")["id_participant"], "2002");
}

#[test]
fn other_entry_points_do_not_exist() {
    let mut dendreo = account();
    for target in ["personnes.php", "participants", "participants.php/2001", ""] {
        let reply = send(&mut dendreo, Method::GET, target, "");
        assert_eq!(reply.status, 404, "{target}");
        assert!(serde_json::from_slice::<Value>(&reply.body).is_err());
    }
    let mut other = call(Method::GET, "participants.php", "");
    other.path = "/other/api/participants.php".into();
    assert_eq!(dendreo.handle(&other, Duration::ZERO).status, 404);
    set(&mut dendreo, "unknown_entry_body", "message");
    assert!(read(&dendreo.handle(&other, Duration::ZERO))["message"].is_string());
}

#[test]
fn the_documented_limits_are_declared() {
    let window = |count, seconds| Window { key: "account".into(), count, per: Duration::from_secs(seconds) };
    assert_eq!(
        account().limits(&call(Method::GET, "participants.php", "")),
        [window(100, 10), window(100_000, 86_400)]
    );
}

#[test]
fn the_bodies_of_401_and_429_are_as_set() {
    let mut dendreo = account();
    assert!(dendreo.unauthorized().body.is_empty() && dendreo.over_limit().body.is_empty());
    set(&mut dendreo, "unauthorized_body", "failure");
    assert_eq!(read(&dendreo.unauthorized())["status"], "failure");
    set(&mut dendreo, "over_limit_body", "message");
    assert!(read(&dendreo.over_limit())["message"].is_string());
    assert_eq!((dendreo.unauthorized().status, dendreo.over_limit().status), (401, 429));
}

#[test]
fn a_client_can_sign_in_with_the_environment() {
    let environment = account().environment("http://127.0.0.1:8001");
    assert_eq!(environment[0], ("DENDREO_BASE_URL", "http://127.0.0.1:8001/demo/api/".to_owned()));
    assert_eq!(environment[1], ("DENDREO_API_KEY", KEY.to_owned()));
}

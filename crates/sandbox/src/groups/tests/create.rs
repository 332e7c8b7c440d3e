//! Creating users and asking for their portal link.

use super::{Caller, NEWCOMERS, NEXT_TERM, label, user};
use crate::emulator::Emulator;
use serde_json::{Value, json};

fn body(email: &str, group: &str) -> Value {
    json!({"user": {"fullName": "Oda Ünique", "shortName": "Oda", "email": email}, "group": {"id": group}})
}

#[test]
fn a_user_is_created_with_201_and_only_an_id() {
    let mut caller = Caller::new(3);
    assert_eq!(caller.post("users", &body("oda@example.org", NEWCOMERS)), (201, json!({"user": {"id": user(3)}})));
    assert_eq!(
        caller.stored(3),
        json!({
            "id": user(3), "fullName": "Oda Ünique", "shortName": "Oda", "email": "oda@example.org",
            "group": {"id": NEWCOMERS, "name": "Newcomers"}, "state": "in progress"
        })
    );
    caller.post("users", &body("two@example.org", NEXT_TERM));
    assert_eq!(caller.stored(4)["state"], "training not assigned");
    assert_eq!(caller.remote.people(), 5);
}

#[test]
fn all_five_members_are_needed_in_their_form() {
    let mut caller = Caller::new(1);
    let good = body("oda@example.org", NEWCOMERS);
    for (object, member) in [("user", "fullName"), ("user", "shortName"), ("user", "email"), ("group", "id")] {
        for wrong in [Value::Null, json!(""), json!(5), json!(["x"])] {
            let mut body = good.clone();
            body[object][member] = wrong;
            assert_eq!(caller.post("users", &body), label(400, "common-validation"), "{body}");
        }
    }
    for group in ["66aa", "66AA00000000000000000001", "66aa0000000000000000000-"] {
        assert_eq!(caller.post("users", &body("oda@example.org", group)), label(400, "common-validation"));
    }
    let reply = caller.send(http::Method::POST, "users", "fullName=Oda");
    assert_eq!(reply.status, 400);
    assert_eq!(caller.remote.people(), 1);
}

#[test]
fn capitals_in_an_address_are_refused_or_lowered() {
    let upper = body("Oda@Example.org", NEWCOMERS);
    let mut caller = Caller::new(1);
    assert_eq!(caller.post("users", &upper), label(400, "common-validation"));
    assert_eq!(caller.post("users/info", &json!({"email": "Oda@example.org"})), label(400, "common-validation"));
    assert_eq!(caller.post("report", &json!({"lng": "en", "email": ["Oda@example.org"]})).0, 400);
    assert_eq!(caller.patch(0, &json!({"email": "Oda@example.org"})), label(400, "Bad Request"));
    let mut caller = caller.set("capitals_refused", "posts");
    assert_eq!(caller.post("users", &upper).0, 400);
    assert_eq!(caller.patch(0, &json!({"email": "Oda@example.org"})).1["currentEmail"], "oda@example.org");
    let mut caller = Caller::new(1).set("capitals_refused", "nowhere");
    assert_eq!(caller.post("users", &upper).0, 201);
    assert_eq!(caller.post("users/info", &json!({"email": "ODA@example.org"})).0, 200);
}

#[test]
fn an_address_belongs_to_one_user() {
    let mut caller = Caller::new(2);
    let taken = caller.stored(1)["email"].as_str().unwrap().to_owned();
    assert_eq!(caller.post("users", &body(&taken, NEWCOMERS)), label(409, "user-email-already-exists-in-company"));
    assert_eq!(caller.remote.people(), 2);
}

#[test]
fn an_unknown_group_is_a_404_with_its_own_label() {
    let mut caller = Caller::new(1);
    let unknown = body("oda@example.org", "66aa000000000000000000ff");
    assert_eq!(caller.post("users", &unknown), label(404, "group-does-not-exists"));
}

#[test]
fn a_licence_is_needed_only_where_training_has_started() {
    let mut caller = Caller::new(5);
    let in_progress =
        caller.remote.state()["users"].as_array().unwrap().iter().filter(|user| user["state"] == "in progress").count();
    caller = caller.set("licences", in_progress as u64 + 1);
    assert_eq!(caller.post("users", &body("a@example.org", NEWCOMERS)).0, 201);
    assert_eq!(caller.post("users", &body("b@example.org", NEWCOMERS)), label(402, "no-available-license"));
    assert_eq!(caller.post("users", &body("b@example.org", NEXT_TERM)).0, 201);
    let waiting = caller.remote.people() - 1;
    assert_eq!(caller.patch(waiting, &json!({"groupId": NEWCOMERS})), label(402, "PAYMENT_REQUIRED"));
    // A user leaves training and frees a slot.
    assert_eq!(caller.patch(0, &json!({"groupId": NEXT_TERM})).0, 200);
    assert_eq!(caller.patch(waiting, &json!({"groupId": NEWCOMERS})).0, 200);
    let mut caller = caller.set("licences", 1_000).set("licence_active", false);
    assert_eq!(caller.post("users", &body("c@example.org", NEWCOMERS)).0, 402);
    assert_eq!(caller.patch(0, &json!({"shortName": "X"})), label(402, "PAYMENT_REQUIRED"));
}

#[test]
fn the_portal_link_depends_on_the_state() {
    let mut caller = Caller::new(60);
    let mut ask = |place: usize| {
        let email = caller.stored(place)["email"].clone();
        caller.post("users/info", &json!({"email": email}))
    };
    let (status, answer) = ask(0);
    assert_eq!((status, answer.as_object().unwrap().len()), (200, 1));
    assert!(answer["link"].as_str().unwrap().starts_with("https://"));
    assert_ne!(answer, ask(1).1, "links are personal");
    let waiting = Caller::new(60).first("training not assigned");
    assert_eq!(ask(waiting), label(422, "education-not-started"));
    assert_eq!(ask(Caller::new(60).first("deleted")), label(404, "user-not-found"));
    assert_eq!(caller.post("users/info", &json!({"email": "unknown@example.org"})), label(404, "user-not-found"));
    for wrong in [json!({}), json!({"email": null}), json!({"email": ""}), json!("text")] {
        assert_eq!(caller.post("users/info", &wrong), label(400, "common-validation"));
    }
}

#[test]
fn after_a_creation_the_plan_takes_as_many_calls_as_set() {
    let mut caller = Caller::new(1).set("busy_after_create", 2);
    caller.post("users", &body("oda@example.org", NEWCOMERS));
    let ask = json!({"email": "oda@example.org"});
    assert_eq!(caller.post("users/info", &ask), label(422, "processing-education"));
    assert_eq!(caller.patch(1, &json!({"shortName": "X"})), label(409, "User's education plan is being calculated"));
    assert_eq!(caller.post("users/info", &ask).0, 200);
    caller.post("users", &body("two@example.org", NEXT_TERM));
    assert_eq!(caller.post("users/info", &json!({"email": "two@example.org"})), label(422, "education-not-started"));
}

//! Moving and renaming users.

use super::{Caller, FINANCE, NEWCOMERS, NEXT_TERM, label, user};
use http::Method;
use serde_json::{Value, json};

#[test]
fn each_pair_is_answered_only_if_its_source_was_sent() {
    let mut caller = Caller::new(2);
    let before = caller.stored(0);
    let other = caller.stored(1);
    let (status, answer) = caller.patch(0, &json!({"groupId": FINANCE, "shortName": "Élo"}));
    assert_eq!(
        (status, answer),
        (
            200,
            json!({
                "userId": user(0),
                "currentGroup": {"id": FINANCE, "name": "Finance"}, "previousGroup": {"id": NEWCOMERS, "name": "Newcomers"},
                "currentShortName": "Élo", "previousShortName": before["shortName"]
            })
        )
    );
    let mut expected = before.clone();
    expected["group"] = json!({"id": FINANCE, "name": "Finance"});
    expected["shortName"] = json!("Élo");
    assert_eq!(caller.stored(0), expected, "nothing else moved");
    assert_eq!(caller.stored(1), other);

    let (_, answer) = caller.patch(0, &json!({"fullName": "É. D'Hôtel", "email": "e@example.org"}));
    assert_eq!((&answer["previousFullName"], &answer["currentFullName"]), (&before["fullName"], &json!("É. D'Hôtel")));
    assert_eq!((&answer["previousEmail"], &answer["currentEmail"]), (&before["email"], &json!("e@example.org")));
    assert!(answer.get("currentShortName").is_none() && answer.get("previousShortName").is_none());
}

#[test]
fn the_answer_may_be_an_array_of_one() {
    let mut caller = Caller::new(1).set("patch_answer", "array");
    let (_, answer) = caller.patch(0, &json!({"shortName": "X"}));
    assert_eq!(answer.as_array().unwrap().len(), 1);
    assert_eq!(answer[0]["currentShortName"], "X");
}

#[test]
fn a_call_without_group_answers_it_or_not_or_is_refused() {
    let body = json!({"shortName": "X"});
    let mut caller = Caller::new(1);
    let (_, answer) = caller.patch(0, &body);
    assert_eq!(answer["currentGroup"], answer["previousGroup"]);
    assert_eq!(answer["currentGroup"]["id"], NEWCOMERS);
    let mut caller = caller.set("patch_without_group", "without_groups");
    assert!(caller.patch(0, &body).1.get("currentGroup").is_none());
    assert!(caller.patch(0, &json!({"groupId": FINANCE})).1.get("currentGroup").is_some());
    let mut caller = caller.set("patch_without_group", "refused");
    assert_eq!(caller.patch(0, &body), label(400, "Bad Request"));
}

#[test]
fn ids_have_24_small_letters_and_digits() {
    let mut caller = Caller::new(1);
    let mut patch = |id: &str| {
        let reply = caller.send(Method::PATCH, &format!("user/{id}"), r#"{"shortName":"X"}"#);
        (reply.status, serde_json::from_slice::<Value>(&reply.body).unwrap())
    };
    for id in ["66bb", "66BB00000000000000000001", "66bb0000000000000000000001", "66bb00000000000000000%201"] {
        assert_eq!(patch(id), label(400, "Bad Request"), "{id}");
    }
    for id in [user(1), "66bb00000000000000000000".into(), NEWCOMERS.into(), "zzzzzzzzzzzzzzzzzzzzzzzz".into()] {
        assert_eq!(patch(&id), label(404, "User not found"), "{id}");
    }
    assert_eq!(patch(&user(0)).0, 200);
    assert_eq!(caller.patch(0, &json!({"groupId": "66AA00000000000000000001"})), label(400, "Bad Request"));
    assert_eq!(caller.patch(0, &json!({"groupId": user(0)})), label(404, "Group not found"));
}

#[test]
fn an_invalid_change_is_refused_and_changes_nothing() {
    let mut caller = Caller::new(1);
    let before = caller.stored(0);
    for body in [
        json!({}),
        json!({"name": "X"}),
        json!({"shortName": null}),
        json!({"shortName": "X", "fullName": ""}),
        json!({"groupId": 1}),
        json!({"email": "no-at"}),
        json!([{"shortName": "X"}]),
    ] {
        assert_eq!(caller.patch(0, &body), label(400, "Bad Request"), "{body}");
    }
    assert_eq!(caller.patch(0, &json!({"shortName": "X", "groupId": "66aa0000000000000000ffff"})).0, 404);
    assert_eq!(caller.stored(0), before);
}

#[test]
fn a_taken_address_is_a_400_here() {
    let mut caller = Caller::new(2);
    let taken = caller.stored(1)["email"].clone();
    let own = caller.stored(0)["email"].clone();
    let body = json!({"email": taken, "shortName": "X"});
    assert_eq!(caller.patch(0, &body), label(400, "user-email-already-exists-in-company"));
    assert_eq!(caller.stored(0)["email"], own);
    assert_eq!(caller.patch(0, &json!({"email": own})).0, 200, "one's own is not taken");
    let mut caller = caller.set("patch_email_taken", "409");
    assert_eq!(caller.patch(0, &body), label(409, "user-email-already-exists-in-company"));
    // A changed address frees the old one.
    caller.patch(1, &json!({"email": "new@example.org"}));
    assert_eq!(caller.patch(0, &body).0, 200);
}

#[test]
fn some_states_forbid_a_change() {
    let body = json!({"groupId": FINANCE});
    let refused = label(409, "User status not supported for this operation");
    for (setting, blocked) in [
        ("gone", &["archived", "deleted"][..]),
        ("gone_or_completed", &["archived", "deleted", "completed"][..]),
        ("gone_completed_or_paused", &["archived", "deleted", "completed", "paused"][..]),
    ] {
        for state in ["training not assigned", "in progress", "paused", "completed", "archived", "deleted"] {
            let mut caller = Caller::new(60).set("blocked_states", setting);
            let place = caller.first(state);
            assert_eq!(caller.patch(place, &body) == refused, blocked.contains(&state), "{setting}: {state}");
        }
    }
}

#[test]
fn after_a_move_the_plan_takes_as_many_calls_as_set() {
    let mut caller = Caller::new(1).set("busy_after_move", 2);
    let busy = label(409, "User's education plan is being calculated");
    assert_eq!(caller.patch(0, &json!({"shortName": "X"})).0, 200, "no move");
    assert_eq!(caller.patch(0, &json!({"groupId": NEWCOMERS})).0, 200, "already there");
    assert_eq!(caller.patch(0, &json!({"groupId": FINANCE})).0, 200);
    assert_eq!(caller.patch(0, &json!({"shortName": "Y"})), busy);
    assert_eq!(caller.patch(0, &json!({"groupId": NEWCOMERS})), busy);
    assert_eq!(caller.stored(0)["group"]["id"], FINANCE);
    assert_eq!(caller.patch(0, &json!({"shortName": "Y"})).0, 200);
}

#[test]
fn some_groups_may_not_be_joined() {
    let refused = label(409, "cannot-join-group");
    let mut caller = Caller::new(1);
    assert_eq!(caller.patch(0, &json!({"groupId": NEWCOMERS})).0, 200);
    assert_eq!(caller.patch(0, &json!({"groupId": NEXT_TERM})).0, 200);
    let mut caller = Caller::new(1).set("same_group", "refused").set("closed_groups", "not_started");
    assert_eq!(caller.patch(0, &json!({"groupId": NEWCOMERS})), refused);
    assert_eq!(caller.patch(0, &json!({"groupId": NEXT_TERM, "shortName": "X"})), refused);
    assert_ne!(caller.stored(0)["shortName"], "X");
    assert_eq!(caller.patch(0, &json!({"groupId": FINANCE})).0, 200);
}

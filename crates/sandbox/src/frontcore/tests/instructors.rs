//! Those who teach.

use super::{Caller, FORM, JSON, fields, read};
use crate::emulator::Effect;
use http::Method;
use serde_json::{Value, json};

#[test]
fn instructors_are_listed_with_moments_without_offset() {
    let mut caller = Caller::new(1);
    assert_eq!(caller.ids("/instructors"), [170_001, 170_002, 170_003]);
    let all = caller.get("/instructors");
    let members: Vec<&String> = all[0].as_object().unwrap().keys().collect();
    assert_eq!(
        members,
        [
            "archived_at",
            "company",
            "created_at",
            "description",
            "email",
            "firstname",
            "id",
            "idUser",
            "lastname",
            "phone",
            "phone_prefix",
            "position"
        ]
    );
    assert_eq!(all[0]["created_at"], "2025-06-16 10:00:00");
    assert_eq!((&all[0]["archived_at"], &all[2]["archived_at"]), (&Value::Null, &json!("2025-06-16 11:00:00")));
}

#[test]
fn an_instructor_is_made_and_only_what_is_sent_changes() {
    let mut caller = Caller::new(2).set("created_status", "201");
    let new = r#"{"firstname":"Åse","lastname":"Ø","phone":"900 00 400","idUser":640001}"#;
    let reply = caller.send(Method::POST, "/instructors", Some(JSON), new);
    assert_eq!((reply.status, reply.effect), (201, Effect::Created));
    let made = read(&reply);
    assert_eq!((&made["id"], &made["idUser"], &made["archived_at"]), (&json!(170_004), &json!(640_001), &Value::Null));
    assert_eq!(caller.get("/instructors")[3], made);
    let changed = caller.put("/instructors/170004", &json!({"company": "Fjord & Sønner", "idUser": ""}));
    assert_eq!((&changed["company"], &changed["idUser"]), (&json!("Fjord & Sønner"), &Value::Null));
    assert_eq!((&changed["firstname"], &changed["phone"]), (&json!("Åse"), &json!("900 00 400")));
    let reply = caller.send(Method::PUT, "/instructors/170004", Some(FORM), "position=");
    assert_eq!((reply.effect, &read(&reply)["position"]), (Effect::Changed, &json!("")));
    assert_eq!(caller.post("/instructors", &json!({"firstname": "Åse"})), fields("lastname"));
    assert_eq!(caller.put("/instructors/170004", &json!({"lastname": ""})), fields("lastname"));
    assert_eq!(caller.put("/instructors/1", &json!({}))["error"], "Instructor not found");
}

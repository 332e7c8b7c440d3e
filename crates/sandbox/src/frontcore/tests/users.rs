//! Searching people, changing their contact data, and the customers they belong to.

use super::{Caller, FORM, JSON, fields};
use http::Method;
use serde_json::{Value, json};

/// The id of the customer that employs a user, found as a client has to.
fn customer_of(caller: &mut Caller, user: u64) -> u64 {
    let customers = caller.get("/customers?limit=250&include[]=employees");
    let employs = |customer: &&Value| customer["employees"].as_array().unwrap().iter().any(|one| one["id"] == user);
    customers.as_array().unwrap().iter().find(employs).unwrap()["id"].as_u64().unwrap()
}

fn put(caller: &mut Caller, user: u64, body: &Value) -> Value {
    let customer = customer_of(caller, user);
    caller.put(&format!("/customers/{customer}/employees/{user}"), body)
}

#[test]
fn a_search_needs_one_of_four_parameters_and_ignores_case() {
    let mut caller = Caller::new(12);
    let user = caller.get("/participants/910001")["user"].clone();
    let email = user["email"].as_str().unwrap().to_uppercase();
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("email", &email).finish();
    assert_eq!(caller.get(&format!("/search-users?{query}")), json!([user]));
    assert_eq!(caller.get(&format!("/search-users?{query}&firstname=%C3%89l%C3%A9onore"))[0]["id"], 640_001);
    assert_eq!(caller.get(&format!("/search-users?{query}&firstname=Other")), json!([]), "several narrow the search");
    assert_eq!(caller.get("/search-users?lastname=%C3%96&firstname=Y").as_array().unwrap().len(), 1);
    assert_eq!(caller.get("/search-users?lastname=%C3%96&firstname=Z"), json!([]));
    for nothing in ["", "?limit=5", "?email="] {
        assert_eq!(caller.get(&format!("/search-users{nothing}")), fields("email, firstname, lastname, username"));
    }
}

#[test]
fn a_search_may_match_parts() {
    let mut caller = Caller::new(12);
    assert_eq!(caller.get("/search-users?email=example"), json!([]));
    let mut caller = caller.set("search_match", "contains");
    assert_eq!(caller.get("/search-users?email=%40").as_array().unwrap().len(), 11, "all users");
}

#[test]
fn an_update_of_a_person_reaches_all_their_enrolments() {
    let mut caller = Caller::new(10);
    let before = caller.get("/participants/910005");
    let body = json!({"firstname": "Liv", "lastname": "Eksempel", "email": "liv.ny@example.org", "phone": "+47 1"});
    let answer = put(&mut caller, 640_005, &body);
    let mut expected = before["user"].clone();
    for (name, value) in body.as_object().unwrap() {
        expected[name] = value.clone();
    }
    expected["updated_at"] = json!("2026-01-05T09:00:11+01:00");
    assert_eq!(answer, expected, "nothing else moved, the user name included");
    let enrolments = caller.get("/participants?user_id=640005");
    assert_eq!(enrolments.as_array().unwrap().len(), 2);
    assert!(enrolments.as_array().unwrap().iter().all(|one| one["user"] == expected));
    assert_eq!(enrolments[0]["updated_at"], before["updated_at"], "the enrolment itself did not change");
}

#[test]
fn searches_follow_a_changed_address() {
    let mut caller = Caller::new(3).set("search_match", "exact");
    let old = caller.get("/participants/910002")["user"]["email"].as_str().unwrap().to_owned();
    put(&mut caller, 640_002, &json!({"firstname": "S", "lastname": "O", "email": "so@example.org"}));
    assert_eq!(caller.get("/search-users?email=so@example.org")[0]["id"], 640_002);
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("email", &old).finish();
    assert_eq!(caller.get(&format!("/search-users?{query}")), json!([]));
}

#[test]
fn name_and_address_are_required_even_for_an_update() {
    let mut caller = Caller::new(3);
    let before = caller.get("/participants/910001");
    assert_eq!(put(&mut caller, 640_001, &json!({"phone": "1"})), fields("firstname, lastname, email"));
    let body =
        json!({"firstname": " ", "lastname": "B", "email": "no-at", "date_of_birth": "01.02.1990", "gender": "X"});
    assert_eq!(put(&mut caller, 640_001, &body), fields("firstname, email, gender, date_of_birth"));
    assert_eq!(caller.get("/participants/910001"), before);
}

#[test]
fn left_out_members_stay_or_take_their_defaults() {
    let body = json!({"firstname": "A", "lastname": "B", "email": "a.b@example.org"});
    let person = |caller: &Caller| {
        use crate::emulator::Emulator;
        caller.remote.state()["users"][0].clone()
    };
    let mut caller = Caller::new(1);
    put(
        &mut caller,
        640_001,
        &json!({
            "firstname": "A", "lastname": "B", "email": "a.b@example.org",
            "phone": "99", "gender": "Male", "date_of_birth": "1990-02-28", "nationality": "se"
        }),
    );
    put(&mut caller, 640_001, &body);
    let kept = person(&caller);
    assert_eq!((&kept["phone"], &kept["date_of_birth"]), (&json!("99"), &json!("1990-02-28")));
    assert_eq!((&kept["gender"], &kept["nationality"]), (&json!("Male"), &json!("SE")));
    let mut caller = caller.set("employee_update", "replace");
    put(&mut caller, 640_001, &body);
    let reset = person(&caller);
    assert_eq!((&reset["phone"], &reset["date_of_birth"]), (&json!(""), &Value::Null));
    assert_eq!((&reset["gender"], &reset["nationality"]), (&Value::Null, &json!("NO")));
}

#[test]
fn an_employee_is_found_under_their_own_customer_only() {
    let mut caller = Caller::new(4);
    let body = json!({"firstname": "A", "lastname": "B", "email": "a.b@example.org"});
    let private = customer_of(&mut caller, 640_004);
    assert_ne!(private, customer_of(&mut caller, 640_001));
    assert_eq!(caller.put(&format!("/customers/{private}/employees/640001"), &body)["error"], "Employee not found");
    assert_eq!(caller.put("/customers/1/employees/640001", &body)["error"], "Customer not found");
    assert_eq!(caller.put(&format!("/customers/{private}/employees/640004"), &body)["lastname"], "B");
}

#[test]
fn the_answer_of_an_employee_update_is_a_setting() {
    let mut caller = Caller::new(1).set("employee_answer", "id");
    let body = json!({"firstname": "A", "lastname": "B", "email": "a.b@example.org"});
    assert_eq!(put(&mut caller, 640_001, &body), json!({"user_id": 640_001}));
    let customer = customer_of(&mut caller, 640_001);
    let mut caller = caller.set("employee_answer", "empty");
    let target = format!("/customers/{customer}/employees/640001");
    let reply = caller.send(Method::PUT, &target, Some(FORM), "firstname=A&lastname=C&email=a%40example.org");
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(caller.get("/participants/910001")["user"]["lastname"], "C");
}

#[test]
fn a_user_may_carry_the_customer() {
    let mut caller = Caller::new(1);
    assert!(caller.get("/participants/910001")["user"].get("customer").is_none());
    let customer = customer_of(&mut caller, 640_001);
    let mut caller = caller.set("user_customer", "title");
    let title = caller.get("/participants/910001")["user"]["customer"].clone();
    assert_eq!(title.as_object().unwrap().keys().collect::<Vec<_>>(), ["title"]);
    let mut caller = caller.set("user_customer", "whole");
    assert_eq!(caller.get("/participants/910001")["user"]["customer"]["id"], customer);
}

#[test]
fn private_customers_always_carry_their_employees() {
    let mut caller = Caller::new(8);
    let customers = caller.get("/customers");
    let (mut private, mut company) = (0, 0);
    for customer in customers.as_array().unwrap() {
        let carries = customer.get("employees").is_some();
        assert_eq!(carries, customer["type"] == "Private", "{customer}");
        if carries {
            private += 1
        } else {
            company += 1
        }
        assert!(customer.get("webaddress").is_some() && customer["idStatus"].is_string());
    }
    assert!(private > 0 && company > 0);
    let id = customer_of(&mut caller, 640_001);
    assert!(caller.get(&format!("/customers/{id}")).get("employees").is_none());
    assert!(caller.get(&format!("/customers/{id}?include[]=employees")).get("employees").is_some());
}

#[test]
fn a_customer_is_created_with_a_title() {
    let mut caller = Caller::new(2);
    assert_eq!(caller.post("/customers", &json!({"type": 3})), fields("title, type"));
    let body = json!({"title": "Ny Kunde AS", "web_address": "https://ny.example.org", "type": "1"});
    let id = caller.post("/customers", &body)["customer_id"].as_u64().unwrap();
    let customer = caller.get(&format!("/customers/{id}"));
    assert_eq!((&customer["title"], &customer["type"]), (&json!("Ny Kunde AS"), &json!("Company")));
    assert_eq!(customer["webaddress"], "https://ny.example.org");
    assert_eq!(customer["country"], json!({"id": 159, "title": "Norway", "code": "NO"}));
    let mut caller = caller.set("customer_created", "whole");
    assert_eq!(caller.post("/customers", &body)["title"], "Ny Kunde AS");
    let form = caller.send(Method::POST, "/customers", Some(FORM), "title=Skjema");
    assert_eq!(super::read(&form)["title"], "Skjema");
    assert_eq!(caller.send(Method::POST, "/customers", Some(JSON), "{}").status, 200);
}

#[test]
fn contacts_belong_to_companies() {
    let mut caller = Caller::new(8);
    let all = caller.get("/customers/contacts");
    let first = all[0]["customer_id"].clone();
    let last = all.as_array().unwrap().last().unwrap();
    assert_eq!(caller.get(&format!("/customers/contacts?customer_id={first}")), json!([all[0], last]), "it has two");
    assert_eq!((&all[0]["updated_at"], &all[0]["email"]), (&Value::Null, &json!("kontakt.1@example.org")));
    assert_eq!(caller.get("/customers/contacts?customer_id=1"), json!([]));
    assert_eq!(caller.get("/customers/contacts?customer_id=x"), fields("customer_id"));
    let private = customer_of(&mut caller, 640_004);
    assert_eq!(caller.get(&format!("/customers/contacts?customer_id={private}")), json!([]));
    let mut caller = caller.set("list_order", "descending");
    assert_eq!(caller.get("/customers/contacts")[0], *last);
}

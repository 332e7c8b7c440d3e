//! Orders: which are listed, and what is shown of them when asked.

use super::{Caller, fields};
use serde_json::{Value, json};

#[test]
fn orders_are_listed_by_course_and_moment() {
    let mut caller = Caller::new(40);
    assert_eq!(caller.ids("/orders").len(), 40);
    assert_eq!(caller.ids("/orders?limit=2&page=3"), [73_005, 73_006]);
    let of_course = caller.get("/orders?course_id=410001&limit=250");
    assert!(of_course.as_array().unwrap().iter().all(|order| order["title_detailed"] == "Førstehjelp: grunnkurs"));
    assert_eq!(of_course.as_array().unwrap().len(), 12);
    assert_eq!(caller.get("/orders?course_id=410009"), json!([]));
    assert_eq!(caller.get("/orders/73001")[0]["payment_method"], "invoice");
    assert_eq!(caller.get("/orders/73007")[0]["payment_method"], Value::Null, "seen in the sample");
    assert_eq!(caller.ids("/orders?created_at_max=2026-01-05+09:00:02"), [73_001, 73_002]);
    for name in ["course_id", "exported_at_min", "exported", "user_data"] {
        assert_eq!(caller.get(&format!("/orders?{name}=maybe")), fields(name));
    }
}

#[test]
fn what_was_exported_can_be_asked_for() {
    let mut caller = Caller::new(12);
    assert_eq!(caller.ids("/orders").len(), 12, "nothing is left out");
    assert_eq!(caller.ids("/orders?exported=1"), [73_005, 73_010]);
    assert_eq!(caller.get("/orders/73005")[0]["exported_at"], "2026-01-05T10:00:05+01:00");
    assert!(caller.get("/orders/73004")[0].get("exported_at").is_none());
    assert_eq!(caller.ids("/orders?exported_at_min=2026-01-05+10:00:06"), [73_010]);
    assert_eq!(caller.ids("/orders?exported_at_max=2026-01-05+10:00:06"), [73_005]);
    let mut caller = caller.set("exported_orders", "on_request");
    assert_eq!(caller.ids("/orders").len(), 10);
    assert_eq!(caller.ids("/orders?exported=0").len(), 10);
    assert_eq!(caller.ids("/orders?exported=true"), [73_005, 73_010]);
    assert_eq!(caller.ids("/orders?exported_at_min=2026-01-05"), [73_005, 73_010]);
}

#[test]
fn relations_campaign_and_people_are_shown_when_asked_for() {
    let mut caller = Caller::new(12);
    let plain = caller.get("/orders?since_id=73005&limit=1")[0].clone();
    assert_eq!(plain["lines"][0]["database_relations"], json!({}));
    assert!(plain.get("campaign").is_none() && plain["lines"][0].get("user_data").is_none());
    let asked = "include[]=lines.database_relations.course&include[]=lines.database_relations.participants\
                 &include[]=campaign";
    let full = caller.get(&format!("/orders?since_id=73005&limit=1&user_data=1&{asked}"))[0].clone();
    let line = &full["lines"][0];
    assert_eq!(line["database_relations"]["course"]["id"], 410_002);
    assert_eq!(line["database_relations"]["participants"], json!([{"id": 910_006}]));
    assert_eq!(line["user_data"][0]["id"], 640_006);
    assert_eq!(full["campaign"], json!({"code": "WELCOME"}));
    assert_eq!(caller.get("/orders?include[]=campaign&limit=1")[0]["campaign"], Value::Null);
    let mut caller = caller.bold();
    assert!(caller.get("/orders/73006?include[]=campaign")[0].get("campaign").is_none(), "not with one order");
}

#[test]
fn a_booking_leaves_its_codes_and_references_on_the_order() {
    let mut caller = Caller::new(1);
    let body = json!({
        "coursedate_id": 5_550_001, "payment_method": "invoice", "campaign_code": "WELCOME", "company": "Ærlig & Sønn",
        "gln_number": "7080000000000", "invoice_reference": "Ref / 1", "invoice_email": "faktura@example.org",
        "invoice_address_1": "Postboks 1",
        "participants": [{"firstname": "Å", "lastname": "Eksempel", "email": "aa@example.org"}]
    });
    caller.post("/booking", &body);
    let order = caller.get("/orders?include[]=campaign&since_id=73001")[0].clone();
    assert_eq!((&order["gln_number"], &order["your_reference"]), (&json!("7080000000000"), &json!("Ref / 1")));
    assert_eq!(order["campaign"]["code"], "WELCOME");
    let customer = caller.get(&format!("/customers/{}", order["customer"]["id"]));
    assert_eq!(
        (&customer["title"], &customer["invoice_email"]),
        (&json!("Ærlig & Sønn"), &json!("faktura@example.org"))
    );
    assert_eq!(customer["invoice_address"]["address"], "Postboks 1");
}

//! What goes over the wire, and how what comes back is read: each call against a server that plays one answer.
//! Requests and readings are here, shown whole in snapshots; what the client makes of them is in the folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "wire/booking.rs"]
mod booking;
#[path = "wire/failing.rs"]
mod failing;
#[path = "wire/finding.rs"]
mod finding;
#[path = "wire/updating.rs"]
mod updating;

use mockito::{Matcher, Server, ServerGuard};
use participants_core::{
    BaseUrl, Change, Client, Configure, Directory, Endpoint, Limit, Provider, RetryPolicy, Scope, Unified, Vars,
    jiff::civil::{date, datetime},
    serde_json::{Value, json},
};
use participants_frontcore::{
    BookedParticipant, BookingConfig, BookingDetails, CreateBooking, CustomProperties, EmployeeChanges, Encoding,
    Frontcore, Gender, GetCustomer, GetParticipant, ListCustomers, ListParticipants, PaidCode, ParticipantChanges,
    PaymentMethod, Properties, SearchUsers, StatusCode, UpdateEmployee, UpdateParticipant,
};
use std::time::Duration;

const KEY: &str = "k3y-0f-the-account";

fn account(base: &str) -> Frontcore {
    Frontcore::at(BaseUrl::new(&format!("{base}/v2")).unwrap(), KEY)
}

fn real() -> Frontcore {
    Frontcore::new(KEY).unwrap()
}

async fn served() -> (ServerGuard, Client<Frontcore>) {
    let server = Server::new_async().await;
    let client = client(account(&server.url()));
    (server, client)
}

fn client(account: Frontcore) -> Client<Frontcore> {
    let retry = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    Client::builder(account).retry(retry).timeout(Duration::from_secs(5)).build().unwrap()
}

/// A full participant with every awkward thing in it: numbers as text, empty texts, nulls, an unknown member, a status
/// that no page lists, two members with one name and two meanings.
fn liv() -> Value {
    let mut participant = json!({
        "id": 910_001, "idBooking": 820_002, "idOrder": "73003", "idPaid": 1, "paid": {"id": 1, "title": "Ja"},
        "status": {"id": 5, "title": "Ukjent", "status_code": "status_five"},
        "completed": false, "passed": "0", "no_show": true, "archived_at": null, "certificate_issued_at": "2026-03-04",
        "status_updated_at": "2026-02-01T09:15:00+01:00", "created_at": "2026-01-31T13:45:00+01:00",
        "updated_at": "2026-02-01T09:15:00+01:00", "entry_source": "User", "booker_name": null, "booker_email": "",
        "booker_language_id": null, "user_comment": null, "something_new": {"a": [1]},
        "custom_properties": {"diet": "vegan", "shoe_size": null, "badge": ""},
        "course": {"id": 44, "title": "Sveising", "reference": null},
        "coursedate": {
            "id": 5_550_001, "idCourse": 44, "idStatus": 2, "week": 9, "start_at": "2026-03-02", "end_at": "2026-03-04",
            "time_start": "09:00", "timezone": null, "place": "Tromsø", "is_virtual": false, "idLocation": "31",
            "location": {"id": 31, "title": "Kai 3", "lat": 69.65, "lng": 18.96}
        }
    });
    participant["user"] = json!({
        "id": 640_004, "firstname": "Åse-Marie", "lastname": "D'Été Ødegård", "email": "ase@example.org",
        "username": "ase@example.org", "phone": "+47 900 00 001", "company": "Fjord & Sønner", "orgnr": "",
        "position": "Sveiser", "department": null, "date_of_birth": "1990-04-12", "external_id": "hr-77",
        "invoice_address": {"address": null, "invoice_phone": null}, "custom_properties": [],
        "home_address": {"address": "Storgata 4 B", "address_2": null, "zipcode": "0001", "city": "Oslo"},
        "work_address": {"address": null, "zipcode": "9008", "city": "Tromsø"}
    });
    participant
}

fn preview<E: Endpoint<Api = Frontcore>>(account: &Frontcore, call: &E) -> String {
    let mut request = call.request(account).unwrap();
    account.authorize(&mut request, None).unwrap();
    request.preview()
}

#[test]
fn reading_requests() {
    let account = real();
    let some = ListParticipants::new()
        .course("44")
        .coursedate("5550001")
        .customer("7001")
        .user("640004")
        .since("910000")
        .created_at_min(date(2026, 1, 1))
        .created_at_max(datetime(2026, 2, 1, 13, 45, 0, 0))
        .updated_at_min(date(2026, 3, 1))
        .updated_at_max(date(2026, 4, 1))
        .limit(20)
        .page(3)
        .with_attendance();
    insta::assert_snapshot!("request_list_all", preview(&account, &ListParticipants::new()));
    insta::assert_snapshot!("request_list", preview(&account, &some));
    insta::assert_snapshot!("request_get", preview(&account, &GetParticipant::by_id("910001").with_attendance()));
    let search = SearchUsers::new().email("o'brien+x@example.org").firstname("Åse").lastname("D'Été").username("åse");
    insta::assert_snapshot!("request_search_users", preview(&account, &search));
    let customers = ListCustomers { employees: true, limit: 100, page: 2 };
    insta::assert_snapshot!("request_list_customers", preview(&account, &customers));
    let customer = GetCustomer { id: "7001".into(), employees: false };
    insta::assert_snapshot!("request_get_customer", preview(&account, &customer));
}

#[test]
fn writing_requests() {
    let (json, form) = (real(), real().encoding(Encoding::Form));
    let update = UpdateParticipant {
        id: "910001".into(),
        changes: ParticipantChanges::new()
            .id_status(StatusCode::Deregistered)
            .id_paid(PaidCode::from("2"))
            .completed(false)
            .passed(true)
            .custom_properties(Properties::new().with("shoe_size", "41 ½ & mer").with("diet", Change::Clear)),
    };
    insta::assert_snapshot!("request_update", preview(&json, &update));
    insta::assert_snapshot!("request_update_as_form", preview(&form, &update));
    let person = EmployeeChanges::new()
        .firstname("Åse")
        .lastname("O'Brien")
        .email("ase.o@example.org")
        .gender(Gender::Female)
        .phone(Change::Clear)
        .date_of_birth(date(1990, 4, 12))
        .nationality("SE");
    let update = |changes| UpdateEmployee { customer_id: "7001".into(), employee_id: "640004".into(), changes };
    insta::assert_snapshot!("request_update_employee", preview(&json, &update(person.clone())));
    insta::assert_snapshot!("request_update_employee_as_form", preview(&form, &update(person.clone())));
    let emptied = person.date_of_birth(Change::Clear).gender(Change::Clear);
    insta::assert_snapshot!("request_update_employee_emptied", preview(&json, &update(emptied.clone())));
    assert!(update(emptied).request(&form).is_err(), "a form cannot carry null");
    let person = |first: &str| BookedParticipant::new().firstname(first).lastname("Ø").email("o@example.org");
    let booking = CreateBooking {
        details: BookingDetails::new().booker_name("Y. D'Été").currency("nok"),
        config: BookingConfig::new().seats_availability_check(true).send_receipt_email_to_participant(false),
        ..CreateBooking::on("5550001", PaymentMethod::Invoice)
            .participant(person("李").status_id(StatusCode::WaitingList))
            .participant(person("X Æ"))
    };
    insta::assert_snapshot!("request_booking", preview(&json, &booking));
    insta::assert_snapshot!("request_booking_as_form", preview(&form, &booking));
}

#[test]
fn arguments_that_would_hit_something_else_are_refused() {
    let account = real();
    let date = |id: &str| CreateBooking::on(id, PaymentMethod::Invoice);
    let booked = BookedParticipant::new().firstname("A").lastname("B").email("c@example.org");
    for id in ["", " ", "0", "-1", "+1", "007", "1,2", "1 OR 1", "..", "1/2", "910001\n", "٩١", "99999999999999999999"]
    {
        assert!(GetParticipant::by_id(id).request(&account).is_err(), "{id:?}");
        let changes = ParticipantChanges::new().completed(true);
        assert!(UpdateParticipant { id: id.into(), changes }.request(&account).is_err(), "{id:?}");
        assert!(GetCustomer { id: id.into(), employees: true }.request(&account).is_err(), "{id:?}");
        assert!(ListParticipants::new().user(id).request(&account).is_err(), "{id:?}");
        assert!(date(id).participant(booked.clone()).request(&account).is_err(), "{id:?}");
        for (customer, employee) in [(id, "1"), ("1", id)] {
            let changes = EmployeeChanges::new().firstname("A").lastname("B").email("c@example.org");
            let update = UpdateEmployee { customer_id: customer.into(), employee_id: employee.into(), changes };
            assert!(update.request(&account).is_err(), "{id:?}");
        }
    }
    for list in [ListParticipants::new().limit(0), ListParticipants::new().limit(251), ListParticipants::new().page(0)]
    {
        assert!(list.request(&account).is_err());
    }
    for search in [SearchUsers::new(), SearchUsers::new().email(" "), SearchUsers::new().firstname("A").lastname("")] {
        assert!(search.request(&account).is_err());
    }
    let update = |changes| UpdateParticipant { id: "1".into(), changes };
    for changes in [
        ParticipantChanges::new(),
        ParticipantChanges::new().id_status(StatusCode::from("no code")),
        ParticipantChanges::new().id_paid(PaidCode::from("-1")),
        ParticipantChanges::new().id_status(Change::Clear),
        ParticipantChanges::new().completed(Change::Clear),
        ParticipantChanges::new().custom_properties(Change::Clear),
        ParticipantChanges::new().custom_properties(Properties::new()),
    ] {
        assert!(update(changes.clone()).request(&account).is_err(), "{changes:?}");
    }
    let brackets = ParticipantChanges::new().custom_properties(Properties::new().with("a][b", "c"));
    assert!(update(brackets.clone()).request(&account).is_ok());
    assert!(update(brackets).request(&account.clone().encoding(Encoding::Form)).is_err());
    assert!(date("1").request(&account).is_err(), "nobody is booked");
    for lacking in [booked.clone().email(""), booked.clone().firstname(Change::Keep), booked.lastname(Change::Clear)] {
        assert!(date("1").participant(lacking).request(&account).is_err());
    }
}

#[tokio::test]
async fn a_record_is_read_whole() {
    let (mut server, client) = served().await;
    let mock = server
        .mock("GET", "/v2/participants/910001")
        .match_header("x-api-key", KEY)
        .match_header("accept", "application/json")
        .match_query(Matcher::Missing)
        .with_body(liv().to_string())
        .create_async()
        .await;
    let person = client.get("910001").await.unwrap();
    mock.assert_async().await;
    let reading = json!({"unified": person, "extra": person.extra(), "odd": format!("{:?}", person.odd())});
    insta::assert_json_snapshot!("reading_full", reading);

    let record = client.send(&GetParticipant::by_id("910001")).await.unwrap();
    assert_eq!(record.status.id.as_deref().map(StatusCode::from), Some(StatusCode::Other("5".into())));
    assert_eq!((record.coursedate.id_status.as_deref(), record.id_order.as_deref()), (Some("2"), Some("73003")));
    assert_eq!((record.completed, record.passed, record.no_show), (Some(false), Some(false), Some(true)));
    assert_eq!(record.custom_properties.len(), 1);
    assert_eq!(record.user.work_address.zipcode.as_deref(), Some("9008"));
    insta::assert_json_snapshot!("reading_native_extra", record.extra());
}

#[test]
fn a_saved_answer_is_explained_in_every_form() {
    let people = |body: Value| {
        let answer = participants_core::Response::new(Default::default(), Default::default(), body.to_string());
        Frontcore::people_in(&answer).map(|people| people.into_iter().map(|p| p.map(|p| p.id).ok()).collect::<Vec<_>>())
    };
    let one = || Some("910001".to_owned());
    assert_eq!(people(liv()).unwrap(), [one()]);
    assert_eq!(people(json!([liv(), 7, {"id": null, "user": {}}])).unwrap(), [one(), None, None]);
    assert_eq!(people(json!({"items": [liv()], "pagination": {}})).unwrap(), [one()]);
    assert_eq!(people(liv()["user"].clone()).unwrap(), [None], "a person is no participant");
    assert_eq!(people(json!({"error": "Wrong API Key"})).unwrap(), [None]);
    assert!(people(json!("text")).is_err());
}

#[test]
fn settings_come_from_variables() {
    let set = |vars: &[(&str, &str)]| {
        let get = |name: &str| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Frontcore::from_vars(&Vars::new(&get))
    };
    let shown = format!("{:?}", set(&[("FRONTCORE_API_KEY", KEY)]).unwrap());
    insta::assert_snapshot!("settings_default", shown);
    let all = [
        ("FRONTCORE_API_KEY", KEY),
        ("FRONTCORE_BASE_URL", "http://127.0.0.1:1/v2/"),
        ("FRONTCORE_ENCODING", "form"),
        ("FRONTCORE_CUSTOM_PROPERTIES", "named"),
        ("FRONTCORE_PAYMENT_METHOD", "card_swedbank"),
        ("FRONTCORE_BOOKING_EMAILS", "false"),
        ("FRONTCORE_BOOKING_CHECKS", "true"),
    ];
    assert_eq!(all.map(|(name, _)| name), *Frontcore::VARIABLES.iter().map(|known| known.name).collect::<Vec<_>>());
    insta::assert_snapshot!("settings_all", format!("{:?}", set(&all).unwrap()));
    assert!(set(&[]).unwrap_err().to_string().contains("FRONTCORE_API_KEY"));
    for (name, word) in [("FRONTCORE_ENCODING", "xml"), ("FRONTCORE_BOOKING_EMAILS", "perhaps")] {
        assert!(set(&[("FRONTCORE_API_KEY", KEY), (name, word)]).unwrap_err().to_string().contains(name));
    }
    assert_eq!(CustomProperties::default(), CustomProperties::Whole);
    let limit = Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) };
    assert_eq!(real().limits(), [limit]);
}

#[test]
fn debug_of_a_search_shows_no_value() {
    let search = participants_frontcore::SearchUsers::new().email("liv@example.org");
    assert_eq!(format!("{search:?}"), "[\"email\"]");
}

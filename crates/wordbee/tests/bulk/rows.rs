//! The rows as they stand in the file, and what is refused before there is one.

use super::{common, rename};
use participants_core::{
    Change, Error, ErrorKind,
    serde_json::{self, Value, json},
};
use participants_wordbee::{Bulk, BulkChanges, BulkPerson, BulkStep, CustomFields, Who};

fn new_person() -> BulkChanges {
    BulkChanges::new().first_name("Y").last_name("大江").email("y@example.org")
}

/// The rows of the file that a write would upload.
fn rows(bulk: Result<Bulk, Error>) -> Value {
    let Ok(BulkStep::Send(upload)) = bulk.unwrap().next(None) else { panic!("the file is uploaded first") };
    let account = common::both("https://nordwind.example.org");
    let request = upload.request(&account).unwrap().to_http().unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let file = body.split("\r\n\r\n").nth(1).unwrap().split("\r\n--").next().unwrap();
    serde_json::from_str(file).unwrap()
}

#[test]
fn rows_say_what_is_named_and_nothing_else() {
    let fields = CustomFields::new().set(12, "B-7").set_titled("Badge", 7).clear(13).clear_titled("Locker");
    let everything =
        new_person().login("y.oe.2026").title("Dr").role("Trainer").code("YO").phone("1").phone_mobile("2");
    let everything = everything.comments("\"<ö>\" & more").time_zone("W. Europe Standard Time").active(true).profile(8);
    let everything = everything.profile_keep_existing(true).custom_fields(fields).other("nickname", json!("Yo"));
    let written = rows(Bulk::new([
        BulkPerson::create(77, everything),
        rename(),
        BulkPerson::change(78, Who::Login("y.oe.2026".into()), BulkChanges::new().active(false)),
        BulkPerson::change(78, Who::Email("y@example.org".into()), BulkChanges::new().login("y.oe.2027")),
        BulkPerson::change_or_create(77, Who::Email("z@example.org".into()), new_person().email(Change::Keep)),
        BulkPerson::delete(77, Who::Id(4712)),
        BulkPerson::delete(77, Who::Login("z.oe.2026".into())),
    ]));
    assert_eq!(
        written,
        json!([
            {
                "action": "Create", "cid": 77, "fname": "Y", "lname": "大江", "email": "y@example.org",
                "login": "y.oe.2026", "title": "Dr", "role": "Trainer", "code": "YO", "phone": "1", "phoneMobile": "2",
                "comments": "\"<ö>\" & more", "timezone": "W. Europe Standard Time", "active": true, "profile": 8,
                "profileKeepExisting": true, "nickname": "Yo", "data": "0",
                "cfs": [
                    {"id": 12, "value": "B-7"}, {"t": "Badge", "value": 7}, {"id": 13, "value": null},
                    {"t": "Locker", "value": null}
                ]
            },
            {"action": "Change", "cid": 77, "pid": 4711, "lname": "D'Hôtel-Özil", "data": "1"},
            {"action": "Change", "cid": 78, "login": "y.oe.2026", "active": false, "data": "2"},
            {"action": "Change", "cid": 78, "email": "y@example.org", "login": "y.oe.2027", "data": "3"},
            {
                "action": "ChangeOrCreate", "cid": 77, "email": "z@example.org", "fname": "Y", "lname": "大江",
                "data": "4"
            },
            {"action": "Delete", "cid": 77, "pid": 4712, "data": "5"},
            {"action": "Delete", "cid": 77, "login": "z.oe.2026", "data": "6"},
        ])
    );
}

#[test]
fn a_row_that_breaks_a_rule_is_named_by_its_position() {
    let change = |changes| BulkPerson::change(77, Who::Id(1), changes);
    let fields = |fields| change(BulkChanges::new().custom_fields(fields));
    for (row, why) in [
        (BulkPerson::create(0, new_person()), "company"),
        (BulkPerson::create(77, new_person().first_name(Change::Keep)), "fname"),
        (BulkPerson::create(77, new_person().last_name(" ")), "lname"),
        (BulkPerson::create(77, new_person().email("nowhere")), "address"),
        (BulkPerson::create(77, new_person().login("y.oe.2026")), "profile"),
        (BulkPerson::create(77, new_person().active(true)), "profile"),
        (BulkPerson::change_or_create(77, Who::Id(1), BulkChanges::new().phone("1")), "fname"),
        (BulkPerson::change(77, Who::Id(0), new_person()), "id"),
        (BulkPerson::change(77, Who::Login(" ".into()), new_person()), "empty"),
        (BulkPerson::change(77, Who::Email("y@example.org".into()), new_person()), "among its changes"),
        (BulkPerson::change(77, Who::Login("y.oe.2026".into()), BulkChanges::new()), "nothing to change"),
        (BulkPerson::change(77, Who::KeyField, BulkChanges::new().phone("1")), "custom field"),
        (change(BulkChanges::new().phone(Change::Clear)), "cannot be cleared"),
        (change(BulkChanges::new().login(Change::Clear)), "cannot be cleared"),
        (change(BulkChanges::new().profile(0)), "profile"),
        (change(BulkChanges::new().other("PID", json!(2))), "other"),
        (change(BulkChanges::new().other("data", json!("2"))), "other"),
        (fields(CustomFields::new()), "names none"),
        (fields(CustomFields::new().set(12, 1).clear(12)), "twice"),
        (fields(CustomFields::new().set(0, 1)), "number"),
        (fields(CustomFields::new().clear_titled("")), "title"),
        (fields(CustomFields::new().set(12, Value::Null)), "null"),
        (BulkPerson::delete(77, Who::Email("y@example.org".into())), "removed by number or login"),
        (BulkPerson::delete(77, Who::KeyField), "removed by number or login"),
    ] {
        let error = Bulk::new([rename(), row.clone()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{row:?}");
        let text = error.to_string();
        assert!(text.starts_with("row 1: ") && text.contains(why), "{why}: {text}");
    }
}

#[test]
fn rows_have_a_data_of_their_own_or_their_position() {
    assert_eq!(rows(Bulk::new([rename(), rename()]))[1]["data"], "1");
    assert_eq!(rows(Bulk::new([rename().data("b"), rename().data("a")]))[1]["data"], "a");
    for wrong in [vec![], vec![rename().data("a"), rename()], vec![rename().data("a"), rename().data("a")]] {
        assert_eq!(Bulk::new(wrong).unwrap_err().kind(), ErrorKind::Invalid);
    }
    let files = Bulk::in_files_of(2, vec![rename(); 5]).unwrap();
    let sizes: Vec<_> = files.into_iter().map(|bulk| rows(Ok(bulk)).as_array().unwrap().len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(Bulk::in_files_of(0, [rename()]).unwrap().len(), 1);
    let broken = BulkPerson::delete(77, Who::KeyField);
    assert!(Bulk::in_files_of(1, [rename(), broken]).is_err(), "none of the files is made");
}

#[test]
fn a_row_may_name_people_by_the_writes_own_key() {
    let row = || {
        let badge = CustomFields::new().set(12, "B-7");
        BulkPerson::change(77, Who::KeyField, BulkChanges::new().custom_fields(badge).role("Trainer"))
    };
    let refused = Bulk::new([row()]).unwrap().next(None).map(drop).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    let written = rows(Bulk::new([row()]).map(|bulk| bulk.key_field(12)));
    assert_eq!(
        written[0],
        json!({"action": "Change", "cid": 77, "cfs": [{"id": 12, "value": "B-7"}], "role": "Trainer", "data": "0"})
    );
}

#[test]
fn debug_shows_what_is_named_and_no_person() {
    let row = BulkPerson::change(77, Who::Login("y.oe.2026".into()), new_person()).data("EMP-0815");
    let bulk = Bulk::new([rename()]).unwrap();
    let shown = format!("{row:?} {:?} {bulk:?}", CustomFields::new().set(12, "B-7"));
    for value in ["y.oe", "大江", "y@example.org", "EMP-0815", "Özil", "B-7"] {
        assert!(!shown.contains(value), "{value}: {shown}");
    }
}

//! Files, bulk writes and where they stand.

use super::{
    account,
    common::{fixture, good, v1},
    read,
};
use participants_core::{Endpoint, ErrorKind, Provider, secrecy::ExposeSecret, serde_json::json};
use participants_wordbee::{ConnectV2, GetOperation, OperationStatus, StartBulk, UploadFile};

#[test]
fn an_upload_gives_a_token_that_is_never_shown() {
    let upload = UploadFile::new("persons.json", "application/json", "[]");
    let uploaded = read(&upload, "media_upload");
    assert_eq!((uploaded.token.expose_secret(), uploaded.name.as_deref()), ("file-0001", Some("persons.json")));
    assert!(!format!("{uploaded:?}").contains("file-0001"));
    assert_eq!(read(&upload, "media_upload_part_only").name.as_deref(), Some("persons.json"));
    for invalid in
        [json!({}), json!({"result": {"token": ""}}), json!({"result": {"token": 7}}), json!({"result": "x"})]
    {
        assert_eq!(upload.response(&account(), &good(invalid)).unwrap_err().kind(), ErrorKind::Decode);
    }
    for name in ["", "persons", ".json", "persons.", "a/b.json", "a\".json", "a\n.json"] {
        let refused = UploadFile::new(name, "application/json", "[]").request(&account());
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Invalid, "{name:?}");
    }
    let people = UploadFile::new("persons.json", "application/json", r#"[{"lname":"Özil"}]"#);
    assert_eq!(format!("{people:?}"), "UploadFile(application/json, 19 bytes)");
    assert_eq!(people.request(&v1("https://nordwind.example.org")).unwrap_err().kind(), ErrorKind::Configuration);
}

#[test]
fn an_operation_says_where_it_stands() {
    let running = read(&StartBulk::new("f"), "bulk");
    assert_eq!(running.state().status, Some(OperationStatus::Waiting));
    assert_eq!((running.state().request_id, running.results().len()), (Some(1), 0));
    let running = read(&GetOperation::new(1), "operations_get");
    assert_eq!(running.state().status, Some(OperationStatus::Executing));
    assert_eq!((running.state().is_batch, running.state().status_info.as_deref()), (Some(false), None));

    let names = ["operations_get_finished", "operations_get_finished_custom", "operations_get_finished_items"];
    for name in names.into_iter().chain(["bulk_at_once"]) {
        let ended = read(&GetOperation::new(1), name);
        assert_eq!((&ended.state().status, ended.state().request_id), (&Some(OperationStatus::Finished), Some(0)));
        let data: Vec<_> = ended.results().iter().map(|row| row.as_ref().unwrap().data.clone().unwrap()).collect();
        assert_eq!(data, ["a-1", "a-2", "a-3"], "{name}");
    }
    let rows = read(&GetOperation::new(1), "operations_get_finished").results();
    let row = rows[1].as_ref().unwrap();
    assert_eq!(row.person_id, Some(4003));
    assert_eq!(row.extra().into_keys().collect::<Vec<_>>(), ["action", "message", "status"]);
}

#[test]
fn results_are_found_wherever_they_stand() {
    let row = json!({"data": "0", "personId": "7"});
    for (rest, count) in [
        (json!({"results": [row]}), 1),
        (json!({"Results": {"items": [row]}}), 1),
        (json!({"results": null, "custom": [row, 7]}), 2),
        (json!({"custom": {"report": "x", "results": [row]}}), 1),
        (json!({"result": {"items": [row]}, "custom": {"count": 1}}), 1),
        (json!({"result": {"items": {"items": [row]}}}), 0),
        (json!({"custom": {"fileref": "x"}}), 0),
        (json!({}), 0),
    ] {
        let mut answer = json!({"trm": {"status": "finished", "requestid": "0"}});
        answer.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        let operation = GetOperation::new(1).response(&account(), &good(&answer)).unwrap();
        assert_eq!(operation.state().status, Some(OperationStatus::Finished), "{answer}");
        let results = operation.results();
        assert_eq!(results.len(), count, "{answer}");
        if let Some(row) = results.first() {
            assert_eq!(row.as_ref().unwrap().person_id, Some(7), "{answer}");
        }
    }
    assert!(GetOperation::new(1).response(&account(), &good("{}")).is_err());
    for id in [0, -1, 1 << 31] {
        assert!(GetOperation::new(id).request(&account()).is_err());
    }
}

#[test]
fn a_failed_operation_is_a_failure_inside_a_200() {
    for name in ["operations_get_failed", "bulk_failed_at_once"] {
        let failure = account().failure(&fixture(name)).expect(name);
        assert_eq!(failure.kind, ErrorKind::Refused, "{name}");
        assert_eq!(failure.message.as_deref(), Some("The file is not a JSON array"), "{name}");
    }
    let bare = json!({"TRM": {"Status": "x", "status": "FAILED", "statusText": "It failed"}});
    assert_eq!(account().failure(&good(bare)).unwrap().message.as_deref(), Some("It failed"));
    for fine in [json!({"trm": {"status": "Cancelled"}}), json!({"trm": 7}), json!({"rows": [{"lastName": "\"trm\""}]})]
    {
        assert!(account().failure(&good(&fine)).is_none(), "{fine}");
    }
}

#[test]
fn a_write_that_cannot_be_started_is_not_sent() {
    let account = account();
    for start in [
        StartBulk::new(" "),
        StartBulk::new("f").key_field(0),
        StartBulk::new("f").callback_url("http://hooks.example.org/"),
        StartBulk::new("f").callback_url("https://hooks.example.org/a b"),
    ] {
        assert_eq!(start.request(&account).unwrap_err().kind(), ErrorKind::Invalid, "{start:?}");
    }
    let shown = format!("{:?}", StartBulk::new("f1le").callback_url("https://hooks.example.org/s3cr3t"));
    assert!(!shown.contains("f1le") && !shown.contains("s3cr3t"), "{shown}");
    assert!(ConnectV2.request(&v1("https://nordwind.example.org")).is_err());
}

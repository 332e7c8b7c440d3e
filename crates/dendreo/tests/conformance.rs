//! The promises of the common view, kept against the emulator.

use participants_core::Field;
use participants_dendreo::Dendreo;
use participants_sandbox::{
    conformance,
    conformance::{Enrolling, Ignored, Suite, Variant, Wire},
};

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "forms, the key in the query, lists where there is one, the id read from the query",
            settings: r#"{
                "lone_match": "list", "single_read": "list", "no_match": "empty", "unknown_record": "list",
                "created_status": "200", "delete_answer": "text", "list_order": "id_descending",
                "empty_reference": "empty", "id_read_from": "query", "removed_enrolment": "gone", "unauthorized_body": "html", "refusals": "one_text"
            }"#,
            variables: &[("DENDREO_ENCODING", "form"), ("DENDREO_KEY_IN", "query")],
        },
        Variant {
            name: "silent writes, the id read from the body, strict about unknown ids and nulls",
            settings: r#"{
                "write_answer": "empty", "id_read_from": "body", "unknown_record": "422", "misread_id": "refuses",
                "removed_enrolment": "2", "duplicate_enrolment": "refused", "null": "refused", "unknown_field": "refused", "dates": "hidden", "over_limit_body": "text", "refusals": "named"
            }"#,
            variables: &[],
        },
    ],
    create: Wire { method: "POST", path: "participants.php" },
    update: Wire { method: "POST", path: "participants.php" },
    read: Wire { method: "GET", path: "participants.php" },
    update_field: Field::FirstName,
    enrol: Some(Enrolling { call: Wire { method: "POST", path: "laps.php" }, sessions: &["501", "502", "504"] }),
    sign_in: &[],
    derived: &["pays"],
    entangled: &[],
    unknown_ids: &["999999"],
    ignored: Some(Ignored { field: Field::Phone, members: &["portable"], beside: Some(Field::FirstName) }),
    references: &[],
};

conformance!(Dendreo, SUITE);

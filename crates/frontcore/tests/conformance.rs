//! The promises of the common view, kept against the emulator.

use participants_core::Field;
use participants_frontcore::Frontcore;
use participants_sandbox::{
    conformance,
    conformance::{Enrolling, Ignored, Suite, Variant, Wire},
};

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "forms, lists in envelopes and the other way round, properties replaced, answers short",
            settings: r#"{
                "list_envelope": "items", "list_order": "descending", "search_match": "contains",
                "custom_properties": "replace", "empty_properties": "array", "put_answer": "empty",
                "employee_answer": "id", "unknown_fields": "refused", "error_status": "by_kind",
                "booking_status": "201", "unpaid_code": "0", "undocumented_codes": "accepted"
            }"#,
            variables: &[("FRONTCORE_ENCODING", "form")],
        },
        Variant {
            name: "customers by id, named properties merged, other refusals",
            settings: r#"{
                "user_customer": "whole", "custom_properties": "merge", "empty_properties": "object",
                "employee_answer": "empty", "error_status": "400", "wrong_key_text": "Invalid API key"
            }"#,
            variables: &[("FRONTCORE_CUSTOM_PROPERTIES", "named"), ("FRONTCORE_BOOKING_EMAILS", "false")],
        },
    ],
    create: Wire { method: "POST", path: "/booking" },
    update: Wire { method: "PUT", path: "/participants/*" },
    read: Wire { method: "GET", path: "/participants/*" },
    update_field: Field::EnrolmentStatus,
    enrol: Some(Enrolling {
        call: Wire { method: "POST", path: "/booking" },
        sessions: &["5550001", "5550002", "5550003"],
    }),
    sign_in: &[],
    derived: &["status.title", "status.status_code", "paid.title", "user.username"],
    entangled: &[],
    unknown_ids: &["999999"],
    ignored: Some(Ignored { field: Field::Phone, members: &["phone"], beside: None }),
    references: &[],
};

conformance!(Frontcore, SUITE);

//! The promises of the common view, kept against the emulator.

use participants_azav::Azav;
use participants_core::Field;
use participants_sandbox::{
    conformance,
    conformance::{Ignored, Suite, Variant, Wire},
};

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "snake_case, replacing, whole numbers for ids, null where unset",
            settings: r#"{"spelling": "snake", "writes": "replace", "ids": "integer", "unset": "null",
                "failure_shape": "B", "timestamps": "naive", "list_order": "shuffled", "delete": "204"}"#,
            variables: &[("AZAV_PROFILE", "snake"), ("AZAV_ON_MISMATCH", "error")],
        },
        Variant {
            name: "the development schema, refusals in plain text",
            settings: r#"{"spelling": "development", "writes": "replace", "failure_text": "message",
                "unauthorized": "403", "unauthorized_body": "text", "delete": "200_empty"}"#,
            variables: &[("AZAV_PROFILE", "development")],
        },
        Variant {
            name: "merging, only what is named sent, thin answers",
            settings: r#"{"echo": "thin", "unknown_id": "400", "failure_shape": "C", "empty_text": "clears"}"#,
            variables: &[("AZAV_UPDATE", "partial")],
        },
    ],
    create: Wire { method: "POST", path: "/v1/participants" },
    update: Wire { method: "PUT", path: "/v1/participants/*" },
    read: Wire { method: "GET", path: "/v1/participants/*" },
    update_field: Field::FirstName,
    enrol: None,
    sign_in: &[],
    derived: &[],
    // One list holds both, so that its other entries move up where one is removed: `wire` has their tests.
    entangled: &[Field::Phone, Field::Mobile],
    unknown_ids: &["00000000-0000-4000-8000-00000000ffff", "999999"],
    ignored: Some(Ignored {
        field: Field::FirstName,
        members: &["firstName", "first_name"],
        beside: Some(Field::LastName),
    }),
    references: &[],
};

conformance!(Azav, SUITE);

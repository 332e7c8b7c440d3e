//! The promises of the common view, kept against the emulator.

use participants_core::Field;
use participants_groups::Groups;
use participants_sandbox::{
    conformance,
    conformance::{Enrolling, Ignored, Suite, Variant, Wire},
};

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "small pages from 0, an array for a change, labels as plain text",
            settings: r#"{"report_page_size": 7, "report_first_page": "0", "report_without_page": "first_page",
                "report_past_end": "repeats_last", "patch_answer": "array", "error_body": "text",
                "patch_labels": "slugs", "patch_without_group": "without_groups"}"#,
            variables: &[("GROUPS_FIRST_PAGE", "0"), ("GROUPS_LANGUAGE", "de")],
        },
        Variant {
            name: "no pages, an envelope around the report, no label at all",
            settings: r#"{"report_page": "ignored", "report_answer": "wrapped", "error_body": "empty",
                "report_percent": "number", "report_education_time": "text", "report_dates": "iso"}"#,
            variables: &[],
        },
        Variant {
            name: "a lone object for one user, a taken address as a conflict",
            settings: r#"{"report_answer": "lone_object", "error_body": "nested", "patch_email_taken": "409",
                "capitals_refused": "nowhere"}"#,
            variables: &[],
        },
    ],
    create: Wire { method: "POST", path: "/openapi/v1/users" },
    update: Wire { method: "PATCH", path: "/openapi/v1/user/*" },
    read: Wire { method: "POST", path: "/openapi/v1/report" },
    update_field: Field::FullName,
    enrol: Some(Enrolling {
        call: Wire { method: "PATCH", path: "/user/*" },
        sessions: &["66aa00000000000000000002", "66aa00000000000000000006"],
    }),
    sign_in: &[],
    derived: &[],
    entangled: &[],
    unknown_ids: &["66ff00000000000000009999"],
    ignored: Some(Ignored { field: Field::FullName, members: &["fullName"], beside: Some(Field::ShortName) }),
    references: &[],
};

conformance!(Groups, SUITE);

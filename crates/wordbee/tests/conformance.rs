//! The promises of the common view, kept against the emulator.

use participants_core::Field;
use participants_sandbox::{
    conformance,
    conformance::{Suite, Variant, Wire},
};
use participants_wordbee::Wordbee;

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "the other readings",
            settings: r#"{
                "v1_token_form": "bare", "v1_error_text": "xml", "data_in": "form", "create_result": "object",
                "unknown_object": "400", "profile_record": "short", "v2_dead_token": "401", "columns": "full",
                "list_member": "items", "column_case": "pascal", "list_order": "newest_first", "text_match": "exact"
            }"#,
            variables: &[("WORDBEE_DATA_IN", "form")],
        },
        Variant {
            name: "v2 filters by e-mail address and ignores letter case",
            settings: r#"{"create_result": "quoted", "v1_error_text": "quoted", "column_case": "lower"}"#,
            variables: &[("WORDBEE_V2_FIND", "query")],
        },
    ],
    create: Wire { method: "PUT", path: "/persons" },
    update: Wire { method: "POST", path: "/companies/*/persons" },
    read: Wire { method: "POST", path: "/persons/list/full" },
    update_field: Field::Phone,
    sign_in: &["/api/connect", "/api/auth/token"],
    derived: &[],
    // A login has three parts that go together, and only who has one can be active; labels are named by number.
    entangled: &[Field::Login, Field::Password, Field::Profile, Field::Active, Field::Custom(String::new())],
};

conformance!(Wordbee, SUITE);

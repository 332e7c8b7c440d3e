//! The promises of the common view, kept against the emulator.

use participants_core::Field;
use participants_dendreo::Dendreo;
use participants_sandbox::{
    conformance,
    conformance::{Suite, Variant, Wire},
};

static SUITE: Suite = Suite {
    variants: &[
        Variant { name: "as presumed", settings: "{}", variables: &[] },
        Variant {
            name: "forms, the key in the query, lists of one, refusals where the first says nothing",
            settings: "{}",
            variables: &[("DENDREO_ENCODING", "form"), ("DENDREO_KEY_IN", "query")],
        },
    ],
    create: Wire { method: "POST", path: "participants.php" },
    update: Wire { method: "POST", path: "participants.php" },
    read: Wire { method: "GET", path: "participants.php" },
    update_field: Field::FirstName,
    sign_in: &[],
    entangled: &[],
};

conformance!(Dendreo, SUITE);

//! `cargo xtask test`: the fixtures as they should be, then every test of every crate, documentation included.

use crate::{fixtures, run};
use std::path::Path;

/// Everything a user can switch on, but the two TLS choices that ask more of the machine than Rust: `tls-native`
/// wants the headers of OpenSSL, `tls-aws-lc` builds a large C library. Both change who encrypts, nothing else.
pub(crate) const FEATURES: &str = "full,reqwest,tls-ring,tracing,server,transport,conformance";

/// Compares the fixtures, then runs the tests. Snapshots are frozen: a difference is a failure, never a new file.
pub(crate) fn run(root: &Path) -> run::Outcome {
    fixtures::check(root)?;
    let variables = [("INSTA_UPDATE", "no"), ("INSTA_FORCE_PASS", "0")];
    run::cargo(root, &["test", "--workspace", "--no-fail-fast", "--features", FEATURES], &variables)
}

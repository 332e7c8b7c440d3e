//! `cargo xtask deny`: known flaws, licences, duplicate versions and sources, by cargo-deny and `.cargo/deny.toml`.

use crate::run::{self, Done};
use std::path::Path;

/// Runs cargo-deny where it is installed.
pub(crate) fn run(root: &Path) -> Result<Done, String> {
    if let Some(reason) = run::missing(root, "deny", "cargo install cargo-deny")? {
        println!("skipped: {reason}");
        return Ok(Done::Skipped(reason));
    }
    run::cargo(root, &["deny", "--workspace", "check", "--config", ".cargo/deny.toml"], &[])?;
    Ok(Done::Fine)
}

//! Files as people have them: what is read, what is refused, and that no problem repeats a value.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

#[path = "reading/bytes.rs"]
mod bytes;
#[path = "reading/files.rs"]
mod files;
#[path = "reading/found.rs"]
mod found;
#[path = "reading/refused.rs"]
mod refused;
#[path = "reading/systems.rs"]
mod systems;
#[cfg(feature = "xlsx")]
#[path = "reading/workbook.rs"]
mod workbook;
#[cfg(feature = "xlsx")]
#[path = "reading/workbook_refused.rs"]
mod workbook_refused;

use participants_roster::{
    Mapping, Problem, Roster, Row,
    core::{Change, Field},
};

/// The roster of a text without a mapping.
fn roster(text: impl AsRef<[u8]>) -> Result<Roster, Problem> {
    Roster::from_bytes(text.as_ref(), &Mapping::default())
}

/// Every row and problem of a file.
fn rows(text: impl AsRef<[u8]>) -> Vec<Result<Row, Problem>> {
    roster(text).unwrap().rows().unwrap().collect()
}

/// What a row sets a field to.
fn value(row: &Row, field: &Field) -> Option<String> {
    match row.wanted.change(field) {
        Change::Set(text) => Some(text),
        _ => None,
    }
}

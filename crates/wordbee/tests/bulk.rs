//! Bulk writes: the rows as they stand in the file, the steps in their order, and what a failure on the way means.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may be blunt.

mod common;
#[path = "bulk/flow.rs"]
mod flow;
#[path = "bulk/rows.rs"]
mod rows;

use participants_wordbee::{BulkChanges, BulkPerson, Who};

fn rename() -> BulkPerson {
    BulkPerson::change(77, Who::Id(4711), BulkChanges::new().last_name("D'Hôtel-Özil"))
}

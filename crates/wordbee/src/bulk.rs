//! Bulk writes of persons through v2: rows, the file they travel in, and the way from there to the results.
//!
//! The calls themselves are values like all others ([`UploadFile`](crate::UploadFile), [`StartBulk`](crate::StartBulk),
//! [`GetOperation`](crate::GetOperation)); this folder has what goes into the file and the order of the calls.

mod custom_fields;
mod flow;
mod person;
mod run;
mod settle;
mod step;

pub use custom_fields::CustomFields;
pub use flow::Bulk;
pub use person::{BulkPerson, Who};
pub use step::{BulkAnswer, BulkOutcome, BulkStep};

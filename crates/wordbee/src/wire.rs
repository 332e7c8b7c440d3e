//! Records with Wordbee's own names, and what to write to a person. No logic.

mod any_case;
mod bulk;
mod column;
mod company;
mod label;
mod operation;
mod person;

pub(crate) use bulk::BULK_NAMES;
pub use bulk::{BulkChanges, BulkResult};
pub use column::{Column, ColumnType};
pub(crate) use company::COMPANY_WRITE_NAMES;
pub use company::{Company, CompanyChanges, CompanyType};
pub use label::{Label, LabelOption};
pub use operation::{OperationState, OperationStatus};
pub(crate) use person::PERSON_NAMES;
pub use person::{Person, PersonChanges};

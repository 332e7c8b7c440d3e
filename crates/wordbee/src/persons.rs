//! The person calls: v1 writes (`/companies/{companyid}/persons`), v2 lists (`persons/list`) and writes in bulk (`persons/io/updates`).
//!
//! Create is the `PUT` and update the `POST`, the reverse of common habit (<https://help.wordbee.com/api1/createperson>,
//! <https://help.wordbee.com/api1/updateperson>).

mod bulk;
mod columns;
mod data;
mod list;
mod rules;
mod write;

pub use bulk::StartBulk;
pub use columns::ListPersonColumns;
pub use list::ListPersons;
pub(crate) use list::rows_in;
pub use write::{CreatePerson, RemovePerson, UpdatePerson};

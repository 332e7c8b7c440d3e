//! Companies, to which every person belongs: the v1 calls under `/companies`.
//!
//! The pages of create and update write the path `Companies`, the rest of v1 `companies`; lower case is sent. As with
//! persons, create is the `PUT` and update the `POST`.

mod list;
mod write;

pub use list::ListCompanies;
pub use write::{CreateCompany, UpdateCompany};

//! A customer: the company or private person that FrontCore invoices, and whom persons belong to.

use super::{User, objects};
use participants_core::read;
use serde::Deserialize;

/// A customer, as far as a person's update needs it (<https://app.frontcore.com/api/docs/v2/customers/>). Everything
/// else is in [`Record::extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Customer {
    /// The customer's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// Name.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// `Company` or `Private`.
    #[serde(rename = "type", deserialize_with = "read::text")] pub kind: Option<String>,
    /// Norwegian organisation number.
    #[serde(deserialize_with = "read::text")] pub orgnr: Option<String>,
    /// The customer's people, where they were asked for; presumably in the shape of [`User`].
    #[serde(deserialize_with = "objects")] pub employees: Vec<User>,
}

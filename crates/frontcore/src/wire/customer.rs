//! A customer, the company or private person that FrontCore invoices and that persons belong to; and its contacts.

use super::{Address, Country, CustomerType, User, object, objects, texts};
use participants_core::{changes, read};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A customer (<https://app.frontcore.com/api/docs/v2/customers/>).
///
/// `seller`, whose shape no page shows, is in [`Record::extra`](participants_core::Record::extra).
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
    /// Department.
    #[serde(deserialize_with = "read::text")] pub department: Option<String>,
    /// Norwegian organisation number.
    #[serde(deserialize_with = "read::text")] pub orgnr: Option<String>,
    /// Phone number.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// Fax number.
    #[serde(deserialize_with = "read::text")] pub fax: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Web address; written as `web_address`.
    #[serde(deserialize_with = "read::text")] pub webaddress: Option<String>,
    /// E-mail address for invoices.
    #[serde(deserialize_with = "read::text")] pub invoice_email: Option<String>,
    /// The account's own number for the customer.
    #[serde(deserialize_with = "read::text")] pub customer_reference_id: Option<String>,
    /// A reference of the customer's.
    #[serde(deserialize_with = "read::text")] pub customer_reference: Option<String>,
    /// A note.
    #[serde(deserialize_with = "read::text")] pub note: Option<String>,
    /// Status by its code, in the newest pages only; the codes stand on none.
    #[serde(rename = "idStatus", deserialize_with = "read::text")] pub id_status: Option<String>,
    /// Status as a word; only `Deactivated` is seen.
    #[serde(deserialize_with = "read::text")] pub status: Option<String>,
    /// Turnover, as it came.
    #[serde(deserialize_with = "read::text")] pub turnover: Option<String>,
    /// The customer this one belongs to, by number.
    #[serde(rename = "idParentCustomer", deserialize_with = "read::reference")] pub id_parent_customer: Option<String>,
    /// How invoices are sent; only `electronic` is seen.
    #[serde(deserialize_with = "read::text")] pub invoice_method: Option<String>,
    /// Days until an invoice is due.
    #[serde(deserialize_with = "read::integer")] pub duedate_days: Option<i64>,
    /// Country.
    #[serde(deserialize_with = "object")] pub country: Country,
    /// Address for invoices.
    #[serde(deserialize_with = "object")] pub invoice_address: Address,
    /// Address for letters.
    #[serde(deserialize_with = "object")] pub post_address: Address,
    /// Address to go to.
    #[serde(deserialize_with = "object")] pub visit_address: Address,
    /// The customer's people, where they were asked for; presumably in the shape of [`User`].
    #[serde(deserialize_with = "objects")] pub employees: Vec<User>,
    /// The account's own fields of the customer that have a value; only null is seen.
    #[serde(deserialize_with = "texts")] pub custom_properties: BTreeMap<String, String>,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// A person to speak to at a customer (<https://app.frontcore.com/api/docs/v2/customers/contacts/>).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Contact {
    /// The contact's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// The customer, by number.
    #[serde(deserialize_with = "read::reference")] pub customer_id: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub firstname: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub lastname: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Phone number.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// Position.
    #[serde(deserialize_with = "read::text")] pub position: Option<String>,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed; null is seen.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// The answer to a new customer. Its shape stands on no page, so the number is looked for under both names that the
/// other calls use for one.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct CreatedCustomer {
    /// The customer's number, where the answer is the customer.
    #[serde(deserialize_with = "read::reference")] pub id: Option<String>,
    /// The customer's number, where the answer is as short as that of a new course.
    #[serde(deserialize_with = "read::reference")] pub customer_id: Option<String>,
}

changes! {
    /// A new customer (<https://app.frontcore.com/api/docs/v2/customers-post/>). The page goes on past what could be
    /// read; [`other`](Self::other) reaches what is missing here.
    pub struct NewCustomer {
        /// Name; required.
        title: String = "title",
        /// Department.
        department: String = "department",
        /// What the customer is; a company unless said.
        kind: CustomerType = "type",
        /// Norwegian organisation number.
        orgnr: String = "orgnr",
        /// E-mail address.
        email: String = "email",
        /// Phone number.
        phone: String = "phone",
        /// Fax number.
        fax: String = "fax",
        /// Web address; read as `webaddress`.
        web_address: String = "web_address",
        /// The account's own number for the customer.
        customer_reference_id: String = "customer_reference_id",
        /// Country by two letters; `NO` is the documented default.
        country: String = "country",
    }
}

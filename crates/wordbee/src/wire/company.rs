//! A company.

use participants_core::read;
use serde::Deserialize;

/// A company (<https://help.wordbee.com/api1/apicompany>), the useful part of it; the billing copies (`Inv…`) are among
/// the record's [`extra`](participants_core::Record::extra).
#[derive(Clone, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Company {
    /// The number of the company.
    #[serde(deserialize_with = "read::integer")] pub company_id: Option<i64>,
    /// Its name.
    #[serde(deserialize_with = "read::text")] pub name: Option<String>,
    /// Whether it is a client.
    #[serde(deserialize_with = "read::flag")] pub is_client: Option<bool>,
    /// Whether it is a supplier.
    #[serde(deserialize_with = "read::flag")] pub is_supplier: Option<bool>,
    /// Whether it is in use.
    #[serde(deserialize_with = "read::flag")] pub is_active: Option<bool>,
    /// What it is: 0 corporation, 1 freelancer, 2 translation agency, 3 association, 4 organisation; more follow. The
    /// vendor's table writes it without the underscore its sample has.
    #[serde(rename = "Profile_", deserialize_with = "read::integer")] pub profile: Option<i64>,
    /// Country, by three letters.
    #[serde(deserialize_with = "read::text")] pub country_code: Option<String>,
    /// Address, first line.
    #[serde(deserialize_with = "read::text")] pub address_line1: Option<String>,
    /// Address, second line.
    #[serde(deserialize_with = "read::text")] pub address_line2: Option<String>,
    /// Address, third line.
    #[serde(deserialize_with = "read::text")] pub address_line3: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub city: Option<String>,
    /// Postal code.
    #[serde(deserialize_with = "read::text")] pub zip: Option<String>,
    /// Name of the contact.
    #[serde(deserialize_with = "read::text")] pub contact_name: Option<String>,
    /// E-mail address of the contact.
    #[serde(deserialize_with = "read::text")] pub contact_email: Option<String>,
    /// Phone of the contact.
    #[serde(deserialize_with = "read::text")] pub contact_phone: Option<String>,
    /// Mobile number of the contact.
    #[serde(deserialize_with = "read::text")] pub contact_phone_mobile: Option<String>,
    /// Fax number of the contact.
    #[serde(deserialize_with = "read::text")] pub contact_fax: Option<String>,
    /// Remarks.
    #[serde(deserialize_with = "read::text")] pub comments: Option<String>,
    /// Time zone.
    #[serde(deserialize_with = "read::text")] pub time_zone: Option<String>,
    /// Value-added tax, a decimal, as written.
    #[serde(rename = "VAT", deserialize_with = "read::text")] pub vat: Option<String>,
    /// Default price list, by number.
    #[serde(deserialize_with = "read::integer")] pub default_price_list_id: Option<i64>,
    /// Link to the company's page.
    #[serde(deserialize_with = "read::text")] pub online_url: Option<String>,
}

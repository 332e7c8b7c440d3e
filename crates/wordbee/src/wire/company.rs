//! A company: the record, its type, and the members of a write.

use participants_core::{
    changes,
    changes::WireValue,
    open_enum, read,
    serde_json::{Number, Value},
};
use serde::{Deserialize, Deserializer};

/// A company (<https://help.wordbee.com/api1/apicompany>): the platform's own, a client or a supplier.
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
    /// What it is. The vendor's table writes the name without the underscore its sample has.
    #[serde(rename = "Profile_", deserialize_with = "company_type")] pub profile: Option<CompanyType>,
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
    /// Whether bills go to the company's own address.
    #[serde(deserialize_with = "read::flag")] pub inv_is_same: Option<bool>,
    /// Name on bills.
    #[serde(deserialize_with = "read::text")] pub inv_name: Option<String>,
    /// Country on bills, by three letters.
    #[serde(deserialize_with = "read::text")] pub inv_country_code: Option<String>,
    /// Address on bills, first line.
    #[serde(deserialize_with = "read::text")] pub inv_address_line1: Option<String>,
    /// Address on bills, second line.
    #[serde(deserialize_with = "read::text")] pub inv_address_line2: Option<String>,
    /// Address on bills, third line.
    #[serde(deserialize_with = "read::text")] pub inv_address_line3: Option<String>,
    /// Town on bills.
    #[serde(deserialize_with = "read::text")] pub inv_city: Option<String>,
    /// Postal code on bills.
    #[serde(deserialize_with = "read::text")] pub inv_zip: Option<String>,
    /// Remarks on bills.
    #[serde(deserialize_with = "read::text")] pub inv_comments: Option<String>,
}

open_enum! {
    /// What a company is, by its code; the vendor's list goes on, and a platform can have codes of its own.
    pub enum CompanyType {
        /// 0: a corporation.
        Corporation = "0",
        /// 1: a freelancer.
        Freelancer = "1",
        /// 2: a translation agency.
        TranslationAgency = "2",
        /// 3: an association.
        Association = "3",
        /// 4: an organisation.
        Organisation = "4",
    }
}

/// WriteResult as the number it is; a code that is none, as text.
impl WireValue for CompanyType {
    fn to_wire(&self) -> Value {
        let number = self.as_str().parse::<i64>().map(|number| Value::Number(Number::from(number)));
        number.unwrap_or_else(|_| Value::from(self.as_str()))
    }
}

fn company_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CompanyType>, D::Error> {
    Ok(read::text(deserializer)?.map(|code| CompanyType::from(code.as_str())))
}

changes! {
    /// What to write to a company; what is not named is not sent (<https://help.wordbee.com/api1/create-company>,
    /// <https://help.wordbee.com/api1/update-company>).
    ///
    /// The names differ from the record's (`CompanyName` for `Name`, `CompanyTypeId` for `Profile_`), and two of them
    /// differ again between create and update, which [`CreateCompany`](crate::CreateCompany) sees to. What `null` does is
    /// documented for no member, so nothing can be cleared. Of the billing members only those are here that the pages
    /// could be read for; others go through [`other`](Self::other).
    ///
    /// ```
    /// use participants_wordbee::{CompanyChanges, CompanyType};
    ///
    /// let changes = CompanyChanges::new().company_name("Büro Ö").company_type_id(CompanyType::Freelancer);
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct CompanyChanges {
        /// The company's name; required on create.
        company_name: String = "CompanyName",
        /// Whether it becomes a client, or else a supplier; required on create, and not documented for an update.
        is_client: bool = "IsClient",
        /// What the company is; a corporation where a create does not say.
        company_type_id: CompanyType = "CompanyTypeId",
        /// Internal note.
        comments: String = "Comments",
        /// Town.
        city: String = "City",
        /// Address, first line.
        address_line1: String = "AddressLine1",
        /// Address, second line.
        address_line2: String = "AddressLine2",
        /// Address, third line.
        address_line3: String = "AddressLine3",
        /// Postal code.
        zip: String = "Zip",
        /// Country, by three letters; required on create.
        country_code: String = "CountryCode",
        /// Time zone, by the platform's code; required on create.
        time_zone: String = "TimeZone",
        /// Name of the contact.
        contact_name: String = "ContactName",
        /// E-mail address of the contact; required on create.
        contact_email: String = "ContactEmail",
        /// Phone of the contact.
        contact_phone: String = "ContactPhone",
        /// Mobile number of the contact.
        contact_phone_mobile: String = "ContactPhoneMobile",
        /// Fax number of the contact.
        contact_fax: String = "ContactFax",
        /// Number as a debtor, of clients only; a create writes it as `DebtorNo`.
        debtor_number: String = "DebtorNumber",
        /// Number as a creditor, of suppliers only; a create writes it as `CreditorNo`.
        creditor_number: String = "CreditorNumber",
    }
}

/// The names of the members a write lists, those that only a create uses included.
#[rustfmt::skip]
pub(crate) const COMPANY_WRITE_NAMES: &[&str] = &[
    "CompanyId", "CompanyName", "IsClient", "CompanyTypeId", "Comments", "City", "AddressLine1", "AddressLine2",
    "AddressLine3", "Zip", "CountryCode", "TimeZone", "ContactName", "ContactEmail", "ContactPhone",
    "ContactPhoneMobile", "ContactFax", "DebtorNumber", "DebtorNo", "CreditorNumber", "CreditorNo",
];

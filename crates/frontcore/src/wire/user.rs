//! A person: course user in FrontCore's words, and employee where they are written.

use super::{Customer, keep_or_set, object, texts};
use participants_core::{
    changes, changes::WireValue, jiff::civil::Date, open_enum, read, secrecy::SecretString, serde_json::Value,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A person as a participant and the user search show them (<https://app.frontcore.com/api/docs/v2/search-users/>).
///
/// Employees of a customer presumably have the same shape; no page shows theirs. `information_gathered_at`, which is
/// only ever seen null, is in the document alone.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct User {
    /// The person's number.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// First name.
    #[serde(deserialize_with = "read::text")] pub firstname: Option<String>,
    /// Last name.
    #[serde(deserialize_with = "read::text")] pub lastname: Option<String>,
    /// E-mail address.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Login name; often the e-mail address.
    #[serde(deserialize_with = "read::text")] pub username: Option<String>,
    /// Phone number in any form.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// Company, by name.
    #[serde(deserialize_with = "read::text")] pub company: Option<String>,
    /// Norwegian organisation number of the company.
    #[serde(deserialize_with = "read::text")] pub orgnr: Option<String>,
    /// Position in the company.
    #[serde(deserialize_with = "read::text")] pub position: Option<String>,
    /// Department.
    #[serde(deserialize_with = "read::text")] pub department: Option<String>,
    /// Legal department; only null is seen, presumably text.
    #[serde(deserialize_with = "read::text")] pub legaldepartment: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    #[serde(deserialize_with = "read::text")] pub date_of_birth: Option<String>,
    /// Gender; see [`Gender`]. A [`Diploma`](super::Diploma) alone shows it.
    #[serde(deserialize_with = "read::text")] pub gender: Option<String>,
    /// Nationality, a country by two letters. A diploma alone shows it.
    #[serde(deserialize_with = "read::text")] pub nationality: Option<String>,
    /// Number in the national register; kept as a secret. A diploma alone shows it.
    #[serde(deserialize_with = "read::secret")] pub national_identification_number: Option<SecretString>,
    /// Address for invoices.
    #[serde(deserialize_with = "object")] pub invoice_address: Address,
    /// Address at home.
    #[serde(deserialize_with = "object")] pub home_address: Address,
    /// Address at work.
    #[serde(deserialize_with = "object")] pub work_address: Address,
    /// The account's own key for the person.
    #[serde(deserialize_with = "read::text")] pub external_id: Option<String>,
    /// Number the company gave the person.
    #[serde(deserialize_with = "read::text")] pub company_employee_number: Option<String>,
    /// The account's own fields of the person that have a value.
    #[serde(deserialize_with = "texts")] pub custom_properties: BTreeMap<String, String>,
    /// The customer the person belongs to, known from one public client only: the official sample has none, and where
    /// it is there it may hold a title alone.
    #[serde(deserialize_with = "object")] pub customer: Box<Customer>,
    /// When the record was made.
    #[serde(deserialize_with = "read::text")] pub created_at: Option<String>,
    /// When it was last changed.
    #[serde(deserialize_with = "read::text")] pub updated_at: Option<String>,
}

/// One of a person's addresses.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Address {
    /// First line.
    #[serde(deserialize_with = "read::text")] pub address: Option<String>,
    /// Second line.
    #[serde(deserialize_with = "read::text")] pub address_2: Option<String>,
    /// Third line.
    #[serde(deserialize_with = "read::text")] pub address_3: Option<String>,
    /// Postal code; free text is seen in it.
    #[serde(deserialize_with = "read::text")] pub zipcode: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub city: Option<String>,
    /// Phone number, in the address for invoices only.
    #[serde(deserialize_with = "read::text")] pub invoice_phone: Option<String>,
}

open_enum! {
    /// A person's gender, as it is written; a [`Diploma`](super::Diploma) alone shows it.
    pub enum Gender {
        /// Female.
        Female = "Female",
        /// Male.
        Male = "Male",
    }
}

impl WireValue for Gender {
    fn to_wire(&self) -> Value {
        Value::from(self.as_str())
    }
}

changes! {
    /// What to write to a person, by FrontCore's own names
    /// (<https://app.frontcore.com/api/docs/v2/customers/:id/employees/:id-put/>).
    ///
    /// First name, last name and e-mail must be named every time, and whether the others keep their value when left out
    /// is not documented: read, lay the change over [what is stored](Self::stored), write. The page goes on past what
    /// could be read; [`other`](Self::other) reaches what is missing here.
    ///
    /// ```
    /// use participants_frontcore::{EmployeeChanges, User, core::serde_json};
    ///
    /// let liv: User = serde_json::from_str(r#"{"firstname": "Liv", "lastname": "Ø", "email": "liv@example.org"}"#)?;
    /// let changes = EmployeeChanges::stored(&liv).phone("+47 900 00 001");
    /// assert_eq!(changes.named().len(), 4);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct EmployeeChanges {
        /// First name.
        firstname: String = "firstname",
        /// Last name.
        lastname: String = "lastname",
        /// E-mail address.
        email: String = "email",
        /// Gender; `null`, which only JSON can carry, empties it.
        gender: Gender = "gender",
        /// Phone number in any form.
        phone: String = "phone",
        /// Date of birth, written `YYYY-MM-DD`; `null`, which only JSON can carry, empties it.
        date_of_birth: Date = "date_of_birth",
        /// Nationality, a country by two letters. `NO` is the documented default.
        nationality: String = "nationality",
    }
}

impl EmployeeChanges {
    /// Everything that can be written and could be read: what to lay a change over. Gender and nationality are in no
    /// answer but a [`Diploma`](super::Diploma)'s, so only its person protects them in this way.
    #[must_use]
    pub fn stored(user: &User) -> Self {
        Self::new()
            .firstname(keep_or_set(user.firstname.clone()))
            .lastname(keep_or_set(user.lastname.clone()))
            .email(keep_or_set(user.email.clone()))
            .gender(keep_or_set(user.gender.as_deref().map(Gender::from)))
            .phone(keep_or_set(user.phone.clone()))
            .date_of_birth(keep_or_set(user.date_of_birth.as_deref().and_then(read::date)))
            .nationality(keep_or_set(user.nationality.clone()))
    }
}

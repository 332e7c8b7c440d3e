//! Participants and programs with AZAV Pilot's own names. No logic; what two spellings need is in [`spelling`].
//!
//! The names are those of the default schema
//! (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-participantcontroller-create>), which is
//! camelCase; the aliases are the spelling of the documentation's samples, in which only `first_name` and `last_name`
//! occur, the others being formed alike.

mod changes;
mod contact;
mod program;
pub(crate) mod spelling;

pub use changes::ParticipantChanges;
pub use contact::{Contact, ContactKind, Contacts};
pub use program::{AdmissionCriterion, Audience, Degree, IndustryBranch, Program, ProgramType, TeachingStyle};

use participants_core::{Gender, Lifecycle, read, serde_json::Map, serde_json::Value};
use serde::Deserialize;
use spelling::{part, parts};

/// A participant as AZAV Pilot keeps it.
///
/// Every member may be missing or null, the e-mail included, although the schema requires it: the documentation's
/// samples do without it. Dates and stamps stay text, in the API's form.
#[derive(Clone, Default, Deserialize)]
#[serde(default, remote = "Self", rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Participant {
    /// The identifier, opaque: an integer in the schema, a UUID in the samples and in paths.
    #[serde(deserialize_with = "read::text")] pub id: Option<String>,
    /// First name.
    #[serde(alias = "first_name", deserialize_with = "read::text")] pub first_name: Option<String>,
    /// Last name.
    #[serde(alias = "last_name", deserialize_with = "read::text")] pub last_name: Option<String>,
    /// The name the person goes by.
    #[serde(alias = "preferred_name", deserialize_with = "read::text")] pub preferred_name: Option<String>,
    /// E-mail address. Whether it is unique is not documented.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// Date of birth, `YYYY-MM-DD`.
    #[serde(alias = "date_of_birth", deserialize_with = "read::text")] pub date_of_birth: Option<String>,
    /// Gender: `diverse`, `female` or `male`.
    #[serde(deserialize_with = "read::coded")] pub gender: Option<Gender>,
    /// Status: `lead`, `future`, `active`, `past`, `dropout` or `archived`.
    #[serde(deserialize_with = "read::coded")] pub status: Option<Lifecycle>,
    /// Form of address, free text.
    #[serde(deserialize_with = "read::text")] pub salutation: Option<String>,
    /// Postal address; only in the default schema.
    #[serde(deserialize_with = "part")] pub address: Address,
    /// Phone numbers and further addresses, in the order they came; only in the default schema.
    #[serde(alias = "contact_information", deserialize_with = "parts")] pub contact_information: Vec<Contact>,
    /// Town of birth.
    #[serde(alias = "birth_city", deserialize_with = "read::text")] pub birth_city: Option<String>,
    /// Country of birth; its form is not documented.
    #[serde(alias = "birth_country", deserialize_with = "read::text")] pub birth_country: Option<String>,
    /// Customer number; who assigns it is not documented.
    #[serde(alias = "customer_number", deserialize_with = "read::text")] pub customer_number: Option<String>,
    /// Internal customer number.
    #[serde(alias = "internal_customer_number", deserialize_with = "read::text")]
    pub internal_customer_number: Option<String>,
    /// How the person came here; free text as far as documented.
    #[serde(alias = "marketing_channel", deserialize_with = "read::text")] pub marketing_channel: Option<String>,
    /// When the record was made: RFC 3339, maybe without an offset; [`timestamp`](crate::timestamp) reads it.
    #[serde(alias = "inserted_at", deserialize_with = "read::text")] pub inserted_at: Option<String>,
    /// When it was last changed, in the same form.
    #[serde(alias = "updated_at", deserialize_with = "read::text")] pub updated_at: Option<String>,
    /// Members that came in snake_case, too, and with another value than in camelCase, which is the one taken.
    #[serde(skip)] pub passed_over: Map<String, Value>,
}

/// A postal address.
#[derive(Clone, Default, Deserialize)]
#[serde(default, remote = "Self", rename_all = "camelCase")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Address {
    /// Street without the number.
    #[serde(deserialize_with = "read::text")] pub street: Option<String>,
    /// House number, such as `12a`.
    #[serde(alias = "house_number", deserialize_with = "read::text")] pub house_number: Option<String>,
    /// Postal code; leading zeros count.
    #[serde(alias = "zip_code", deserialize_with = "read::text")] pub zip_code: Option<String>,
    /// Town.
    #[serde(deserialize_with = "read::text")] pub city: Option<String>,
    /// Country; its form is not documented.
    #[serde(deserialize_with = "read::text")] pub country: Option<String>,
    /// As [`Participant::passed_over`].
    #[serde(skip)] pub passed_over: Map<String, Value>,
}

spelling::either_spelling!(Participant, Address, Program);

//! A person: the record as v1 defines it and v2's list shows it, and the members of a write.

use super::any_case::AnyCase;
use crate::Labels;
use participants_core::{changes, read, secrecy::SecretString};
use serde::{Deserialize, Deserializer};

/// A person as Wordbee keeps them.
///
/// The members are those of v1's record (<https://help.wordbee.com/api1/apiperson>), which no documented v1 call
/// returns. The rows of v2's list have at least `personId`, `firstName`, `lastName` and `email`, in an unsure letter
/// case (known from a client, <https://github.com/bb-io/Wordbee>); which other columns exist is not documented, so
/// every member may be missing and names are read in any letter case. v1's record has no login; a row may.
#[derive(Clone, Default, Deserialize)]
#[serde(default, remote = "Self")]
#[non_exhaustive]
#[rustfmt::skip]
pub struct Person {
    /// `PersonId`: the number of the person.
    #[serde(rename = "personid", deserialize_with = "read::integer")] pub person_id: Option<i64>,
    /// `CompanyId`: the company the person belongs to; it never changes.
    #[serde(rename = "companyid", deserialize_with = "read::integer")] pub company_id: Option<i64>,
    /// `FirstName`.
    #[serde(rename = "firstname", deserialize_with = "read::text")] pub first_name: Option<String>,
    /// `LastName`.
    #[serde(rename = "lastname", deserialize_with = "read::text")] pub last_name: Option<String>,
    /// `Email`; two persons can share one.
    #[serde(deserialize_with = "read::text")] pub email: Option<String>,
    /// `Login`, if the platform shows it; v1 never does.
    #[serde(deserialize_with = "read::text")] pub login: Option<String>,
    /// `UserProfileId`: the access profile.
    #[serde(rename = "userprofileid", deserialize_with = "read::reference")] pub user_profile_id: Option<String>,
    /// `IsActive`: whether the person has an enabled login; false for a disabled one and for none alike.
    #[serde(rename = "isactive", deserialize_with = "read::flag")] pub is_active: Option<bool>,
    /// `PersonCode`: short name, by default the initials.
    #[serde(rename = "personcode", deserialize_with = "read::text")] pub person_code: Option<String>,
    /// `Title`: form of address.
    #[serde(deserialize_with = "read::text")] pub title: Option<String>,
    /// `Role`: role in the company as free text, not an access right.
    #[serde(deserialize_with = "read::text")] pub role: Option<String>,
    /// `Phone`, in any form.
    #[serde(deserialize_with = "read::text")] pub phone: Option<String>,
    /// `PhoneMobile`, in any form.
    #[serde(rename = "phonemobile", deserialize_with = "read::text")] pub phone_mobile: Option<String>,
    /// `Comments`: internal note.
    #[serde(deserialize_with = "read::text")] pub comments: Option<String>,
    /// `OnlineUrl`: link to the person's page.
    #[serde(rename = "onlineurl", deserialize_with = "read::text")] pub online_url: Option<String>,
}

/// The names of the record's members as they are spelled in v1's record, in v2's rows and in lower case.
#[rustfmt::skip]
pub(crate) const PERSON_NAMES: &[&str] = &[
    "PersonId", "personId", "personid", "CompanyId", "companyId", "companyid", "FirstName", "firstName", "firstname",
    "LastName", "lastName", "lastname", "Email", "email", "Login", "login", "UserProfileId", "userProfileId",
    "userprofileid", "IsActive", "isActive", "isactive", "PersonCode", "personCode", "personcode", "Title", "title",
    "Role", "role", "Phone", "phone", "PhoneMobile", "phoneMobile", "phonemobile", "Comments", "comments",
    "OnlineUrl", "onlineUrl", "onlineurl",
];

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(AnyCase { inner: deserializer, spellings: PERSON_NAMES })
    }
}

changes! {
    /// What to write to a person, by Wordbee's own names; what is not named is not sent
    /// (<https://help.wordbee.com/api1/updateperson>, <https://help.wordbee.com/api1/createperson>).
    ///
    /// Clearing `login`, `password` or `user_profile_id` takes the login away: each is sent as `Login: null`, the
    /// form the vendor's sample shows. What `null` does elsewhere is not documented, so any other member refuses to be
    /// cleared; an empty text is sent as it is, and whether it clears is not documented either.
    ///
    /// ```
    /// use participants_wordbee::{PersonChanges, core::Change};
    ///
    /// let changes = PersonChanges::new().last_name("Okafor").login(Change::Clear);
    /// assert_eq!(changes.named().len(), 2);
    /// ```
    pub struct PersonChanges {
        /// First name; required on create.
        first_name: String = "FirstName",
        /// Last name; required on create.
        last_name: String = "LastName",
        /// E-mail address; required on create.
        email: String = "Email",
        /// Login name, at least 8 characters.
        login: String = "Login",
        /// Password, by the platform's own policy; it can be written, never read.
        password: SecretString = "Password",
        /// Access profile, by number; see [`ListProfiles`](crate::ListProfiles). A new person cannot be Administrator.
        user_profile_id: i64 = "UserProfileId",
        /// Whether the person may sign in; no keeps the login. Not named on an update it is taken to stay, although one
        /// note in the vendor's table gives `false` as its default.
        is_active: bool = "IsActive",
        /// Short name; on create the initials where it is not given.
        person_code: String = "PersonCode",
        /// Form of address.
        title: String = "Title",
        /// Role in the company, free text.
        role: String = "Role",
        /// Phone number, in any form.
        phone: String = "Phone",
        /// Mobile number, in any form.
        phone_mobile: String = "PhoneMobile",
        /// Internal note.
        comments: String = "Comments",
        /// Custom labels; those not named stay.
        labels: Labels = "labels",
    }
}

//! What can be written to a participant, by the default schema's names.

use super::Contacts;
use participants_core::{Gender, Lifecycle, changes, jiff::civil::Date};

changes! {
    /// What to write to a participant; what is not named stays.
    ///
    /// Names are those of the default schema, and are spelled as the account's [`Profile`](crate::Profile) says when
    /// they are sent. Parts of the address are members of their own here. So are the contacts, one per channel: a new
    /// value takes the place of the first entry of that channel or becomes a further entry, `Clear` removes every
    /// entry of the channel, and all others stay as they are. [`contact_information`](Self::contact_information) is
    /// the list as a whole; single channels named besides are laid over it.
    ///
    /// Elsewhere `Clear` writes `null`. That is asked for by nothing less than a `Clear`, because the server may refuse it:
    /// whether it clears is not documented, and by the schema as published the last name, the date of birth and the
    /// coded members look less likely to take it than the others.
    ///
    /// Members that are not listed go through [`other`](Self::other), by their name as it shall be sent;
    /// `address.NAME` and `contactInformation.CHANNEL` reach inside.
    ///
    /// ```
    /// use participants_azav::{ParticipantChanges, core::{Change, Lifecycle}};
    ///
    /// let changes = ParticipantChanges::new().last_name("Øre").zip_code("04109").mobile(Change::Clear);
    /// let changes = changes.status(Lifecycle::Active);
    /// assert_eq!(changes.named().len(), 4);
    /// ```
    pub struct ParticipantChanges {
        /// First name, sent exactly as given.
        first_name: String = "firstName",
        /// Last name, sent exactly as given.
        last_name: String = "lastName",
        /// The name the person goes by.
        preferred_name: String = "preferredName",
        /// E-mail address; required to make a participant, and never cleared.
        email: String = "email",
        /// Date of birth.
        date_of_birth: Date = "dateOfBirth",
        /// Gender.
        gender: Gender = "gender",
        /// Status. Which changes of status are allowed is not documented.
        status: Lifecycle = "status",
        /// Form of address.
        salutation: String = "salutation",
        /// Street without the number.
        street: String = "address.street",
        /// House number.
        house_number: String = "address.houseNumber",
        /// Postal code.
        zip_code: String = "address.zipCode",
        /// Town.
        city: String = "address.city",
        /// Country.
        country: String = "address.country",
        /// All contacts: the list takes the place of the one that is there, and what this version does not know of
        /// its entries goes with it. `Clear` leaves an empty list.
        contact_information: Contacts = "contactInformation",
        /// Phone number.
        phone: String = "contactInformation.phone",
        /// Mobile number.
        mobile: String = "contactInformation.mobile",
        /// Fax number.
        fax: String = "contactInformation.fax",
        /// Landline number.
        landline: String = "contactInformation.landline",
        /// A further e-mail address.
        contact_email: String = "contactInformation.email",
        /// The e-mail address of a team.
        team_email: String = "contactInformation.team_email",
        /// Skype name.
        skype: String = "contactInformation.skype",
        /// Town of birth.
        birth_city: String = "birthCity",
        /// Country of birth.
        birth_country: String = "birthCountry",
        /// Customer number.
        customer_number: String = "customerNumber",
        /// Internal customer number.
        internal_customer_number: String = "internalCustomerNumber",
        /// How the person came here.
        marketing_channel: String = "marketingChannel",
    }
}

impl ParticipantChanges {
    /// Whether a part of the address or a contact is named: those live inside a member that is written whole.
    pub(crate) fn reach_inside(&self) -> bool {
        self.named().iter().any(|(path, _)| path.starts_with("address.") || path.starts_with("contactInformation."))
    }
}

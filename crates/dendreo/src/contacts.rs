//! The contact calls: `contacts.php`. Private individuals, whose contacts are made otherwise, are in `individuals.rs`.

use crate::{
    Contact, ContactChanges, Deletable, ExternallyKeyed, Gettable, Id, Resource, Searchable, Writable,
    calls::{Create, Delete, Get, GetSeveral, List, Update},
};
use participants_core::{Change, serde_json::Value};

/// Reads contacts, all or filtered. `include` knows `photo`. <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type ListContacts = List<Contact>;

/// Reads one contact. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type GetContact = Get<Contact>;

/// Reads several contacts by a comma list, as the reference describes for every resource.
/// <https://developers.dendreo.com>
pub type GetContacts = GetSeveral<Contact>;

/// Makes a contact. It needs a company, by number, by registered name or by the caller's own key.
/// <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type CreateContact = Create<Contact>;

/// Changes the named members of a contact. <https://github.com/dimitriBouteille/dendreo-sdk-php>
pub type UpdateContact = Update<Contact>;

/// Removes contacts. <https://github.com/Lamouller/n8n-nodes-dendreo>
pub type DeleteContacts = Delete<Contact>;

impl Resource for Contact {
    const SCRIPT: &'static str = "contacts.php";
    const ID: Id = Id::Shown("id_contact");
    const LIST: &'static str = "contacts.list";
}

impl Gettable for Contact {
    const GET: &'static str = "contacts.get";
    const GET_SEVERAL: &'static str = "contacts.get_several";
}

impl Writable for Contact {
    type Changes = ContactChanges;
    const CREATE: &'static str = "contacts.create";
    const UPDATE: &'static str = "contacts.update";
    const REQUIRED: &'static [&'static [&'static str]] =
        &[&["id_entreprise", "entreprise_raison_sociale", "entreprise_id_externe"]];

    fn named(changes: &ContactChanges) -> Vec<(&str, Change<Value>)> {
        changes.named()
    }
}

impl Deletable for Contact {
    const DELETE: &'static str = "contacts.delete";
}

impl Searchable for Contact {}

impl ExternallyKeyed for Contact {}

impl List<Contact> {
    /// Those of a company, by its number.
    #[must_use]
    pub fn company(self, id: impl Into<String>) -> Self {
        self.filter(|query| query.number("id_entreprise", id))
    }

    /// Those of this last name.
    #[must_use]
    pub fn last_name(self, name: impl Into<String>) -> Self {
        self.filter(|query| query.text("nom", name))
    }

    /// Those with this e-mail address.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.filter(|query| query.text("email", email))
    }
}

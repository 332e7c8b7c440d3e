//! Contacts: the persons to speak to at a customer, `/customers/contacts`.

use crate::{
    Contact, Frontcore,
    select::{Filter, Selection, paged, timed},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of customers' contacts (<https://app.frontcore.com/api/docs/v2/customers/contacts/>).
///
/// The sample has them by descending ids; the order is not documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListContacts {
    selection: Selection,
}

impl ListContacts {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of a customer (`customer_id`).
    #[must_use]
    pub fn customer(mut self, id: impl Into<String>) -> Self {
        self.selection.filter("customer_id", Filter::Id(id.into()));
        self
    }
}

paged!(ListContacts of Contact);
timed!(ListContacts);

impl Endpoint for ListContacts {
    type Api = Frontcore;
    type Output = Page<Record<Contact>>;

    const NAME: &'static str = "contacts.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["customers", "contacts"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

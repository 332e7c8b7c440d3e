//! A new customer.

use super::PATH;
use crate::{
    CreatedCustomer, Frontcore, NewCustomer,
    answer::any,
    encode::{body, members, nothing_to_empty, only_codes, required},
};
use participants_core::{Effect, Endpoint, Error, Record, Request, Response, http::Method};

/// Adds a customer (<https://app.frontcore.com/api/docs/v2/customers-post/>).
///
/// It is never repeated unless it provably was not carried out: no page says that a second customer of one name is
/// refused.
///
/// ```
/// use participants_frontcore::{CreateCustomer, NewCustomer};
///
/// let create = CreateCustomer::new(NewCustomer::new().title("Fjord & Sønner AS").country("NO"));
/// # let _ = create;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCustomer {
    /// The customer; a title is required.
    pub customer: NewCustomer,
}

impl CreateCustomer {
    /// The call that makes this customer.
    #[must_use]
    pub fn new(customer: NewCustomer) -> Self {
        Self { customer }
    }
}

impl Endpoint for CreateCustomer {
    type Api = Frontcore;
    type Output = Option<Record<CreatedCustomer>>;

    const NAME: &'static str = "customers.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let members = members(self.customer.named(), nothing_to_empty)?;
        required(&members, &["title"])?;
        only_codes(&members, &["type"])?;
        Ok(Request::new(Method::POST, &api.base, &[PATH])?.body(body(api, members)?))
    }

    /// What a good answer looks like stands on no page: an object may name the new customer's number, and anything else
    /// that is JSON, or nothing, is success without a word.
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        any(response)?.map(Record::read).transpose()
    }
}

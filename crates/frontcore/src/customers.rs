//! Customers, as far as a person's update needs them: a person is written below the customer they belong to.

use crate::{Customer, Frontcore, Page, encode::number, page::paged};
use participants_core::{AnswerSize, Effect, Endpoint, Error, ErrorKind, Record, Request, Response};

/// Reads one page of customers (<https://app.frontcore.com/api/docs/v2/customers/>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCustomers {
    /// Whether to add each customer's people. Private customers carry them always.
    pub employees: bool,
    /// At most this many to a page, from 1 to 250.
    pub limit: u32,
    /// Which page, from 1.
    pub page: u32,
}

/// Reads one customer (<https://app.frontcore.com/api/docs/v2/customers/:id/>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCustomer {
    /// The customer's number.
    pub id: String,
    /// Whether to add the customer's people. Private customers carry them always.
    pub employees: bool,
}

impl Endpoint for ListCustomers {
    type Api = Frontcore;
    type Output = Page<Customer>;

    const NAME: &'static str = "customers.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let request = paged(Request::get(&api.base, &["customers"])?, self.page, self.limit)?;
        Ok(request.query_some("include[]", self.employees.then_some("employees")))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        Page::read(response, self.page, self.limit)
    }
}

impl Endpoint for GetCustomer {
    type Api = Frontcore;
    type Output = Record<Customer>;

    const NAME: &'static str = "customers.get";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("a customer's id", &self.id)?.to_string();
        let request = Request::get(&api.base, &["customers", &id])?;
        Ok(request.query_some("include[]", self.employees.then_some("employees")))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let Some(document) = response.records()?.pop() else {
            return Err(Error::new(ErrorKind::NotFound, "there is no such customer"));
        };
        let record = Record::<Customer>::read(document)?;
        if record.id.as_ref() != Some(&self.id) {
            return Err(Error::new(ErrorKind::Mismatch, "the answer is another customer than the one asked for"));
        }
        Ok(record)
    }
}

//! Customers: the companies and private persons that FrontCore invoices, `/customers`.

mod create;

pub use create::CreateCustomer;

use crate::{
    Customer, Frontcore,
    answer::one,
    encode::number,
    select::{Selection, paged, timed},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// The first segment of all customer calls.
const PATH: &str = "customers";

/// The path of what brings a customer's people along.
const EMPLOYEES: &str = "employees";

/// Reads one page of customers (<https://app.frontcore.com/api/docs/v2/customers/>).
///
/// ```
/// use participants_frontcore::ListCustomers;
///
/// let with_people = ListCustomers::new().with_employees().limit(100);
/// # let _ = with_people;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCustomers {
    selection: Selection,
}

impl ListCustomers {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With each customer's people. Private customers carry them always.
    #[must_use]
    pub fn with_employees(mut self) -> Self {
        self.selection.include(EMPLOYEES);
        self
    }
}

paged!(ListCustomers of Customer);
timed!(ListCustomers);

impl Endpoint for ListCustomers {
    type Api = Frontcore;
    type Output = Page<Record<Customer>>;

    const NAME: &'static str = "customers.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

/// Reads one customer (<https://app.frontcore.com/api/docs/v2/customers/:id/>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetCustomer {
    id: String,
    employees: bool,
}

impl GetCustomer {
    /// The customer with this number.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { id: id.into(), employees: false }
    }

    /// With the customer's people. Private customers carry them always.
    #[must_use]
    pub fn with_employees(mut self) -> Self {
        self.employees = true;
        self
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
        let request = Request::get(&api.base, &[PATH, &id])?;
        Ok(request.query_some("include[]", self.employees.then_some(EMPLOYEES)))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        one(response, &self.id)
    }
}

//! Changing a person: `/customers/:id/employees/:id`. "Employee" is another of FrontCore's words for a course user.

use crate::{
    EmployeeChanges, Frontcore, User,
    answer::any,
    encode::{body, members, never_empty, number, required},
};
use participants_core::{
    Effect, Endpoint, Error, ErrorKind, Record, Request, Response, http::Method, serde_json::Value,
};

/// The members without which the service takes no update of a person.
const REQUIRED: [&str; 3] = ["firstname", "lastname", "email"];

/// Changes a person (<https://app.frontcore.com/api/docs/v2/customers/:id/employees/:id-put/>).
///
/// First name, last name and e-mail are required by the documents even where they stay as they are. Whether the
/// optional ones keep their value when left out is not documented: send those you know, by
/// [`EmployeeChanges::stored`]. All enrolments of the person show the change. A customer's people are read by
/// [`GetCustomer::with_employees`](crate::GetCustomer::with_employees): no page shows a call for one of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateEmployee {
    /// The number of the customer the person belongs to.
    pub customer_id: String,
    /// The person's number, a participant's `user.id`.
    pub employee_id: String,
    /// What to write.
    pub changes: EmployeeChanges,
}

impl UpdateEmployee {
    /// The call that changes these members of a customer's person, both by number.
    #[must_use]
    pub fn new(customer_id: impl Into<String>, employee_id: impl Into<String>, changes: EmployeeChanges) -> Self {
        Self { customer_id: customer_id.into(), employee_id: employee_id.into(), changes }
    }
}

impl Endpoint for UpdateEmployee {
    type Api = Frontcore;
    type Output = Option<Record<User>>;

    const NAME: &'static str = "employees.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let customer = number("a customer's id", &self.customer_id)?.to_string();
        let employee = number("a person's id", &self.employee_id)?.to_string();
        let members = members(self.changes.named(), empty)?;
        required(&members, &REQUIRED)?;
        let path = ["customers", &customer, "employees", &employee];
        Ok(Request::new(Method::PUT, &api.base, &path)?.body(body(api, members)?))
    }

    /// The answer's shape stands on no page. An object with an e-mail address is taken for the person; anything else
    /// that is JSON, or nothing, is success without a word.
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = any(response)?.map(Record::<User>::read).transpose()?.filter(|user| user.email.is_some());
        match &record {
            Some(user) if user.id.as_ref() != Some(&self.employee_id) => {
                Err(Error::new(ErrorKind::Mismatch, "the answer is another person than the one to change"))
            }
            _ => Ok(record),
        }
    }
}

/// An empty text empties a text; what is a date or a code is emptied by null, which only JSON can carry.
fn empty(name: &str) -> Result<Value, Error> {
    match name {
        "firstname" | "lastname" | "email" => never_empty(name),
        "date_of_birth" | "gender" | "nationality" => Ok(Value::Null),
        _ => Ok(Value::from("")),
    }
}

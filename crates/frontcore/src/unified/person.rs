//! Changing the person behind a participant: read, merge, write, below the customer the person belongs to.

use crate::{EmployeeChanges, Frontcore, ListCustomers, UpdateEmployee, User, map::over};
use participants_core::{Client, Error, text};

/// Customers to a page; fewer than allowed, since each brings all its people.
const CUSTOMERS: u32 = 100;

/// What a writer of a person should know: these two are optional members with defaults, and no answer shows them.
pub(super) const UNSEEN: &str = "FrontCore does not say whether a person's gender and nationality, which a \
                                 participant does not show, stay as they are when they are not sent";

/// The write that lays `changes` over the person as read.
///
/// # Errors
/// The person has no number, or no customer they belong to can be found; nothing was written.
pub(super) async fn update(
    client: &Client<Frontcore>,
    user: &User,
    changes: EmployeeChanges,
) -> Result<UpdateEmployee, Error> {
    let Some(id) = &user.id else {
        return Err(Error::unsupported("the participant's record names no person to change"));
    };
    let customer = match &user.customer.id {
        Some(customer) => customer.clone(),
        None => customer_of(client, id, user).await?,
    };
    Ok(UpdateEmployee { customer_id: customer, employee_id: id.clone(), changes: over(user, changes) })
}

/// The customer a person belongs to: a person is written below it, and a participant does not reliably name it. What
/// an employee looks like stands on no page, so only one with both the person's number and e-mail address counts.
async fn customer_of(client: &Client<Frontcore>, id: &str, user: &User) -> Result<String, Error> {
    let is_them = |employee: &User| {
        let emails = employee.email.as_ref().zip(user.email.as_ref());
        employee.id.as_deref() == Some(id) && emails.is_some_and(|(one, other)| text::is_same_email(one, other))
    };
    let mut invalid = None;
    let mut pages = client.pages(ListCustomers::new().with_employees().limit(CUSTOMERS));
    while let Some(records) = pages.next().await? {
        for record in records {
            match record {
                Ok(customer) if customer.employees.iter().any(is_them) => {
                    if let Some(id) = &customer.id {
                        return Ok(id.clone());
                    }
                }
                Ok(_) => {}
                Err(error) => invalid = invalid.or(Some(error)),
            }
        }
    }
    // Perhaps it was the one that could not be read.
    Err(invalid.unwrap_or_else(|| {
        Error::unsupported(
            "the person's own fields can only be written below the customer they belong to, and no customer lists \
             them; change the person in FrontCore, or link them to a customer there and try again",
        )
    }))
}

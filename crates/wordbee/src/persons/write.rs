//! Making, changing and removing persons.

use super::{data::members, rules};
use crate::{PersonChanges, Wordbee, data, ids, sessions::V1, text::Said};
use participants_core::{Effect, Endpoint, Error, Request, Response, http::Method};

/// Creates a person in a company (<https://help.wordbee.com/api1/createperson>): `FirstName`, `LastName` and `Email`
/// are required, and a login needs its three parts together.
///
/// What the answer holds is not documented; the new number is read from every form it could have, and may be missing.
/// Wordbee accepts the same e-mail address twice, so a lost answer is never repeated.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreatePerson {
    /// The company the person will belong to permanently; the platform's own for in-house staff.
    pub company: i64,
    /// The members of the new record.
    pub fields: PersonChanges,
}

/// Changes the named members of a person; the others are not sent, and stay
/// (<https://help.wordbee.com/api1/updateperson>). One field note reads as if `IsActive` fell back to `false` when it is
/// not sent; the same page says to send only what changes, which is believed here. Name it to be sure.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdatePerson {
    /// The company the person belongs to.
    pub company: i64,
    /// The person's number.
    pub id: i64,
    /// What to change.
    pub changes: PersonChanges,
}

/// Removes a person permanently (<https://wordbee.atlassian.net/wiki/spaces/SystemAPI/pages/523147/Remove+Person>). The
/// Administrator cannot be removed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemovePerson {
    /// The company the person belongs to.
    pub company: i64,
    /// The person's number.
    pub id: i64,
    /// Whether to remove the person even though jobs, tasks or projects are assigned to them; with `false` Wordbee
    /// refuses then. There is no default on purpose.
    pub remove_assignment: bool,
}

impl UpdatePerson {
    /// The call that changes these members of a person, who is named by company and number.
    #[must_use]
    pub fn new(company: i64, id: i64, changes: PersonChanges) -> Self {
        Self { company, id, changes }
    }

    /// What the caller should know although the update is not refused: a `Login` alone works only for a person who has
    /// one already, and that cannot be read.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        rules::warnings(&self.changes)
    }
}

impl CreatePerson {
    /// The call that creates a person with these members in the company with this number.
    #[must_use]
    pub fn new(company: i64, fields: PersonChanges) -> Self {
        Self { company, fields }
    }
}

impl Endpoint for CreatePerson {
    type Api = Wordbee;
    type Output = Option<i64>;

    const NAME: &'static str = "persons.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        rules::check_new(&self.fields)?;
        Ok(data::carry(api, persons(api, Method::PUT, self.company)?, members(&self.fields)?))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Option<i64>, Error> {
        Ok(Said::read(response)?.id("PersonId"))
    }
}

impl Endpoint for UpdatePerson {
    type Api = Wordbee;
    type Output = ();

    const NAME: &'static str = "persons.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        ids::check(self.id, "a Wordbee person's id")?;
        rules::check_update(&self.changes)?;
        let mut members = members(&self.changes)?;
        members.insert("PersonId".into(), self.id.into());
        Ok(data::carry(api, persons(api, Method::POST, self.company)?, members))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<(), Error> {
        Said::read(response).map(drop)
    }
}

impl RemovePerson {
    /// The call that removes a person, who is named by company and number.
    #[must_use]
    pub fn new(company: i64, id: i64, remove_assignment: bool) -> Self {
        Self { company, id, remove_assignment }
    }
}

impl Endpoint for RemovePerson {
    type Api = Wordbee;
    type Output = ();

    const NAME: &'static str = "persons.remove";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(persons(api, Method::DELETE, self.company)?
            .query("personid", ids::check(self.id, "a Wordbee person's id")?)
            .query("removeassignment", self.remove_assignment.to_string()))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<(), Error> {
        Said::read(response).map(drop)
    }
}

fn persons(api: &Wordbee, method: Method, company: i64) -> Result<Request, Error> {
    let company = ids::check(company, "a Wordbee company's id")?;
    Ok(Request::new(method, &api.base, &["companies", &company, "persons"])?.realm(V1))
}

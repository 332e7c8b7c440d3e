//! Private individuals: one person as contact, participant and company row, made together. Made through `contacts.php`,
//! changed through `particuliers.php`.

use super::{
    number,
    write::{body, changed, members, stored},
};
use crate::{Contact, ContactChanges, Dendreo, Id};
use participants_core::{Effect, Endpoint, Error, Provider, Record, Request, Response, http::Method};
use std::fmt;

/// Makes a private individual. The answer is the contact, which also carries the numbers of the participant and of the
/// company row. <https://github.com/dimitriBouteille/dendreo-sdk-php>
///
/// `particulier=1` goes into the query and the body, as that library does.
///
/// ```
/// use participants_dendreo::{ContactChanges, CreateIndividual};
///
/// let create = CreateIndividual::new(ContactChanges::new().nom("Ñúñez").prenom("Y"));
/// # let _ = create;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateIndividual {
    /// The members of the new records.
    pub fields: ContactChanges,
}

/// Changes the named members of a private individual. <https://github.com/dimitriBouteille/dendreo-sdk-php>
///
/// The person is named in the body, as that library does. The returned number is compared: another one is
/// [`ErrorKind::Mismatch`](participants_core::ErrorKind::Mismatch).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateIndividual {
    /// Who it is.
    pub who: Individual,
    /// What to change.
    pub changes: ContactChanges,
}

/// A private individual, by the number of any of the three records.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Individual {
    /// The participant's number, `id_participant`.
    Participant(String),
    /// The contact's number, `id_contact`.
    Contact(String),
    /// The company row's number, `id_entreprise`.
    Company(String),
}

/// Says by which record the person is named.
impl fmt::Debug for Individual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.member_and_id().0)
    }
}

impl Individual {
    fn member_and_id(&self) -> (&'static str, &str) {
        match self {
            Self::Participant(id) => ("id_participant", id),
            Self::Contact(id) => ("id_contact", id),
            Self::Company(id) => ("id_entreprise", id),
        }
    }
}

impl CreateIndividual {
    /// The call that makes a private individual with these members.
    #[must_use]
    pub fn new(fields: ContactChanges) -> Self {
        Self { fields }
    }
}

impl Endpoint for CreateIndividual {
    type Api = Dendreo;
    type Output = Option<Record<Contact>>;

    const NAME: &'static str = "individuals.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let mut members = members::<Contact>(&self.fields, false)?;
        if members.is_empty() {
            return Err(Error::invalid("the new record names no member; nothing to make"));
        }
        members.insert("particulier".into(), "1".into());
        let request = Request::new(Method::POST, &api.base, &["contacts.php"])?;
        Ok(request.query("particulier", "1").body(body(api, members)).masked(Dendreo::SECRETS))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        stored(response)
    }
}

impl UpdateIndividual {
    /// The call that changes these members of a private individual.
    #[must_use]
    pub fn new(who: Individual, changes: ContactChanges) -> Self {
        Self { who, changes }
    }
}

impl Endpoint for UpdateIndividual {
    type Api = Dendreo;
    type Output = Option<Record<Contact>>;

    const NAME: &'static str = "individuals.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let (member, id) = self.who.member_and_id();
        let mut members = members::<Contact>(&self.changes, false)?;
        if members.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        if members.insert(member.into(), number(id)?.into()).is_some() {
            return Err(Error::invalid(format!("{member} names the person here and cannot be written")));
        }
        Ok(Request::new(Method::POST, &api.base, &["particuliers.php"])?
            .body(body(api, members))
            .masked(Dendreo::SECRETS))
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        let (member, id) = self.who.member_and_id();
        changed(response, Id::Shown(member), id)
    }
}

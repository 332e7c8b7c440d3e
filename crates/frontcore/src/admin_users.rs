//! Those who administer the account: `/admin-users`.

use crate::{
    AdminProfile, AdminUser, Frontcore,
    encode::{body, members, nothing_to_empty, number},
    select::{Selection, paged},
};
use participants_core::{
    AnswerSize, Effect, Endpoint, Error, ErrorKind, Page, Record, Request, Response, http::Method, serde_json::Value,
    text,
};
use std::fmt;

const PATH: &str = "admin-users";

/// Reads one page of the account's administrators (<https://app.frontcore.com/api/docs/v2/admin-users/>).
///
/// Pages are asked for as everywhere; the page of this list does not say that it heeds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListAdminUsers {
    selection: Selection,
}

impl ListAdminUsers {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListAdminUsers of AdminUser);

impl Endpoint for ListAdminUsers {
    type Api = Frontcore;
    type Output = Page<Record<AdminUser>>;

    const NAME: &'static str = "admin_users.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

/// Adds an administrator (<https://app.frontcore.com/api/docs/v2/admin-users-post/>).
///
/// **The roles of an existing user with this e-mail address are replaced by these**, and the other values given for
/// them are ignored (documented). To add a role, read the roles they have, and name them all.
///
/// So a repetition would leave the same roles; but it may write to the person once more, and it gives a person rights
/// in the account, so it is treated as a creation and never repeated by itself.
///
/// ```
/// use participants_frontcore::{AddAdminUser, AdminProfile};
///
/// let profile = AdminProfile::new().firstname("Siobhán").lastname("O'Brien").send_invite(false);
/// let add = AddAdminUser::new("siobhan@example.org", vec!["2".into()], profile);
/// assert_eq!(format!("{add:?}"), r#"AddAdminUser { role_ids: ["2"], .. }"#);
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct AddAdminUser {
    /// The e-mail address, by which FrontCore knows whether the user exists.
    pub email: String,
    /// All the roles they are to have in the account, by number; at least one. See
    /// [`ListAdminRoles`](crate::ListAdminRoles).
    pub role_ids: Vec<String>,
    /// The other values of a new user: first and last name are required then.
    pub profile: AdminProfile,
}

impl AddAdminUser {
    /// The call that adds an administrator who has these roles.
    #[must_use]
    pub fn new(email: impl Into<String>, role_ids: Vec<String>, profile: AdminProfile) -> Self {
        Self { email: email.into(), role_ids, profile }
    }
}

impl Endpoint for AddAdminUser {
    type Api = Frontcore;
    type Output = Record<AdminUser>;

    const NAME: &'static str = "admin_users.add";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let mut members = members(self.profile.named(), nothing_to_empty)?;
        if self.email.trim().is_empty() || self.role_ids.is_empty() {
            return Err(Error::invalid("an administrator needs an e-mail address and at least one role"));
        }
        let roles = self.role_ids.iter().map(|id| number("a role's id", id).map(Value::from));
        members.insert("email".into(), self.email.as_str().into());
        members.insert("role_ids".into(), roles.collect::<Result<_, _>>()?);
        Ok(Request::new(Method::POST, &api.base, &[PATH])?.body(body(api, members)?))
    }

    /// The whole record (documented).
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        let record = Record::<AdminUser>::read(response.record()?)?;
        match &record.email {
            Some(email) if text::is_same_email(email, &self.email) => Ok(record),
            Some(_) => Err(Error::new(ErrorKind::Mismatch, "the answer is another administrator than the one to add")),
            None => Err(Error::new(ErrorKind::Decode, "the answer is no administrator: it has no e-mail address")),
        }
    }
}

/// Shows the roles; the rest is personal.
impl fmt::Debug for AddAdminUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddAdminUser").field("role_ids", &self.role_ids).finish_non_exhaustive()
    }
}

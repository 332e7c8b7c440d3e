//! What administrators may do: `/admin-roles`.

use crate::{
    AdminRole, Frontcore,
    select::{Selection, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads the roles an administrator can have (<https://app.frontcore.com/api/docs/v2/admin-roles/>).
///
/// Pages are asked for as everywhere; the page of this list does not say that it heeds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListAdminRoles {
    selection: Selection,
}

impl ListAdminRoles {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListAdminRoles of AdminRole);

impl Endpoint for ListAdminRoles {
    type Api = Frontcore;
    type Output = Page<Record<AdminRole>>;

    const NAME: &'static str = "admin_roles.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["admin-roles"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

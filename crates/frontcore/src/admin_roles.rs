//! What administrators may do: `/admin-roles`.

use crate::{AdminRole, Frontcore, page};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};

/// Reads the roles an administrator can have (<https://app.frontcore.com/api/docs/v2/admin-roles/>).
///
/// No page shows a parameter of this list, so none is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListAdminRoles;

impl Endpoint for ListAdminRoles {
    type Api = Frontcore;
    type Output = Vec<Result<Record<AdminRole>, Error>>;

    const NAME: &'static str = "admin_roles.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        Request::get(&api.base, &["admin-roles"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        page::whole(response)
    }
}

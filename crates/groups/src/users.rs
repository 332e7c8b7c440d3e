//! The calls about single users: `users`, `users/info` and `user/:userId`.

mod write;

pub use write::{CreateUser, UpdateUser};

use crate::{Groups, rules::Email, wire::Link};
use participants_core::{
    Body, Effect, Endpoint, Error, ErrorKind, Request, Response, http::Method, secrecy::SecretString, serde_json::json,
};

/// Asks for the personal address of a user's training portal; a read, although it is a POST
/// (<https://support.kaspersky.com/kasap/1.0/242750>).
///
/// The address grants access, so it is a secret here; how long it lives is not documented. No user with the e-mail
/// is [`NotFound`](ErrorKind::NotFound), training that has not begun is [`Conflict`](ErrorKind::Conflict)
/// (`education-not-started`), and a plan still being made is [`Busy`](ErrorKind::Busy) (`processing-education`): only
/// that one is worth another try, and no interval is documented for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalLink {
    email: Email,
}

impl PortalLink {
    /// The portal of the user with this e-mail address; it is sent in lower case, as the platform wants it.
    #[must_use]
    pub fn of(email: &str) -> Self {
        Self { email: Email::new(email) }
    }
}

impl Endpoint for PortalLink {
    type Api = Groups;
    type Output = SecretString;

    const NAME: &'static str = "users.info";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        let body = json!({"email": self.email.checked()?});
        Ok(Request::new(Method::POST, &api.base, &api.path(&["users", "info"]))?.body(Body::json(&body)))
    }

    fn response(&self, _: &Groups, response: &Response) -> Result<SecretString, Error> {
        let answer: Link = response.record()?.read()?;
        answer.link.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no link"))
    }
}

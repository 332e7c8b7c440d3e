//! Whether a course user's name and password are right: `/check-user-credentials`.

use crate::{Frontcore, LinkedRecord, encode::body};
use participants_core::{
    Effect, Endpoint, Error, Record, Request, Response,
    http::Method,
    secrecy::{ExposeSecret, SecretString},
    serde_json::Map,
};
use serde::de::IgnoredAny;
use std::fmt;

/// Sends a course user's name and password to be checked
/// (<https://app.frontcore.com/api/docs/v2/check-user-credentials-post/>).
///
/// **What an answer looks like stands on no page.** One that is not recognised as a failure comes back as it is: it
/// proves that FrontCore answered, not that the password is right. Look at its [`extra`](LinkedRecord::extra).
#[derive(Clone)]
#[non_exhaustive]
pub struct CheckUserCredentials {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: SecretString,
    /// Whether to make a link that signs the user in for 15 minutes; it is among the [links](LinkedRecord::links).
    pub create_login_url: bool,
}

impl CheckUserCredentials {
    /// The call that checks this name and password.
    #[must_use]
    pub fn new(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self { username: username.into(), password: password.into(), create_login_url: false }
    }

    /// With a link that signs the user in.
    #[must_use]
    pub fn create_login_url(mut self) -> Self {
        self.create_login_url = true;
        self
    }
}

impl Endpoint for CheckUserCredentials {
    type Api = Frontcore;
    type Output = LinkedRecord<IgnoredAny>;

    const NAME: &'static str = "credentials.check";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let password = self.password.expose_secret();
        if self.username.trim().is_empty() || password.is_empty() {
            return Err(Error::invalid("a check of credentials needs a user name and a password"));
        }
        let mut members = Map::new();
        members.insert("username".into(), self.username.as_str().into());
        members.insert("password".into(), password.into());
        if self.create_login_url {
            members.insert("create_login_url".into(), true.into());
        }
        let request = Request::new(Method::POST, &api.base, &["check-user-credentials"])?;
        Ok(request.body(body(api, members)?).masked(&["password"]))
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        Record::read(response.record()?).map(LinkedRecord::new)
    }
}

/// Shows whether a link is wanted; the rest is personal.
impl fmt::Debug for CheckUserCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("CheckUserCredentials");
        shown.field("create_login_url", &self.create_login_url).finish_non_exhaustive()
    }
}

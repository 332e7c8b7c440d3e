//! Looking for persons: `/search-users`.

use crate::{Frontcore, User, page};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};
use std::fmt;

/// Looks for persons, course users in FrontCore's words (<https://app.frontcore.com/api/docs/v2/search-users/>).
///
/// At least one filter is needed. Whether a text must match as a whole or in part is not documented.
///
/// ```
/// use participants_frontcore::SearchUsers;
///
/// let by_email = SearchUsers::new().email("liv@example.org");
/// # let _ = by_email;
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SearchUsers {
    filters: Vec<(&'static str, String)>,
}

impl SearchUsers {
    /// A search without a filter yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those with this e-mail address.
    #[must_use]
    pub fn email(self, text: impl Into<String>) -> Self {
        self.filter("email", text)
    }

    /// Those with this first name.
    #[must_use]
    pub fn firstname(self, text: impl Into<String>) -> Self {
        self.filter("firstname", text)
    }

    /// Those with this last name.
    #[must_use]
    pub fn lastname(self, text: impl Into<String>) -> Self {
        self.filter("lastname", text)
    }

    /// Those with this user name, which often is the e-mail address.
    #[must_use]
    pub fn username(self, text: impl Into<String>) -> Self {
        self.filter("username", text)
    }

    fn filter(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.filters.push((name, text.into()));
        self
    }
}

impl Endpoint for SearchUsers {
    type Api = Frontcore;
    type Output = Vec<Result<Record<User>, Error>>;

    const NAME: &'static str = "users.search";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        if self.filters.is_empty() || self.filters.iter().any(|(_, text)| text.trim().is_empty()) {
            return Err(Error::invalid("a search for users needs at least one filter, and none may be empty"));
        }
        let request = Request::get(&api.base, &["search-users"])?;
        Ok(self.filters.iter().fold(request, |request, (name, text)| request.query(*name, text)))
    }

    /// No paging is documented for this call, so a full page is not a reason to ask for another.
    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        page::whole(response)
    }
}

/// Names the filters; what they look for is a person's.
impl fmt::Debug for SearchUsers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.filters.iter().map(|(name, _)| name)).finish()
    }
}

//! The list of companies.

use crate::{Company, Filter, Wordbee, sessions::V1};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};

/// Reads companies, all or filtered: `GET /companies`. The record is documented
/// (<https://help.wordbee.com/api1/apicompany>), and so are filters (<https://help.wordbee.com/api1/filtering-results>); the
/// call and its two switches are known from a client (<https://github.com/HelloGLOBO/wordbee>).
///
/// ```
/// use participants_wordbee::{Filter, ListCompanies};
///
/// let list = ListCompanies::new().clients(true).filter(Filter::starts_with("Name", "Nord")?);
/// # let _ = list;
/// # Ok::<(), participants_wordbee::core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCompanies {
    filter: Option<Filter>,
    clients: Option<bool>,
    suppliers: Option<bool>,
}

impl ListCompanies {
    /// All companies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only those the expression lets through.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Those that are, or are not, clients (`isclient`).
    #[must_use]
    pub fn clients(mut self, are: bool) -> Self {
        self.clients = Some(are);
        self
    }

    /// Those that are, or are not, suppliers (`issupplier`).
    #[must_use]
    pub fn suppliers(mut self, are: bool) -> Self {
        self.suppliers = Some(are);
        self
    }
}

impl Endpoint for ListCompanies {
    type Api = Wordbee;
    type Output = Vec<Result<Record<Company>, Error>>;

    const NAME: &'static str = "companies.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::get(&api.base, &["companies"])?
            .query_some("filter", self.filter.as_ref().map(Filter::as_str))
            .query_some("isclient", self.clients)
            .query_some("issupplier", self.suppliers)
            .realm(V1))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

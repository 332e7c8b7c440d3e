//! Countries: `/countries`.

use crate::{
    Country, Frontcore,
    select::{Selection, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of countries.
///
/// Little is known of it. A page of that name exists (<https://app.frontcore.com/api/docs/v2/countries>), but what could
/// be read of it is the overview alone, which names the list of countries as one that moves slowly and is to be kept.
/// **That the path is `/countries` is concluded from the page's address**, and that an item looks like a customer's
/// country is presumed; whatever else an item has is in [`Record::extra`]. Pages are asked for as everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCountries {
    selection: Selection,
}

impl ListCountries {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListCountries of Country);

impl Endpoint for ListCountries {
    type Api = Frontcore;
    type Output = Page<Record<Country>>;

    const NAME: &'static str = "countries.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["countries"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

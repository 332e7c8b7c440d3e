//! Venues: `/locations`.

use crate::{
    Frontcore, Location,
    select::{Selection, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of venues (known from a client in use, <https://github.com/monscorps/kkurs.no>, which reads `id`,
/// `title`, `custom_title` and `capacity_max` of each; that the rest is as on a course date is presumed).
///
/// Pages are asked for as everywhere; that this list heeds them is not documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListLocations {
    selection: Selection,
}

impl ListLocations {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListLocations of Location);

impl Endpoint for ListLocations {
    type Api = Frontcore;
    type Output = Page<Record<Location>>;

    const NAME: &'static str = "locations.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["locations"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

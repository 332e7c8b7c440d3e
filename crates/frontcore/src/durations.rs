//! The units that durations are counted in: `/durations`.

use crate::{
    Duration, Frontcore,
    select::{Selection, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads the units that durations are counted in (<https://app.frontcore.com/api/docs/v2/durations/>).
///
/// The list moves slowly: keep it, as the overview asks. Pages are asked for as everywhere; the page of this list does
/// not say that it heeds them. Compare codes, never titles: these come in English or Norwegian.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDurations {
    selection: Selection,
}

impl ListDurations {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListDurations of Duration);

impl Endpoint for ListDurations {
    type Api = Frontcore;
    type Output = Page<Record<Duration>>;

    const NAME: &'static str = "durations.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["durations"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

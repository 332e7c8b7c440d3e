//! Campaigns, which lower the price of bookings: `/campaigns`.

use crate::{
    Campaign, Frontcore,
    select::{Selection, paged},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of campaigns (<https://app.frontcore.com/api/docs/v2/campaigns/>).
///
/// Pages are asked for as everywhere; that this list heeds them is presumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCampaigns {
    selection: Selection,
}

impl ListCampaigns {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListCampaigns of Campaign);

impl Endpoint for ListCampaigns {
    type Api = Frontcore;
    type Output = Page<Record<Campaign>>;

    const NAME: &'static str = "campaigns.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["campaigns"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

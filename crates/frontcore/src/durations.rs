//! The units that durations are counted in: `/durations`.

use crate::{Duration, Frontcore, page};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};

/// Reads the units that durations are counted in (<https://app.frontcore.com/api/docs/v2/durations/>).
///
/// The list moves slowly: keep it, as the overview asks. No page shows a parameter of it, so none is sent. Compare
/// codes, never titles: these come in English or Norwegian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListDurations;

impl Endpoint for ListDurations {
    type Api = Frontcore;
    type Output = Vec<Result<Record<Duration>, Error>>;

    const NAME: &'static str = "durations.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        Request::get(&api.base, &["durations"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        page::whole(response)
    }
}

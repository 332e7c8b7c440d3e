//! The program call: `/v1/programs`. Programs can be read; no page shows how one is made or changed.

use crate::{
    Azav, Program,
    provider::{ENVELOPE, VERSION},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Record, Request, Response};

/// Reads all programs
/// (<https://developer.azav-pilot.de/operation/operation-azavweb-rest-programcontroller-index>).
///
/// Documented in the branch shown by default, members and values included. No paging, filter or order is documented:
/// one call is taken to return every program. The account's [`Profile`](crate::Profile) makes no difference, because
/// nothing is written.
///
/// ```
/// use participants_azav::{Azav, ListPrograms, core::Endpoint};
///
/// let request = ListPrograms::new().request(&Azav::new("my-token")?)?;
/// assert!(request.preview().starts_with("GET https://api.azav-pilot.de/v1/programs"));
/// # Ok::<(), participants_azav::core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListPrograms;

impl ListPrograms {
    /// Every program.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Endpoint for ListPrograms {
    type Api = Azav;
    type Output = Vec<Result<Record<Program>, Error>>;

    const NAME: &'static str = "programs.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Azav) -> Result<Request, Error> {
        Request::get(&api.base, &[VERSION, "programs"])
    }

    fn response(&self, _: &Azav, response: &Response) -> Result<Self::Output, Error> {
        response.read_records_in(ENVELOPE)
    }
}

//! Removing records.

use super::numbers;
use crate::{Deletable, Dendreo};
use participants_core::{Effect, Endpoint, Error, Request, Response, http::Method};
use std::{fmt, marker::PhantomData};

/// Removes records, by a comma list of numbers. Whether it is final, and when it is refused, is not documented.
///
/// ```
/// use participants_dendreo::{Delete, Participant};
///
/// let delete = Delete::<Participant>::new(["2001", "2002"]);
/// # let _ = delete;
/// ```
#[derive(Clone)]
pub struct Delete<R> {
    ids: Vec<String>,
    resource: PhantomData<fn() -> R>,
}

impl<R: Deletable> Delete<R> {
    /// Removes the records with these numbers; at least one.
    pub fn new<I: Into<String>>(ids: impl IntoIterator<Item = I>) -> Self {
        Self { ids: ids.into_iter().map(Into::into).collect(), resource: PhantomData }
    }
}

impl<R: Deletable> Endpoint for Delete<R> {
    type Api = Dendreo;
    type Output = ();

    const NAME: &'static str = R::DELETE;
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        Ok(Request::new(Method::DELETE, &api.base, &[R::SCRIPT])?.query(R::BY, numbers(&self.ids)?))
    }

    /// The body of a successful delete is not specified, so only a page or broken JSON is none.
    fn response(&self, _: &Dendreo, response: &Response) -> Result<(), Error> {
        response.word()
    }
}

/// Says how many.
impl<R: Deletable> fmt::Debug for Delete<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} of them", R::DELETE, self.ids.len())
    }
}

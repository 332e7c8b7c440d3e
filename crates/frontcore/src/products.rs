//! Products: what order lines sell, `/orders/products`.

use crate::{
    Frontcore, Product,
    select::{Filter, Selection, paged, timed},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// Reads one page of products (<https://app.frontcore.com/api/docs/v2/orders/products/>).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListProducts {
    selection: Selection,
}

impl ListProducts {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those that sell this kind of thing (`id_type`), by its code: 2 is a course; other codes stand on no page.
    #[must_use]
    pub fn kind(mut self, code: impl Into<String>) -> Self {
        self.selection.filter("id_type", Filter::Id(code.into()));
        self
    }
}

paged!(ListProducts of Product);
timed!(ListProducts);

impl Endpoint for ListProducts {
    type Api = Frontcore;
    type Output = Page<Record<Product>>;

    const NAME: &'static str = "products.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &["orders", "products"])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

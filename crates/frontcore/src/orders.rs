//! Orders, which bookings leave behind: `/orders`.

use crate::{
    Frontcore, Order,
    answer::one,
    encode::number,
    select::{Filter, Selection, include, moments, paged, timed},
};
use participants_core::{AnswerSize, Effect, Endpoint, Error, Page, Record, Request, Response};

/// The first segment of all order calls.
const PATH: &str = "orders";

const COURSES: &str = "lines.database_relations.course";
const PARTICIPANTS: &str = "lines.database_relations.participants";

/// Reads one page of orders (<https://app.frontcore.com/api/docs/v2/orders/>).
///
/// ```
/// use participants_frontcore::{ListOrders, core::jiff::civil::date};
///
/// let new = ListOrders::new().created_at_min(date(2026, 1, 1)).with_participants();
/// # let _ = new;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrders {
    selection: Selection,
}

impl ListOrders {
    /// The first page of all, 250 to a page.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Those with a line that refers to this course (`course_id`).
    #[must_use]
    pub fn course(self, id: impl Into<String>) -> Self {
        self.filter("course_id", Filter::Id(id.into()))
    }

    /// By whether they were exported (`exported`); the documented default is no.
    #[must_use]
    pub fn exported(self, exported: bool) -> Self {
        self.filter("exported", Filter::Flag(exported))
    }

    moments! {
        /// Those exported at this time or later (`exported_at_min`).
        exported_at_min = "exported_at_min",
        /// Those exported until this time (`exported_at_max`).
        exported_at_max = "exported_at_max",
    }

    /// With the people's data on each line (`user_data`), whose shape no page shows.
    #[must_use]
    pub fn with_user_data(self) -> Self {
        self.filter("user_data", Filter::Flag(true))
    }

    /// With the course of each line.
    #[must_use]
    pub fn with_courses(self) -> Self {
        self.with(COURSES)
    }

    /// With the participants of each line.
    #[must_use]
    pub fn with_participants(self) -> Self {
        self.with(PARTICIPANTS)
    }

    /// With the campaign, in the newest pages only; no page shows its shape.
    #[must_use]
    pub fn with_campaign(self) -> Self {
        self.with("campaign")
    }

    fn filter(mut self, name: &'static str, value: Filter) -> Self {
        self.selection.filter(name, value);
        self
    }

    fn with(mut self, path: &str) -> Self {
        self.selection.include(path);
        self
    }
}

paged!(ListOrders of Order);
timed!(ListOrders);

impl Endpoint for ListOrders {
    type Api = Frontcore;
    type Output = Page<Record<Order>>;

    const NAME: &'static str = "orders.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        self.selection.request(api, &[PATH])
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        self.selection.read(response)
    }
}

/// Reads one order (<https://app.frontcore.com/api/docs/v2/orders/:id/>).
///
/// Its participants are those a booking created: a booking's answer names only the order. The sample is a list of one;
/// a single object is read as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetOrder {
    id: String,
    include: Vec<String>,
}

impl GetOrder {
    /// The order with this number, a participant's `idOrder`.
    #[must_use]
    pub fn by_id(id: impl Into<String>) -> Self {
        Self { id: id.into(), include: Vec::new() }
    }

    /// With the course of each line.
    #[must_use]
    pub fn with_courses(mut self) -> Self {
        self.include.push(COURSES.to_owned());
        self
    }

    /// With the participants of each line.
    #[must_use]
    pub fn with_participants(mut self) -> Self {
        self.include.push(PARTICIPANTS.to_owned());
        self
    }
}

impl Endpoint for GetOrder {
    type Api = Frontcore;
    type Output = Record<Order>;

    const NAME: &'static str = "orders.get";
    const EFFECT: Effect = Effect::Read;

    fn request(&self, api: &Frontcore) -> Result<Request, Error> {
        let id = number("an order's id", &self.id)?.to_string();
        include(Request::get(&api.base, &[PATH, &id])?, &self.include)
    }

    fn response(&self, _: &Frontcore, response: &Response) -> Result<Self::Output, Error> {
        one(response, &self.id)
    }
}

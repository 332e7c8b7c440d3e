//! Aggregations of persons through v2.

use crate::{ListPersons, Query, Wordbee, sessions::V2};
use participants_core::{
    AnswerSize, Body, Document, Effect, Endpoint, Error, Request, Response, http::Method, serde_json::Value,
};

/// Asks for an aggregation of persons: `POST persons/list` with `agg`, and one row beside it
/// (<https://help.wordbee.com/api2/list>). An unknown id is disregarded, says the page; it also says that this costs the
/// platform a good deal. What the answer holds is on no page, so it is handed out whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AggregatePersons {
    id: String,
    query: Option<Query>,
}

impl AggregatePersons {
    /// The aggregation with this id; every list has one called `default`.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), query: None }
    }

    /// Only over the rows this lets through.
    #[must_use]
    pub fn query(mut self, query: Query) -> Self {
        self.query = Some(query);
        self
    }
}

impl Endpoint for AggregatePersons {
    type Api = Wordbee;
    type Output = Document;

    const NAME: &'static str = "persons.aggregate";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        if self.id.trim().is_empty() {
            return Err(Error::invalid("an aggregation of Wordbee's list has an id"));
        }
        let list = self.query.iter().cloned().fold(ListPersons::new().take(1), ListPersons::query);
        let mut body = list.body()?;
        body.insert("agg".into(), self.id.as_str().into());
        let request = Request::new(Method::POST, &api.needs_v2()?.base, &["persons", "list"])?.realm(V2);
        Ok(request.body(Body::json(&Value::Object(body))))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Document, Error> {
        response.record()
    }
}

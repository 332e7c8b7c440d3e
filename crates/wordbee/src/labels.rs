//! Custom labels: the list of them, and what an update says about a person's.

use crate::{Label, Wordbee, sessions::V1};
use participants_core::{
    AnswerSize, Change, Effect, Endpoint, Error, Record, Request, Response,
    changes::WireValue,
    serde_json::{Map, Value},
};
use std::collections::HashSet;

/// Reads the platform's custom labels with their options: `GET /settings/customlabels`
/// (<https://wordbee.atlassian.net/wiki/spaces/SystemAPI/pages/523081/Custom+labels>). They are of every kind of object;
/// `label_category` says which, and how persons are called there is not documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListLabels;

impl Endpoint for ListLabels {
    type Api = Wordbee;
    type Output = Vec<Result<Record<Label>, Error>>;

    const NAME: &'static str = "labels.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::get(&api.base, &["settings", "customlabels"])?.realm(V1))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(Record::read).collect())
    }
}

/// What a write says about a person's labels; labels not named stay.
///
/// ```
/// use participants_wordbee::{Labels, PersonChanges};
///
/// let changes = PersonChanges::new().labels(Labels::new().set(501, 2).clear(502));
/// assert_eq!(changes.named().len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Labels(
    /// The labels named, each once.
    pub Vec<LabelChange>,
);

/// What a write says about one label (<https://help.wordbee.com/api1/updateperson>).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LabelChange {
    /// The label, by its `LabelId`.
    pub id: i64,
    /// The `Value` of one of its options; clearing is `null`, which is documented here.
    pub value: Change<i64>,
}

impl LabelChange {
    /// What a write says about the label with this `LabelId`.
    #[must_use]
    pub fn new(id: i64, value: Change<i64>) -> Self {
        Self { id, value }
    }
}

impl Labels {
    /// No label named yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a label the option with this `Value`.
    #[must_use]
    pub fn set(mut self, id: i64, value: i64) -> Self {
        self.0.push(LabelChange { id, value: Change::Set(value) });
        self
    }

    /// Takes a label's option away.
    #[must_use]
    pub fn clear(mut self, id: i64) -> Self {
        self.0.push(LabelChange { id, value: Change::Clear });
        self
    }

    /// Refuses what contradicts itself or says nothing: what an empty list does is not documented.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let mut seen = HashSet::new();
        for label in &self.0 {
            crate::ids::check(label.id, "a label's id")?;
            if !seen.insert(label.id) {
                return Err(Error::invalid("a label is named twice"));
            }
        }
        let names_one = self.0.iter().any(|label| !label.value.is_keep());
        names_one.then_some(()).ok_or_else(|| Error::invalid("the label list names no label"))
    }
}

impl WireValue for Labels {
    fn to_wire(&self) -> Value {
        let item = |label: &LabelChange| {
            let value = match &label.value {
                Change::Keep => return None,
                Change::Clear => Value::Null,
                Change::Set(value) => Value::from(*value),
            };
            Some(Value::Object(Map::from_iter([("id".to_owned(), label.id.into()), ("value".to_owned(), value)])))
        };
        self.0.iter().filter_map(item).collect()
    }
}

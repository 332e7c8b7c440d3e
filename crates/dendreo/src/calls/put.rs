//! The other verb: a training action changed by `PUT`, with everything in the query.

use super::{
    number,
    write::{changed, members},
};
use crate::{Dendreo, Resource, TrainingAction, TrainingActionChanges};
use participants_core::{
    Effect, Endpoint, Error, Provider, Record, Request, Response, http::Method, serde_json::Value,
};

/// Changes the named members of a training action by `PUT`, with number and members in the query: the way one client
/// sets custom fields. The reference lists `PUT` among the verbs that write. <https://developers.dendreo.com>
///
/// Whether `PUT` reads a body, and what it does elsewhere, is not known, so no other resource has it. What stands in an
/// address ends up in logs: [`Update`](crate::Update) keeps it out.
///
/// ```
/// use participants_dendreo::{PutTrainingAction, TrainingActionChanges, core::serde_json::json};
///
/// let changes = TrainingActionChanges::new().other("c_quiz", json!("https://quiz.example.org/7"));
/// let put = PutTrainingAction::new("4001", changes);
/// # let _ = put;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PutTrainingAction {
    /// The training action's number.
    pub id: String,
    /// What to change; texts, numbers, yes and no only.
    pub changes: TrainingActionChanges,
}

impl PutTrainingAction {
    /// The call that changes these members of the training action with this number.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: TrainingActionChanges) -> Self {
        Self { id: id.into(), changes }
    }
}

impl Endpoint for PutTrainingAction {
    type Api = Dendreo;
    type Output = Option<Record<TrainingAction>>;

    const NAME: &'static str = "training_actions.put";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Dendreo) -> Result<Request, Error> {
        let members = members::<TrainingAction>(&self.changes, false)?;
        if members.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        let request = Request::new(Method::PUT, &api.base, &[TrainingAction::SCRIPT])?;
        let request = request.query(TrainingAction::ID.name(), number(&self.id)?);
        members.into_iter().try_fold(request, |mut request, (name, value)| {
            let value = scalar(&name, value)?;
            if Dendreo::SECRETS.contains(&name.as_str()) {
                request.add_secret_query(&name, &value.into());
                return Ok(request);
            }
            Ok(request.query(&name, value))
        })
    }

    fn response(&self, _: &Dendreo, response: &Response) -> Result<Self::Output, Error> {
        changed(response, TrainingAction::ID, &self.id)
    }
}

/// A value as it stands in a query.
fn scalar(name: &str, value: Value) -> Result<String, Error> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(u8::from(flag).to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            Err(Error::invalid(format!("{name} holds a list, an object or null, which a query cannot carry")))
        }
    }
}

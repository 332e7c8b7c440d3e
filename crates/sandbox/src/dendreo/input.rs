//! What a call says in its query and body, as Dendreo reads it: form or JSON, the two merged.

use super::answers::Failure;
use super::multipart;
use super::resource::Resource;
use crate::emulator::Call;
use crate::settings::Settings;
use serde_json::Value;

/// The parameters of a call.
#[derive(Clone, Debug, Default)]
pub(super) struct Input {
    pub(super) query: Vec<(String, Value)>,
    pub(super) body: Vec<(String, Value)>,
}

impl Input {
    /// Reads query and body.
    ///
    /// # Errors
    /// The body is labelled as JSON or form and is none, or is of another kind.
    pub(super) fn of(settings: &Settings, call: &Call) -> Result<Self, Failure> {
        let text = |(name, value): (String, String)| (name, Value::String(value));
        let query = call.query.iter().cloned().map(text).collect();
        let body = if call.body.is_empty() {
            Vec::new()
        } else if call.is("application/json") {
            match call.json() {
                Ok(Value::Object(members)) => members.into_iter().collect(),
                _ => return Err(Failure::of("Corps JSON illisible")),
            }
        } else if call.header("content-type").is_none() || call.is("application/x-www-form-urlencoded") {
            call.form().into_iter().map(text).collect()
        } else if call.is("multipart/form-data") && settings.is("multipart", "read") {
            let fields = multipart::fields(call).ok_or_else(|| Failure::of("Formulaire illisible"))?;
            fields.into_iter().map(text).collect()
        } else {
            return Err(Failure::of("Type de contenu non pris en charge"));
        };
        Ok(Self { query, body })
    }

    /// Query and body in one; where a name occurs twice, later ones and the body come last and prevail.
    pub(super) fn merged(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.query.iter().chain(&self.body).map(|(name, value)| (name.as_str(), value))
    }

    /// The value of a name, as text; an empty one counts as absent.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        last(self.merged(), name)
    }

    /// The id a call names: by the resource's own name for it or as `id`, which are the same.
    pub(super) fn named_id(&self, resource: &Resource) -> Option<String> {
        self.text(resource.id).or_else(|| self.text("id"))
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| text != "0")
    }

    /// The same without the body.
    pub(super) fn in_query(&self) -> Self {
        Self { query: self.query.clone(), body: Vec::new() }
    }

    /// The same without the query.
    pub(super) fn in_body(&self) -> Self {
        Self { query: Vec::new(), body: self.body.clone() }
    }

    /// The same with the names only that are wanted.
    pub(super) fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let some = |pairs: &[(String, Value)]| pairs.iter().filter(|(name, _)| wanted(name)).cloned().collect();
        Self { query: some(&self.query), body: some(&self.body) }
    }

    /// The items of a comma list, also where it is sent as `name[]`.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let is_it = |sent: &str| sent == name || sent.split_once('[').is_some_and(|(before, _)| before == name);
        let texts = self.merged().filter(|(sent, _)| is_it(sent)).filter_map(|(_, value)| scalar(value));
        texts
            .flat_map(|text| text.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>())
            .filter(|item| !item.is_empty())
            .collect()
    }
}

/// A scalar as the text it is stored as; `None` for null, lists and objects.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(if *flag { "1" } else { "0" }.into()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn last<'a>(pairs: impl Iterator<Item = (&'a str, &'a Value)>, name: &str) -> Option<String> {
    pairs
        .filter(|(sent, _)| *sent == name)
        .filter_map(|(_, value)| scalar(value))
        .last()
        .filter(|text| !text.is_empty())
}

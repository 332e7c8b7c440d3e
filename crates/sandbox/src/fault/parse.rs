//! How a fault plan is written in JSON. Everything unknown is refused: a fault that never applies proves
//! nothing.

use super::forms::fault;
use super::{Plan, Rule, When};
use crate::PROVIDERS;
use http::Method;
use serde_json::{Map, Value};

/// A fault plan that cannot be followed. The text names the rule by its position, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlanError(String);

/// A JSON object.
pub(super) type Object = Map<String, Value>;

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// It is not an array of rules, or a rule says something unknown.
    pub(crate) fn parse(plan: &Value) -> Result<Self, PlanError> {
        let items = plan.as_array().ok_or_else(|| PlanError("a fault plan is a JSON array of rules".into()))?;
        let numbered = items.iter().enumerate();
        let rules = numbered.map(|(index, item)| rule(item).map_err(|text| PlanError(format!("rule {index}: {text}"))));
        Ok(Self { rules: rules.collect::<Result<_, _>>()? })
    }
}

fn rule(item: &Value) -> Result<Rule, String> {
    let object = object(item, "a rule", &["provider", "match", "times", "every", "fault"])?;
    let provider = text(object, "provider")?;
    if let Some(name) = provider.filter(|name| !PROVIDERS.contains(name)) {
        return Err(format!("there is no provider {name:?}; there are {}", PROVIDERS.join(", ")));
    }
    let empty = Value::Object(Object::new());
    let fits = self::object(object.get("match").unwrap_or(&empty), "match", &["method", "path"])?;
    let method = text(fits, "method")?.map(|method| Method::from_bytes(method.to_ascii_uppercase().as_bytes()));
    let when = match (count(object, "times")?, count(object, "every")?) {
        (None, None) => When::Always,
        (Some(times), None) => When::Times(times),
        (None, Some(every)) => When::Every(every),
        (Some(_), Some(_)) => return Err("times and every exclude each other".into()),
    };
    let (name, fault) = fault(object.get("fault").ok_or("fault is missing")?)?;
    Ok(Rule {
        written: item.clone(),
        provider: provider.map(Into::into),
        method: method.transpose().map_err(|_| "method is not an HTTP method")?,
        path: text(fits, "path")?.map(Into::into),
        when,
        name,
        fault,
        matched: 0,
        fired: 0,
    })
}

/// An object with no members but these.
pub(super) fn object<'a>(value: &'a Value, what: &str, members: &[&str]) -> Result<&'a Object, String> {
    let object = value.as_object().ok_or_else(|| format!("{what} is an object"))?;
    only(object, what, members)?;
    Ok(object)
}

/// Refuses members other than these.
pub(super) fn only(object: &Object, what: &str, members: &[&str]) -> Result<(), String> {
    match object.keys().find(|name| !members.contains(&name.as_str())) {
        Some(name) => Err(format!("{what} has no member {name:?}; it has {}", members.join(", "))),
        None => Ok(()),
    }
}

/// The text of a member, if there is one.
pub(super) fn text<'a>(object: &'a Object, name: &str) -> Result<Option<&'a str>, String> {
    object.get(name).map(|value| value.as_str().ok_or_else(|| format!("{name} is a text"))).transpose()
}

fn count(object: &Object, name: &str) -> Result<Option<u64>, String> {
    let Some(value) = object.get(name) else { return Ok(None) };
    value.as_u64().filter(|count| *count > 0).map(Some).ok_or_else(|| format!("{name} is a whole number from 1"))
}

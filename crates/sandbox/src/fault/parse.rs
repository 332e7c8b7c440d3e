//! How a fault plan is written in JSON. Everything unknown is refused: a fault that silently never strikes proves
//! nothing.

use super::{Fault, Plan, Rule, When};
use crate::PROVIDERS;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method};
use serde_json::{Map, Value};
use std::time::Duration;

/// A fault plan that cannot be followed. The text names the rule by its position, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlanError(String);

/// How late `delay` is where no number is given.
const DELAY: Duration = Duration::from_secs(1);

/// The largest answer `huge_bytes` may ask for.
const HUGE: u64 = 256 << 20;

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head>\
    <body><h1>Back soon</h1><p>This page is not JSON.</p></body></html>\n";

type Object = Map<String, Value>;

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

fn fault(value: &Value) -> Result<(&'static str, Fault), String> {
    match value {
        Value::String(name) => named(name),
        Value::Object(object) => detailed(object),
        _ => Err("fault is a name or an object".into()),
    }
}

fn named(name: &str) -> Result<(&'static str, Fault), String> {
    Ok(match name {
        "lose_answer" => ("lose_answer", Fault::LoseAnswer),
        "drop" => ("drop", Fault::Drop),
        "delay" => ("delay", Fault::Delay(DELAY)),
        "stall" => ("stall", Fault::Stall { carried_out: true }),
        "rate_limited" => ("rate_limited", Fault::RateLimited { retry_after: None }),
        "html" => ("html", instead(200, vec![header("content-type", "text/html; charset=utf-8")], HTML.into())),
        "cut_json" => ("cut_json", Fault::CutJson),
        "error_in_success" => ("error_in_success", Fault::ErrorInSuccess),
        "expired_token" => ("expired_token", Fault::ExpiredToken),
        "unknown_member" => ("unknown_member", Fault::UnknownMember),
        "odd_record" => ("odd_record", Fault::OddRecord { member: false }),
        _ => {
            return Err(format!(
                "there is no fault {name:?}; there are lose_answer, drop, delay, stall, rate_limited, html, cut_json, \
                 error_in_success, expired_token, unknown_member, odd_record, and objects with status, delay_ms, stall, \
                 rate_limited, redirect, huge_bytes or odd_record"
            ));
        }
    })
}

fn detailed(fault: &Object) -> Result<(&'static str, Fault), String> {
    let has = |name| fault.contains_key(name);
    if has("redirect") {
        only(fault, "a redirect", &["redirect", "status"])?;
        let target = text(fault, "redirect")?.ok_or("redirect is a URL")?;
        let status = status(fault, 307)?;
        let location = checked_header("location", target)?;
        return (300..400)
            .contains(&status)
            .then(|| ("redirect", instead(status, vec![location], Bytes::new())))
            .ok_or_else(|| "a redirect's status is 3xx".into());
    }
    if has("status") {
        return answer(fault).map(|fault| ("status", fault));
    }
    if has("delay_ms") {
        only(fault, "a delay", &["delay_ms"])?;
        let delay = fault["delay_ms"].as_u64().ok_or("delay_ms is a whole number of milliseconds")?;
        return Ok(("delay", Fault::Delay(Duration::from_millis(delay))));
    }
    if has("stall") {
        only(fault, "a stall", &["stall"])?;
        return match fault["stall"].as_str() {
            Some("before") => Ok(("stall", Fault::Stall { carried_out: false })),
            Some("after") => Ok(("stall", Fault::Stall { carried_out: true })),
            _ => Err("stall is \"before\" or \"after\" the call is carried out".into()),
        };
    }
    if has("rate_limited") {
        only(fault, "a fault", &["rate_limited"])?;
        let details = object(&fault["rate_limited"], "rate_limited", &["retry_after"])?;
        let retry_after = details.get("retry_after").map(header_text).transpose()?;
        if let Some(value) = &retry_after {
            checked_header("retry-after", value)?;
        }
        return Ok(("rate_limited", Fault::RateLimited { retry_after }));
    }
    if has("huge_bytes") {
        only(fault, "a fault", &["huge_bytes"])?;
        let size =
            fault["huge_bytes"].as_u64().filter(|size| *size <= HUGE).and_then(|size| usize::try_from(size).ok());
        return size
            .map(|size| ("huge", Fault::Huge(size)))
            .ok_or_else(|| format!("huge_bytes is a number up to {HUGE}"));
    }
    if has("odd_record") {
        only(fault, "a fault", &["odd_record"])?;
        return match fault["odd_record"].as_str() {
            Some("record") => Ok(("odd_record", Fault::OddRecord { member: false })),
            Some("member") => Ok(("odd_record", Fault::OddRecord { member: true })),
            _ => Err("odd_record is \"record\" or \"member\"".into()),
        };
    }
    Err("a fault object has status, delay_ms, stall, rate_limited, redirect, huge_bytes or odd_record".into())
}

fn answer(fault: &Object) -> Result<Fault, String> {
    only(fault, "an answer", &["status", "headers", "body", "carried_out"])?;
    let status = status(fault, 200)?;
    let empty = Value::Object(Object::new());
    let written = fault.get("headers").unwrap_or(&empty).as_object().ok_or("headers is an object")?;
    let headers = written.iter().map(|(name, value)| checked_header(name, &header_text(value)?));
    let mut headers = headers.collect::<Result<Vec<_>, String>>()?;
    let body = match fault.get("body") {
        None | Some(Value::Null) => Bytes::new(),
        Some(Value::String(text)) => text.clone().into(),
        Some(json) => {
            if !headers.iter().any(|(name, _)| name == "content-type") {
                headers.push(header("content-type", "application/json"));
            }
            json.to_string().into()
        }
    };
    let carried_out = match fault.get("carried_out") {
        None => false,
        Some(value) => value.as_bool().ok_or("carried_out is true or false")?,
    };
    Ok(Fault::Answer { status, headers, body, carried_out })
}

fn instead(status: u16, headers: Vec<(String, String)>, body: Bytes) -> Fault {
    Fault::Answer { status, headers, body, carried_out: false }
}

fn status(fault: &Object, default: u16) -> Result<u16, String> {
    let Some(value) = fault.get("status") else { return Ok(default) };
    let status = value.as_u64().and_then(|status| u16::try_from(status).ok());
    status.filter(|status| (200..600).contains(status)).ok_or_else(|| "status is a number from 200 to 599".into())
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.into(), value.into())
}

/// The header in lower case, if it may be sent. Framing headers are the server's own business.
fn checked_header(name: &str, value: &str) -> Result<(String, String), String> {
    let known = HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("{name:?} is not a header name"))?;
    HeaderValue::from_str(value).map_err(|_| format!("the value of header {name} cannot be sent"))?;
    match known.as_str() {
        "content-length" | "transfer-encoding" | "connection" => Err(format!("header {name} cannot be chosen")),
        known => Ok(header(known, value)),
    }
}

fn header_text(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err("a header value is a text or a number".into()),
    }
}

fn object<'a>(value: &'a Value, what: &str, members: &[&str]) -> Result<&'a Object, String> {
    let object = value.as_object().ok_or_else(|| format!("{what} is an object"))?;
    only(object, what, members)?;
    Ok(object)
}

fn only(object: &Object, what: &str, members: &[&str]) -> Result<(), String> {
    match object.keys().find(|name| !members.contains(&name.as_str())) {
        Some(name) => Err(format!("{what} has no member {name:?}; it has {}", members.join(", "))),
        None => Ok(()),
    }
}

fn text<'a>(object: &'a Object, name: &str) -> Result<Option<&'a str>, String> {
    object.get(name).map(|value| value.as_str().ok_or_else(|| format!("{name} is a text"))).transpose()
}

fn count(object: &Object, name: &str) -> Result<Option<u64>, String> {
    let Some(value) = object.get(name) else { return Ok(None) };
    value.as_u64().filter(|count| *count > 0).map(Some).ok_or_else(|| format!("{name} is a whole number from 1"))
}

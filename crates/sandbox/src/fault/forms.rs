//! The forms in which one fault is written: a name, or an object with the member that names it.

use super::parse::{Object, object, only, text};
use super::{Fault, UnusualMember};
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde_json::Value;
use std::time::Duration;

/// How late `delay` is where no number is given.
const DELAY: Duration = Duration::from_secs(1);

/// The largest answer `huge_bytes` may ask for.
const HUGE: u64 = 256 << 20;

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head>\
    <body><h1>Back soon</h1><p>This page is not JSON.</p></body></html>\n";

/// The faults that are a name, which is also the name in the log.
const NAMES: &[(&str, Make)] = &[
    ("lose_answer", || Fault::LoseAnswer),
    ("drop", || Fault::Drop),
    ("delay", || Fault::Delay(DELAY)),
    ("stall", || Fault::Stall { carried_out: true }),
    ("rate_limited", || Fault::RateLimited { retry_after: None }),
    ("html", || instead(200, header("content-type", "text/html; charset=utf-8"), HTML)),
    ("cut_json", || Fault::CutJson),
    ("error_in_success", || Fault::ErrorInSuccess),
    ("expired_token", || Fault::ExpiredToken),
    ("unknown_member", || Fault::UnknownMember),
    ("invalid_record", || Fault::InvalidRecord { member: false }),
    ("trailing_bytes", || Fault::TrailingBytes),
    ("leading_bytes", || Fault::LeadingBytes),
    ("byte_order_mark", || Fault::ByteOrderMark),
    ("html_entities", || Fault::HtmlEntities),
    ("compressed", || Fault::Compressed),
    ("latin_1", || Fault::Latin1),
    ("lone_surrogate", || Fault::UnusualMember(UnusualMember::LoneSurrogate)),
    ("huge_number", || Fault::UnusualMember(UnusualMember::HugeNumber)),
    ("duplicate_member", || Fault::UnusualMember(UnusualMember::Twice)),
];

/// The faults that are an object, by the member that names them.
const OBJECTS: &[Form] = &[
    // Before `status`, which it may have as well.
    Form { name: "redirect", member: "redirect", others: &["status"], read: redirect },
    Form { name: "status", member: "status", others: &["headers", "body", "carried_out"], read: answer },
    Form { name: "delay", member: "delay_ms", others: &[], read: delay },
    Form { name: "late", member: "late_ms", others: &[], read: late },
    Form { name: "stall", member: "stall", others: &[], read: stall },
    Form { name: "rate_limited", member: "rate_limited", others: &[], read: rate_limited },
    Form { name: "huge", member: "huge_bytes", others: &[], read: huge },
    Form { name: "invalid_record", member: "invalid_record", others: &[], read: invalid_record },
    Form { name: "ignore", member: "ignore", others: &[], read: ignore },
    Form { name: "duplicate_member", member: "duplicate_member", others: &[], read: duplicate_member },
];

type Make = fn() -> Fault;

struct Form {
    /// The name in the log.
    name: &'static str,
    member: &'static str,
    others: &'static [&'static str],
    read: fn(&Object) -> Result<Fault, String>,
}

/// The fault and its name in the log.
pub(super) fn fault(value: &Value) -> Result<(&'static str, Fault), String> {
    match value {
        Value::String(written) => {
            let known = NAMES.iter().find(|(name, _)| name == written);
            known
                .map(|(name, make)| (*name, make()))
                .ok_or_else(|| format!("there is no fault {written:?}; {}", known_faults()))
        }
        Value::Object(object) => {
            let form = OBJECTS.iter().find(|form| object.contains_key(form.member)).ok_or_else(known_faults)?;
            let members: Vec<&str> = [form.member].iter().chain(form.others).copied().collect();
            only(object, "the fault", &members)?;
            Ok((form.name, (form.read)(object)?))
        }
        _ => Err("fault is a name or an object".into()),
    }
}

fn known_faults() -> String {
    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
    let members: Vec<&str> = OBJECTS.iter().map(|form| form.member).collect();
    format!("a fault is one of {}, or an object with {}", names.join(", "), members.join(", "))
}

fn redirect(fault: &Object) -> Result<Fault, String> {
    let target = text(fault, "redirect")?.ok_or("redirect is a URL")?;
    let location = checked_header("location", target)?;
    let status = fault.get("status").map_or(Ok(307), status)?;
    let is_redirect = (300..400).contains(&status);
    is_redirect.then(|| instead(status, location, "")).ok_or_else(|| "a redirect's status is 3xx".into())
}

fn answer(fault: &Object) -> Result<Fault, String> {
    let status = status(&fault["status"])?;
    let mut headers = Vec::new();
    if let Some(written) = fault.get("headers") {
        for (name, value) in written.as_object().ok_or("headers is an object")? {
            headers.push(checked_header(name, &header_text(value)?)?);
        }
    }
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
    if !body.is_empty() && matches!(status, 100..=199 | 204 | 304) {
        return Err(format!("an answer with status {status} has no body"));
    }
    let carried_out = fault.get("carried_out").map_or(Some(false), Value::as_bool);
    Ok(Fault::Answer { status, headers, body, carried_out: carried_out.ok_or("carried_out is true or false")? })
}

fn delay(fault: &Object) -> Result<Fault, String> {
    let delay = fault["delay_ms"].as_u64().ok_or("delay_ms is a whole number of milliseconds")?;
    Ok(Fault::Delay(Duration::from_millis(delay)))
}

fn late(fault: &Object) -> Result<Fault, String> {
    let late = fault["late_ms"].as_u64().ok_or("late_ms is a whole number of milliseconds")?;
    Ok(Fault::Late(Duration::from_millis(late)))
}

fn stall(fault: &Object) -> Result<Fault, String> {
    match fault["stall"].as_str() {
        Some("before") => Ok(Fault::Stall { carried_out: false }),
        Some("after") => Ok(Fault::Stall { carried_out: true }),
        _ => Err("stall is \"before\" or \"after\" the call is carried out".into()),
    }
}

fn rate_limited(fault: &Object) -> Result<Fault, String> {
    let details = object(&fault["rate_limited"], "rate_limited", &["retry_after"])?;
    let retry_after = details.get("retry_after").map(header_text).transpose()?;
    if let Some(value) = &retry_after {
        checked_header("retry-after", value)?;
    }
    Ok(Fault::RateLimited { retry_after })
}

fn huge(fault: &Object) -> Result<Fault, String> {
    let size = fault["huge_bytes"].as_u64().filter(|size| *size <= HUGE);
    let size = size.and_then(|size| usize::try_from(size).ok());
    size.map(Fault::Huge).ok_or_else(|| format!("huge_bytes is a whole number up to {HUGE}"))
}

fn invalid_record(fault: &Object) -> Result<Fault, String> {
    match fault["invalid_record"].as_str() {
        Some("record") => Ok(Fault::InvalidRecord { member: false }),
        Some("member") => Ok(Fault::InvalidRecord { member: true }),
        _ => Err("invalid_record is \"record\" or \"member\"".into()),
    }
}

fn ignore(fault: &Object) -> Result<Fault, String> {
    let names = fault["ignore"].as_array().filter(|names| !names.is_empty());
    let texts = names.and_then(|names| names.iter().map(|name| name.as_str().map(str::to_owned)).collect());
    texts.map(Fault::Ignore).ok_or_else(|| "ignore is a list of names of members".into())
}

fn duplicate_member(fault: &Object) -> Result<Fault, String> {
    match fault["duplicate_member"].as_str() {
        Some("unknown") => Ok(Fault::UnusualMember(UnusualMember::Twice)),
        Some("listed") => Ok(Fault::UnusualMember(UnusualMember::ListedTwice)),
        _ => Err("duplicate_member is \"unknown\" or \"listed\"".into()),
    }
}

fn instead(status: u16, header: (String, String), body: &'static str) -> Fault {
    Fault::Answer { status, headers: vec![header], body: Bytes::from_static(body.as_bytes()), carried_out: false }
}

fn status(value: &Value) -> Result<u16, String> {
    let status = value.as_u64().and_then(|status| u16::try_from(status).ok());
    status.filter(|status| (100..1000).contains(status)).ok_or_else(|| "status is a number from 100 to 999".into())
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

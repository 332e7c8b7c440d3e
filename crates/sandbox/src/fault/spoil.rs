//! What a fault does to one call: whether it is carried out, and how the answer changes.

use super::{Fault, UnusualMember, ignore::without};
use crate::emulator::{Call, Effect, Emulator, Reply};
use crate::sandbox::Reaction;
use bytes::Bytes;
use serde_json::{Value, json};
use std::{io::Write, time::Duration};

/// The member that `unknown_member` adds. No provider has such a one.
const UNKNOWN: &str = "sandbox_unknown_member";

/// Lets `emulator` answer, or not, as `fault` says. Also what the call really did, whatever the answer pretends.
pub(crate) fn answer(
    fault: Option<Fault>,
    emulator: &mut dyn Emulator,
    call: &Call,
    now: Duration,
) -> (Reaction, Effect) {
    let expired = fault == Some(Fault::ExpiredToken) && emulator.expire_sessions();
    let mut carried_out = || emulator.handle(call, now);
    let untouched = |reply| (Reaction::at_once(reply), Effect::None);
    let Some(fault) = fault else {
        let reply = carried_out();
        let effect = reply.effect;
        return (Reaction::at_once(reply), effect);
    };
    match fault {
        Fault::LoseAnswer => (Reaction::Close, carried_out().effect),
        // The sandbox keeps the call and carries it out later.
        Fault::Drop | Fault::Late(_) => (Reaction::Close, Effect::None),
        Fault::Delay(after) => {
            let reply = carried_out();
            let effect = reply.effect;
            (Reaction::Answer { reply, after }, effect)
        }
        Fault::Stall { carried_out: true } => (Reaction::Stall, carried_out().effect),
        Fault::Stall { carried_out: false } => (Reaction::Stall, Effect::None),
        Fault::Answer { status, headers, body, carried_out: done } => {
            let effect = if done { carried_out().effect } else { Effect::None };
            (Reaction::at_once(Reply { status, headers, body, effect }), effect)
        }
        Fault::RateLimited { retry_after } => untouched(over_limit(emulator, retry_after)),
        Fault::ErrorInSuccess => untouched(emulator.error_inside_success()),
        // An API with sessions finds out by itself and says so in the words of the call's own kind.
        Fault::ExpiredToken if expired => untouched(carried_out()),
        Fault::ExpiredToken => untouched(emulator.unauthorized()),
        Fault::CutJson => changed(carried_out(), cut),
        Fault::Ignore(names) => {
            let reply = emulator.handle(&without(call, &names), now);
            let effect = reply.effect;
            (Reaction::at_once(reply), effect)
        }
        Fault::Huge(size) => changed(carried_out(), |body| padded(body, size)),
        Fault::TrailingBytes => changed(carried_out(), |body| around(body, b"", NOTICE)),
        Fault::LeadingBytes => changed(carried_out(), |body| around(body, NOTICE, b"")),
        Fault::Latin1 => changed(carried_out(), latin_1),
        Fault::Compressed => {
            let mut reply = carried_out();
            reply.headers.push(("content-encoding".into(), "gzip".into()));
            changed(reply, compressed)
        }
        Fault::HtmlEntities => {
            let reply = carried_out();
            changed(reply, |body| with_records(emulator, body, |records| records.into_iter().for_each(escape)))
        }
        Fault::ByteOrderMark => changed(carried_out(), |body| around(body, "\u{feff}".as_bytes(), b"")),
        Fault::UnusualMember(member) => {
            let reply = carried_out();
            changed(reply, |body| unmasked(&with_records(emulator, body, |records| mask(records, member))))
        }
        Fault::UnknownMember => {
            let reply = carried_out();
            changed(reply, |body| with_records(emulator, body, add_member))
        }
        Fault::InvalidRecord { member } => {
            let reply = carried_out();
            changed(reply, |body| with_records(emulator, body, |records| make_invalid(records, member)))
        }
    }
}

/// The provider's answer to a call too many, with this `Retry-After` and no other.
pub(crate) fn over_limit(emulator: &dyn Emulator, retry_after: Option<String>) -> Reply {
    let mut reply = emulator.over_limit();
    reply.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("retry-after"));
    reply.headers.extend(retry_after.map(|value| ("retry-after".to_owned(), value)));
    reply
}

fn changed(mut reply: Reply, change: impl FnOnce(&Bytes) -> Bytes) -> (Reaction, Effect) {
    reply.body = change(&reply.body);
    let effect = reply.effect;
    (Reaction::at_once(reply), effect)
}

/// The first half. Half an object or list is never JSON.
fn cut(body: &Bytes) -> Bytes {
    body.slice(..body.len() / 2)
}

/// What PHP prints in the middle of an answer where its warnings are shown.
const NOTICE: &[u8] =
    b"\n<br />\n<b>Notice</b>:  Undefined index: page in <b>/srv/www/api.php</b> on line <b>17</b><br />\n";

/// The body between these bytes; one that is not JSON stays as it is.
fn around(body: &Bytes, before: &[u8], after: &[u8]) -> Bytes {
    match serde_json::from_slice::<&serde_json::value::RawValue>(body) {
        Ok(_) => [before, body, after].concat().into(),
        Err(_) => body.clone(),
    }
}

/// The text in Latin-1; letters it does not have stay as they are.
fn latin_1(body: &Bytes) -> Bytes {
    let Ok(text) = str::from_utf8(body) else { return body.clone() };
    let letter = |letter: char| match u8::try_from(letter) {
        Ok(byte) => vec![byte],
        Err(_) => letter.to_string().into_bytes(),
    };
    text.chars().flat_map(letter).collect::<Vec<_>>().into()
}

fn compressed(body: &Bytes) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    // A vector takes every byte.
    match encoder.write_all(body).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed.into(),
        Err(_) => body.clone(),
    }
}

/// Escapes every text in a value, as PHP's `htmlspecialchars` does.
fn escape(value: &mut Value) {
    match value {
        Value::String(text) => {
            for (letter, entity) in [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#039;")] {
                *text = text.replace(letter, entity);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(escape),
        Value::Object(members) => members.values_mut().for_each(escape),
        _ => {}
    }
}

/// What begins a text that stands in the place of a member no untyped value can hold.
const MASK: &str = "\u{1}masked ";

/// Adds a member to every record, as a text that holds what is to stand there.
fn mask(records: Vec<&mut Value>, unusual: UnusualMember) {
    for record in records.into_iter().filter_map(Value::as_object_mut) {
        let member = match unusual {
            UnusualMember::LoneSurrogate => format!(r#""{UNKNOWN}":"a\ud800b""#),
            UnusualMember::HugeNumber => format!(r#""{UNKNOWN}":1e999"#),
            UnusualMember::Twice => format!(r#""{UNKNOWN}":1,"{UNKNOWN}":2"#),
            UnusualMember::ListedTwice => match record.iter().find(|(_, value)| value.is_string()) {
                Some((name, value)) => format!("{}:{value}", Value::from(name.as_str())),
                None => continue,
            },
        };
        record.insert(UNKNOWN.into(), format!("{MASK}{member}").into());
    }
}

/// The body with what stands in the texts of [`mask`] in their place.
fn unmasked(body: &Bytes) -> Bytes {
    let body = String::from_utf8_lossy(body);
    let begin = format!("\"{UNKNOWN}\":{}", Value::from(MASK).to_string().trim_end_matches('"'));
    let (mut whole, mut rest) = (String::new(), &*body);
    while let Some((before, from)) = rest.find(&begin).map(|at| rest.split_at(at)) {
        let text = from.split_once(':').map_or(from, |(_, text)| text);
        let mut texts = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let Some(Ok(masked)) = texts.next() else { break };
        whole.push_str(before);
        whole.push_str(masked.trim_start_matches(MASK));
        rest = text.split_at(texts.byte_offset()).1;
    }
    whole.push_str(rest);
    whole.into()
}

/// Spaces around JSON change nothing but its size.
fn padded(body: &Bytes, size: usize) -> Bytes {
    let mut padded = body.to_vec();
    padded.resize(size.max(body.len()), b' ');
    padded.into()
}

/// The body with its records changed; a body that is not JSON stays as it is.
fn with_records(emulator: &dyn Emulator, body: &Bytes, change: impl FnOnce(Vec<&mut Value>)) -> Bytes {
    let Ok(mut json) = serde_json::from_slice::<Value>(body) else { return body.clone() };
    change(emulator.records_in(&mut json));
    json.to_string().into()
}

fn add_member(records: Vec<&mut Value>) {
    for record in records.into_iter().filter_map(Value::as_object_mut) {
        record.insert(UNKNOWN.into(), json!({"a": [1, "é", null]}));
    }
}

/// Makes the middle record a number, or its first text a list.
fn make_invalid(mut records: Vec<&mut Value>, member: bool) {
    let middle = records.len() / 2;
    let Some(record) = records.get_mut(middle) else { return };
    if !member {
        **record = 17.into();
    } else if let Some(text) = record.as_object_mut().and_then(|object| object.values_mut().find(|v| v.is_string())) {
        *text = json!([["invalid"]]);
    }
}

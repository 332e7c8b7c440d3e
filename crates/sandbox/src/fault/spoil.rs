//! What a fault does to one call: whether it is carried out, and what becomes of the answer.

use super::{Fault, ignore::without};
use crate::emulator::{Call, Effect, Emulator, Reply};
use crate::sandbox::Reaction;
use bytes::Bytes;
use serde_json::{Value, json};
use std::time::Duration;

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
        // Whoever keeps the call carries it out when its time has come.
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
        Fault::UnknownMember => {
            let reply = carried_out();
            changed(reply, |body| with_records(emulator, body, add_member))
        }
        Fault::OddRecord { member } => {
            let reply = carried_out();
            changed(reply, |body| with_records(emulator, body, |records| make_odd(records, member)))
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
fn make_odd(mut records: Vec<&mut Value>, member: bool) {
    let middle = records.len() / 2;
    let Some(record) = records.get_mut(middle) else { return };
    if !member {
        **record = 17.into();
    } else if let Some(text) = record.as_object_mut().and_then(|object| object.values_mut().find(|v| v.is_string())) {
        *text = json!([["odd"]]);
    }
}

//! Reading what a client sent: JSON or a form with PHP's brackets become the same untyped tree, and values are taken as
//! leniently as a PHP server takes them. What a member means is not decided here.

use super::answers::Refusal;
use crate::emulator::Call;
use crate::settings::Settings;
use serde_json::{Map, Value};

/// The members of the body. JSON must be labelled as such (the overview says so); anything else must be a form. A body
/// with neither label is refused, so that a forgotten header is not read as an update without fields.
pub(super) fn members(call: &Call) -> Result<Map<String, Value>, Refusal> {
    if call.body.is_empty() {
        return Ok(Map::new());
    }
    if call.is("application/json") {
        return match call.json() {
            Ok(Value::Object(members)) => Ok(members),
            _ => Err(Refusal::Other("Invalid JSON".into())),
        };
    }
    if !call.is("application/x-www-form-urlencoded") {
        return Err(Refusal::Other("Content-Type not supported".into()));
    }
    let mut tree = Map::new();
    for (key, value) in call.form() {
        insert(&mut tree, &path(&key), value);
    }
    Ok(tree.into_iter().map(|(key, value)| (key, lists(value))).collect())
}

/// All values of a query array, `name[]=a&name[]=b` or with numbers in the brackets.
pub(super) fn query_array<'a>(call: &'a Call, name: &str) -> Vec<&'a str> {
    let named = |key: &str| key.strip_prefix(name).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']'));
    call.query.iter().filter(|(key, _)| named(key)).map(|(_, value)| value.as_str()).collect()
}

/// A whole number, or text of digits.
pub(super) fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// A boolean, in any spelling of the contract; the text `false` by the setting.
pub(super) fn boolean(settings: &Settings, value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => number.as_u64().filter(|number| *number < 2).map(|number| number == 1),
        Value::String(text) => match text.as_str() {
            "1" | "true" => Some(true),
            "0" | "" => Some(false),
            "false" => Some(settings.is("form_false", "true")),
            _ => None,
        },
        _ => None,
    }
}

/// Text; numbers become text, `null` the empty text.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

/// `a[b][]` is the path `a`, `b`, and the next free number. Brackets that do not close belong to the name.
fn path(key: &str) -> Vec<&str> {
    let Some((head, rest)) = key.split_once('[').filter(|(head, rest)| !head.is_empty() && rest.ends_with(']')) else {
        return vec![key];
    };
    let inner = &rest[..rest.len() - 1];
    std::iter::once(head).chain(inner.split("][")).collect()
}

fn insert(tree: &mut Map<String, Value>, path: &[&str], value: String) {
    let Some((head, rest)) = path.split_first() else { return };
    let key = if head.is_empty() { tree.len().to_string() } else { (*head).to_owned() };
    if rest.is_empty() {
        tree.insert(key, value.into());
        return;
    }
    let branch = tree.entry(key).or_insert_with(|| Map::new().into());
    if !branch.is_object() {
        *branch = Map::new().into();
    }
    if let Value::Object(branch) = branch {
        insert(branch, rest, value);
    }
}

/// Objects whose keys are 0, 1, 2 … are lists, as in PHP.
fn lists(value: Value) -> Value {
    let Value::Object(mut members) = value else { return value };
    let keys: Vec<String> = (0..members.len()).map(|index| index.to_string()).collect();
    if !members.is_empty() && keys.iter().all(|key| members.contains_key(key)) {
        return keys.iter().filter_map(|key| members.remove(key)).map(lists).collect();
    }
    members.into_iter().map(|(key, value)| (key, lists(value))).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use crate::emulator::Call;
    use http::{HeaderMap, HeaderValue, Method};
    use serde_json::{Value, json};

    fn form(body: &str) -> Value {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8"));
        let body = body.to_owned().into();
        super::members(&Call { method: Method::POST, path: "/".into(), query: vec![], headers, body }).unwrap().into()
    }

    #[test]
    fn brackets_make_lists_and_objects_as_in_php() {
        assert_eq!(form("a[]=x&a[]=y+z&b=%26"), json!({"a": ["x", "y z"], "b": "&"}));
        assert_eq!(form("a[1]=y&a[0]=x"), json!({"a": ["x", "y"]}));
        assert_eq!(form("a[1]=y&a[2]=x"), json!({"a": {"1": "y", "2": "x"}}), "no list without a first item");
        assert_eq!(form("a%5Bb%5D%5Bc%5D=1&a[b][d]=2"), json!({"a": {"b": {"c": "1", "d": "2"}}}));
        assert_eq!(form("a=1&a=2&b=1&b[c]=2"), json!({"a": "2", "b": {"c": "2"}}), "the last one wins");
        assert_eq!(form("a[b=1&[c]=2"), json!({"a[b": "1", "[c]": "2"}));
    }
}

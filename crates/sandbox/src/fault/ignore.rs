//! A call without some of its members: as a server that ignores a field without an error sees it.

use crate::emulator::Call;
use serde_json::Value;

/// The call as if the members with these names had not been sent, at any depth of a JSON body, in a form, or in JSON
/// that is the value of a form's field or of a parameter.
pub(super) fn without(call: &Call, names: &[String]) -> Call {
    let mut call = call.clone();
    call.query = pairs(call.query, names);
    if call.is("application/x-www-form-urlencoded") {
        let form = pairs(call.form(), names);
        call.body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish().into();
    } else if let Ok(mut json) = call.json() {
        drop_from(&mut json, names);
        call.body = json.to_string().into();
    }
    call
}

fn pairs(pairs: Vec<(String, String)>, names: &[String]) -> Vec<(String, String)> {
    let kept = pairs.into_iter().filter(|(name, _)| !names.contains(name));
    let inside = |(name, value): (String, String)| match serde_json::from_str::<Value>(&value) {
        Ok(mut json @ (Value::Object(_) | Value::Array(_))) => {
            drop_from(&mut json, names);
            (name, json.to_string())
        }
        _ => (name, value),
    };
    kept.map(inside).collect()
}

fn drop_from(value: &mut Value, names: &[String]) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| !names.contains(name));
            members.values_mut().for_each(|member| drop_from(member, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| drop_from(item, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::emulator::Call;
    use http::{HeaderMap, HeaderValue, Method, header::CONTENT_TYPE};

    fn call(media_type: &'static str, body: &'static str) -> Call {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        let query = vec![("data".into(), r#"{"phone":"1","a":2}"#.into()), ("phone".into(), "1".into())];
        Call { method: Method::PUT, path: "/".into(), query, headers, body: body.into() }
    }

    #[test]
    fn named_members_are_gone_in_every_place_and_others_stay() {
        let names = ["phone".to_owned()];
        let json = without(&call("application/json", r#"{"p":[{"phone":"1","b":3}]}"#), &names);
        assert_eq!(json.body, r#"{"p":[{"b":3}]}"#);
        assert_eq!(json.query, [("data".to_owned(), r#"{"a":2}"#.to_owned())]);
        let form = without(&call("application/x-www-form-urlencoded", "phone=1&b=3"), &names);
        assert_eq!(form.body, "b=3");
    }
}

//! What the book shows against what came: JSON as values, and `…` for whatever stands there.

use serde_json::Value;

/// What stands for anything.
const REST: &str = "…";

/// JSON as the book writes it: `…` stands for a value, for the other members of an object, for items of an array, or for
/// a part of a text.
pub(crate) fn json(text: &str) -> Value {
    let mut whole = String::new();
    let (mut open, mut last, mut in_text, mut escaped) = (Vec::new(), ' ', false, false);
    for letter in text.chars() {
        if in_text {
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            whole.push(letter);
            last = letter;
            continue;
        }
        match letter {
            '"' => in_text = true,
            '{' | '[' => open.push(letter),
            '}' | ']' => drop(open.pop()),
            '…' if open.last() == Some(&'{') && matches!(last, '{' | ',') => whole.push_str("\"…\":"),
            _ => {}
        }
        if letter == '…' {
            whole.push_str("\"…\"");
        } else {
            whole.push(letter);
        }
        last = if letter.is_whitespace() { last } else { letter };
    }
    serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{text} is not JSON: {error}"))
}

/// Where a value is not as the book shows it.
pub(crate) fn difference(wanted: &Value, given: &Value) -> Option<String> {
    at("", wanted, given)
}

/// Where a text is not as the book shows it.
pub(crate) fn text_difference(wanted: &str, given: &str) -> Option<String> {
    let fits = fits(wanted.trim_end(), given.trim_end());
    (!fits).then(|| format!("the book shows {wanted:?}, the answer is {given:?}"))
}

/// Visits the texts of both that stand at the same place.
pub(crate) fn pairs(wanted: &Value, given: &Value, visit: &mut impl FnMut(&str, &str)) {
    match (wanted, given) {
        (Value::String(wanted), Value::String(given)) => visit(wanted, given),
        (Value::Object(wanted), Value::Object(given)) => {
            for (wanted, given) in wanted.iter().filter_map(|(name, wanted)| Some((wanted, given.get(name)?))) {
                pairs(wanted, given, visit);
            }
        }
        _ => {}
    }
}

fn at(place: &str, wanted: &Value, given: &Value) -> Option<String> {
    match (wanted, given) {
        (Value::String(wanted), _) if wanted == REST => None,
        (Value::String(wanted), Value::String(given)) if fits(wanted, given) => None,
        (Value::Object(wanted), Value::Object(given)) => {
            let missing = wanted.iter().filter(|(name, _)| *name != REST).find_map(|(name, wanted)| {
                let place = format!("{place}/{name}");
                let Some(given) = given.get(name) else { return Some(format!("{place} is not there")) };
                at(&place, wanted, given)
            });
            let more = given.keys().filter(|name| !wanted.contains_key(*name) && !wanted.contains_key(REST));
            missing.or_else(|| more.map(|name| format!("the book does not show {place}/{name}")).next())
        }
        (Value::Array(wanted), Value::Array(given)) => items(place, wanted, given),
        _ if wanted == given => None,
        _ => Some(format!("{place}: the book shows {wanted}, the answer has {given}")),
    }
}

/// Items one by one; those after a `…` from wherever they fit.
fn items(place: &str, wanted: &[Value], given: &[Value]) -> Option<String> {
    match (wanted.split_first(), given.split_first()) {
        (None, None) => None,
        (Some((first, rest)), _) if first == REST => {
            let ends: Vec<_> = (0..=given.len()).map(|end| items(place, rest, &given[end..])).collect();
            if ends.iter().any(Option::is_none) { None } else { ends.into_iter().next().flatten() }
        }
        (Some((first, wanted)), Some((second, given))) => {
            at(&format!("{place}/…"), first, second).or_else(|| items(place, wanted, given))
        }
        _ => Some(format!("{place} has another number of items")),
    }
}

fn fits(wanted: &str, given: &str) -> bool {
    let Some((start, rest)) = wanted.split_once(REST) else { return wanted == given };
    let Some(given) = given.strip_prefix(start) else { return false };
    let ends = given.char_indices().map(|(at, _)| at).chain([given.len()]);
    ends.into_iter().any(|end| fits(rest, &given[end..]))
}

#[test]
fn what_is_shown_must_be_there_and_the_rest_only_where_the_book_says_so() {
    let given = json(r#"{"a":{"b":[1,2,3],"c":"a text"},"d":null}"#);
    for fitting in [
        r#"{"d": null, "a": {"c": "a text", "b": [1, 2, 3]}}"#,
        r#"{"a": …, "d": null}"#,
        r#"{"a": {"b": [1, …], …}, …}"#,
        r#"{…, "d": …}"#,
        r#"{"a": {"b": […, 3], "c": "…xt"}, "d": null}"#,
        r#"{"a": {"b": [1, …, 3], "c": "a…"}, …}"#,
        "…",
    ] {
        assert_eq!(difference(&json(fitting), &given), None, "{fitting}");
    }
    for other in [
        r#"{"a": …}"#,
        r#"{"a": {"b": [1, 2], …}, …}"#,
        r#"{"a": {"b": [2, …], …}, …}"#,
        r#"{"a": {"b": […, 2], …}, …}"#,
        r#"{"a": {"c": "a…b", …}, …}"#,
        r#"{"a": {"c": "a \"text", …}, …}"#,
        r#"{"e": …, …}"#,
        r#"{"d": 0, …}"#,
    ] {
        assert!(difference(&json(other), &given).is_some(), "{other}");
    }
    assert_eq!(text_difference("one … three\n", "one two three"), None);
    assert!(text_difference("one", "one two").is_some());
}

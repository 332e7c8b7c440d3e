//! The two sides as files: the emulators' recorded answers and the clients' snapshots of requests.

use super::exchange::{Exchange, answer, bare, unfolded};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// The recorded answers of a provider's emulator, by name.
pub(super) fn fixtures(provider: &str) -> Vec<(String, Exchange)> {
    let read = |(name, text): (String, String)| {
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, fixture(&json))
    };
    // An error inside a success is a fault, not an answer of the API's.
    let files = files(provider, "fixtures", ".json").into_iter();
    files.filter(|(name, _)| name != "error_inside_success.json").map(read).collect()
}

/// The requests of a provider's client, by the name of the snapshot.
pub(super) fn requests(provider: &str) -> Vec<(String, Exchange)> {
    let snapshots = files(provider, "snapshots", ".snap").into_iter();
    let requests = snapshots.filter(|(name, _)| name.starts_with("requests__"));
    requests.map(|(name, text)| (name, request(&text))).collect()
}

fn files(provider: &str, folder: &str, end: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../{provider}/tests/{folder}"));
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(end));
    paths.sort();
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("it is text"))).collect()
}

fn fixture(json: &Value) -> Exchange {
    let (asked, answered) = (&json["request"], &json["answer"]);
    let kind = |side: &Value| side["content_type"].as_str().map(bare);
    let answer_type = kind(answered);
    let answer = match (answered.get("body"), answered["text"].as_str()) {
        (Some(body), _) => Some(body.clone()),
        (None, text) => answer(answer_type.as_deref(), text.unwrap_or_default()),
    };
    let media_type = kind(asked);
    let body = match (asked.get("body"), asked.get("form")) {
        (Some(Value::Array(pairs)), _) | (None, Some(Value::Array(pairs)))
            if media_type.as_deref() == Some("application/x-www-form-urlencoded") =>
        {
            Some(unfolded(pairs.iter().map(pair)))
        }
        (body, _) => body.cloned(),
    };
    Exchange {
        method: text(&asked["method"]),
        path: segments(&text(&asked["path"])),
        query: asked["query"].as_array().into_iter().flatten().map(pair).collect(),
        media_type,
        body,
        status: answered["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status"),
        answer_type,
        answer,
    }
}

/// A request as `Request::preview` shows it: the line, then `?name = value`, `name: value` and the form's `name = value`,
/// each indented, then after an empty line the JSON.
fn request(snapshot: &str) -> Exchange {
    let text = snapshot.splitn(3, "---\n").nth(2).unwrap_or_default();
    let (head, json) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, url) = lines.next().and_then(|line| line.split_once(' ')).expect("method and address");
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/').map_or("", |(_, path)| path);
    let mut entries: Vec<String> = Vec::new();
    for line in lines {
        match line.strip_prefix("  ") {
            // A value laid out over several lines goes on with a brace, a bracket or a quoted name.
            Some(entry) if !entry.starts_with([' ', '"', '}', ']', '{', '[']) => entries.push(entry.to_owned()),
            _ => entries.last_mut().expect("a value goes on").push_str(line),
        }
    }
    let (mut query, mut form, mut media_type) = (Vec::new(), Vec::new(), None);
    for entry in &entries {
        let equals = entry.split_once(" = ").or_else(|| Some((entry.strip_suffix(" =")?, "")));
        match (entry.strip_prefix('?'), equals, entry.split_once(": ")) {
            (Some(_), Some((name, value)), _) => query.push((name[1..].to_owned(), value.to_owned())),
            (None, _, Some((name, value))) if is_header(name) => {
                media_type = if name == "content-type" { Some(bare(value)) } else { media_type };
            }
            (None, Some((name, value)), _) => form.push((name.to_owned(), value.to_owned())),
            _ => panic!("what is {entry:?}?"),
        }
    }
    let body = match json.trim() {
        "" if form.is_empty() => None,
        "" => Some(unfolded(form.clone())),
        text => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))),
    };
    let presumed = match &body {
        Some(_) if !form.is_empty() => Some("application/x-www-form-urlencoded".to_owned()),
        Some(_) => Some("application/json".to_owned()),
        None => None,
    };
    let media_type = media_type.or(presumed);
    Exchange { method: method.into(), path: segments(path), query, media_type, body, ..Exchange::default() }
}

fn is_header(name: &str) -> bool {
    name.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-')
}

fn segments(path: &str) -> Vec<String> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    path.split('/').filter(|segment| !segment.is_empty()).map(decode).collect()
}

fn pair(pair: &Value) -> (String, String) {
    (text(&pair[0]), text(&pair[1]))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn a_preview_is_read_back() {
    let snapshot = "---\nsource: a\n---\nPOST https://pro.example.org/demo/api/a%20b\n  ?id = 7\n  ?data = {\n  \"x\": 1\n}\n  \
                    accept: application/json\n  empty =\n  who = O'Brien = Ö\n";
    let read = request(snapshot);
    assert_eq!((read.method.as_str(), read.path.join("|").as_str()), ("POST", "demo|api|a b"));
    assert_eq!(read.query, [("id".into(), "7".into()), ("data".to_owned(), "{  \"x\": 1}".to_owned())]);
    assert_eq!(read.body, Some(serde_json::json!({"empty": "", "who": "O'Brien = Ö"})));
}

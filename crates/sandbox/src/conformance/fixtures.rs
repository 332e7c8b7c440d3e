//! The recorded answers: how each reads, as one text for a snapshot.

use super::{Suite, World};
use participants_core::{
    Configure, Error, Outcome, Response, Unified,
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;
use std::{fmt::Write as _, fs, path::Path};

/// How a provider reads every fixture in `folder`: the failure, or the people with their fields, the names of what
/// has no field, and the invalid fields.
pub fn readings<P: Unified + Configure>(suite: &Suite, folder: &str) -> String {
    let world = World::<P>::new(&suite.variants[0]);
    let mut text = String::new();
    for (name, fixture) in read_fixtures(Path::new(folder)) {
        let answer = answer(&fixture["answer"]);
        writeln!(text, "{name} ({}, HTTP {})", fixture["label"].as_str().unwrap(), answer.status.as_u16()).unwrap();
        match world.client.provider().failure(&answer) {
            Some(failure) => writeln!(text, "  {:?} {:?} {:?}", failure.kind, failure.code, failure.fields).unwrap(),
            None => people::<P>(&answer, &mut text),
        }
    }
    text
}

fn people<P: Unified>(answer: &Response, text: &mut String) {
    let people = match P::people_in(answer) {
        Ok(people) => people,
        Err(error) => return writeln!(text, "  no people: {}", harmless(error)).unwrap(),
    };
    for person in people {
        match person {
            Ok(person) => {
                writeln!(text, "  {}", serde_json::to_string(&person).unwrap()).unwrap();
                let extra: Vec<_> = person.extra().into_keys().collect();
                writeln!(text, "    extra: {}", extra.join(" ")).unwrap();
                if !person.invalid_fields().is_empty() {
                    writeln!(text, "    invalid: {:?}", person.invalid_fields()).unwrap();
                }
            }
            Err(error) => writeln!(text, "  unreadable: {}", harmless(error)).unwrap(),
        }
    }
}

/// Nothing was sent, so nothing is left open.
fn harmless(error: Error) -> Error {
    error.with_outcome(Outcome::NotApplied)
}

/// The fixtures by name.
fn read_fixtures(folder: &Path) -> Vec<(String, Value)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    paths.sort();
    assert!(paths.len() >= 5, "there are fixtures");
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
    };
    paths.iter().map(read).collect()
}

fn answer(answer: &Value) -> Response {
    let body = match (answer.get("body"), answer.get("text")) {
        (Some(json), _) => json.to_string(),
        (None, text) => text.and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    let status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
    Response::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body)
}

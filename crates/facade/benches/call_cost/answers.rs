//! What the other side answers: the sandbox's answers as they stand in the providers' fixtures.

use participants::serde_json::{self, Value, json};
use std::{collections::HashMap, fs};

/// How many records a list has: fewer than any page holds.
const LISTED: u64 = 200;

/// The body of each answer, by provider and operation.
pub(crate) struct Answers(HashMap<(&'static str, &'static str), String>);

impl Answers {
    pub(crate) fn load() -> Result<Self, String> {
        let mut bodies = HashMap::new();
        for (provider, at, changed) in [
            ("frontcore", "/completed", json!(true)),
            ("dendreo", "/prenom", json!("Zoë")),
            ("azav", "/data/lastName", json!("Ng")),
        ] {
            let mut record = body(provider, "get")?;
            bodies.insert((provider, "get"), record.to_string());
            *record.pointer_mut(at).ok_or("a fixture has another form")? = changed;
            bodies.insert((provider, "update"), record.to_string());
        }
        bodies.insert(("groups", "get"), body("groups", "report_read_one")?.to_string());
        bodies.insert(("groups", "update"), body("groups", "update")?.to_string());
        bodies.insert(("wordbee", "update"), String::new());
        bodies.insert(("wordbee", "connect"), body("wordbee", "sessions_connect")?.to_string());
        bodies.insert(("wordbee", "connect_v2"), body("wordbee", "sessions_connect_v2")?.to_string());
        let numbered = |record: &Value, id: &str| -> Vec<Value> {
            let with = |number: u64| {
                let mut record = record.clone();
                // A number where the record has one, else a text of the same length: pages drop what comes twice.
                record[id] = match &record[id] {
                    Value::Number(_) => json!(910_001 + number),
                    Value::String(text) => json!(format!("{number:0width$}", width = text.len())),
                    _ => Value::Null,
                };
                record
            };
            (1..=LISTED).map(with).collect()
        };
        let list = |provider: &str, file: &str, at: &str, id: &str| -> Result<Vec<Value>, String> {
            let body = body(provider, file)?;
            Ok(numbered(body.pointer(at).ok_or("a fixture has another form")?, id))
        };
        bodies.insert(("frontcore", "list"), json!(list("frontcore", "get", "", "id")?).to_string());
        bodies.insert(("dendreo", "list"), json!(list("dendreo", "get", "", "id_participant")?).to_string());
        bodies.insert(("azav", "list"), json!({"data": list("azav", "get", "/data", "id")?}).to_string());
        bodies.insert(("groups", "list"), json!(list("groups", "report_read_one", "/0", "id")?).to_string());
        let rows = list("wordbee", "list_full", "/rows/0", "personId")?;
        bodies.insert(("wordbee", "list"), json!({"rows": rows, "total": LISTED}).to_string());
        Ok(Self(bodies))
    }

    /// The answer to a request.
    pub(crate) fn to(&self, method: &str, target: &str, body: &[u8]) -> &str {
        let path = target.split('?').next().unwrap_or_default();
        let mut segments = path.trim_start_matches('/').split('/');
        let provider = segments.next().unwrap_or_default();
        let last = segments.next_back().unwrap_or_default();
        let operation = match (provider, method, last) {
            ("wordbee", _, "connect") => "connect",
            ("wordbee", _, "token") => "connect_v2",
            ("wordbee", _, "full") => "list",
            ("wordbee", ..) => "update",
            ("groups", "POST", "report") if body.windows(7).any(|text| text == b"\"email\"") => "get",
            ("groups", "POST", "report") => "list",
            ("groups", ..) => "update",
            ("dendreo", "GET", _) if !target.contains("id=") => "list",
            ("azav" | "frontcore", "GET", "participants") => "list",
            (_, "GET", _) => "get",
            _ => "update",
        };
        let found = self.0.iter().find(|((named, of), _)| *named == provider && *of == operation);
        found.map(|(_, body)| body.as_str()).unwrap_or_default()
    }
}

/// The answer of a fixture.
pub(crate) fn body(provider: &str, file: &str) -> Result<Value, String> {
    let path = format!("{}/../{provider}/tests/fixtures/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let fixture: Value = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    fixture.pointer("/answer/body").cloned().ok_or_else(|| format!("{path} has no body"))
}

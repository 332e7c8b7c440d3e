//! Every operation, parameter and property of a document says how it is known, and from where.

use serde_json::Value;

/// How sure a fact is.
const LEVELS: [&str; 5] = ["documented", "sample", "client", "inferred", "unknown"];

/// The facts that do not say it, by their place.
pub(super) fn problems(document: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let sources = &document["x-sources"];
    if sources.as_object().is_none_or(serde_json::Map::is_empty) {
        problems.push("/x-sources is missing".to_owned());
    }
    facts(document, "", false, &mut |at, fact| {
        let level = fact["x-evidence"].as_str().unwrap_or_default();
        if !LEVELS.contains(&level) {
            problems.push(format!("{at} has no x-evidence out of {}", LEVELS.join(", ")));
        }
        match fact["x-source"].as_str() {
            Some(source) if sources.get(source).is_none() => problems.push(format!("{at}: no such source: {source}")),
            None if !["inferred", "unknown"].contains(&level) => problems.push(format!("{at} has no x-source")),
            _ => {}
        }
    });
    problems
}

/// Visits every operation, every parameter and every property.
fn facts(value: &Value, at: &str, are_properties: bool, visit: &mut impl FnMut(&str, &Value)) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), member)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        _ => return,
    };
    if !are_properties && is_fact(value) {
        visit(at, value);
    }
    for (name, child) in children {
        let below = format!("{at}/{}", name.replace('/', "~1"));
        if are_properties {
            visit(&below, child);
        }
        // An example is data, and a name in a table is no schema, be it `properties`.
        if !are_properties && ["example", "examples", "x-sources", "x-forms"].contains(&name.as_str()) {
            continue;
        }
        facts(child, &below, !are_properties && name == "properties", visit);
    }
}

/// An operation has a name, a parameter a place.
fn is_fact(value: &Value) -> bool {
    let is_parameter = value["in"].is_string() && value["name"].is_string() && value["type"].is_null();
    value["operationId"].is_string() || is_parameter
}

#[test]
fn only_facts_without_evidence_are_reported() {
    let document = serde_json::json!({
        "x-sources": {"page": "https://example.org"},
        "paths": {"/a": {"get": {
            "operationId": "a.read", "x-evidence": "documented", "x-source": "page",
            "parameters": [{"in": "query", "name": "q", "x-evidence": "client", "x-source": "nowhere"}]
        }}},
        "components": {"schemas": {"A": {"properties": {
            "properties": {"type": "object", "properties": {"x": {"x-evidence": "sample"}}},
            "known": {"x-evidence": "inferred"}
        }}}}
    });
    let found = problems(&document);
    let places: Vec<_> = found.iter().map(|problem| problem.split([' ', ':']).next().unwrap()).collect();
    let schema = "/components/schemas/A/properties/properties";
    assert_eq!(places, [schema, schema, &format!("{schema}/properties/x"), "/paths/~1a/get/parameters/0"]);
}

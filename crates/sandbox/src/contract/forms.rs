//! `x-forms` of a document: where the emulator's form of each resource comes from.
//!
//! A resource is what stands before the dot of an operation's name. An operation whose answer differs from those of its
//! resource has an entry of its own.

use super::document::Document;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::PathBuf};

/// Each form, and what it is called on the provider's page.
const FORMS: [(&str, &str); 3] = [("sample", "from a sample"), ("client", "from a client"), ("inferred", "inferred")];

/// What is wrong with the table: an answer without a form, an entry of no answer, a form without its source.
pub(super) fn problems(document: &Document) -> Vec<String> {
    let (json, mut problems, mut used) = (document.json(), Vec::new(), BTreeSet::new());
    let Some(forms) = json["x-forms"].as_object() else { return vec!["/x-forms is missing".into()] };
    for operation in document.operations_with_an_answer() {
        let resource = operation.split('.').next().unwrap_or(operation);
        match [operation, resource].into_iter().find(|name| forms.contains_key(*name)) {
            Some(name) => _ = used.insert(name),
            None => problems.push(format!("/x-forms has neither {operation} nor {resource}")),
        }
    }
    for (name, entry) in forms {
        let (form, source) = (entry["form"].as_str().unwrap_or_default(), entry["x-source"].as_str());
        let is_known = source.is_some_and(|source| json["x-sources"].get(source).is_some());
        match form {
            _ if !used.contains(name.as_str()) => problems.push(format!("/x-forms/{name}: no operation answers so")),
            "sample" | "client" if !is_known => problems.push(format!("/x-forms/{name} has no known x-source")),
            "inferred" if source.is_some() => problems.push(format!("/x-forms/{name}: what is inferred has no source")),
            "sample" | "client" | "inferred" => {}
            other => problems.push(format!("/x-forms/{name}: there is no form {other:?}")),
        }
    }
    problems
}

/// The rows of the table that the provider's page has.
pub(super) fn rows(json: &Value) -> String {
    let forms = || json["x-forms"].as_object().into_iter().flatten();
    let row = |(form, title): (&str, &str)| {
        let names: BTreeSet<_> = forms().filter(|(_, entry)| entry["form"] == form).map(|(name, _)| name).collect();
        let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("| {title} | {} |\n", names.join(", ")))
    };
    FORMS.into_iter().filter_map(row).collect()
}

/// The provider's page in the book.
pub(super) fn page(provider: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/providers/{provider}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn an_answer_without_a_form_and_a_form_without_an_answer_are_reported() {
    let answer = |name: &str| serde_json::json!({"operationId": name, "responses": {"200": {"content": {"a/b": {}}}}});
    let document = Document::new(serde_json::json!({
        "x-sources": {"page": "https://example.org"},
        "x-forms": {
            "a": {"form": "sample", "x-source": "page"},
            "a.create": {"form": "client"},
            "b": {"form": "inferred"},
            "c": {"form": "guessed"}
        },
        "paths": {
            "/a": {"get": answer("a.list"), "post": answer("a.create")},
            "/c": {"get": answer("c.list")},
            "/d": {"get": answer("d.list"), "delete": {"operationId": "e.delete", "responses": {"204": {}}}}
        }
    }));
    assert_eq!(
        problems(&document),
        [
            "/x-forms has neither d.list nor d",
            "/x-forms/a.create has no known x-source",
            "/x-forms/b: no operation answers so",
            "/x-forms/c: there is no form \"guessed\"",
        ]
    );
    assert_eq!(rows(document.json()), "| from a sample | `a` |\n| from a client | `a.create` |\n| inferred | `b` |\n");
}

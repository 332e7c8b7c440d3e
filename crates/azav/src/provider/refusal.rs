//! What an answer says about a failure, in any of the shapes of Phoenix and of the OpenAPI validator in front of it.
//!
//! A: `{"errors":[{"detail":…,"source":{"pointer":"/participant/email"}}]}`, from the validator
//! (<https://github.com/open-api-spex/open_api_spex>), in its older form with `message`.
//! B: `{"errors":{"email":["is invalid"],"address":{"zip_code":[…]}}}`, from the database layer.
//! C: `{"errors":{"detail":"Not Found"}}`, from the framework's own page
//! (<https://github.com/phoenixframework/phoenix>). Besides these, a lone `error`, `message` or `detail`.

use crate::map::MAPPING;
use participants_core::{FieldError, serde_json::Value};

/// What was said: about the whole, and about single members.
#[derive(Default)]
pub(super) struct Said {
    pub(super) texts: Vec<String>,
    pub(super) fields: Vec<FieldError>,
}

/// Reads a failure's body; nothing is said where it has none of the shapes.
pub(super) fn read(body: &Value) -> Said {
    let mut said = Said::default();
    match body.get("errors") {
        Some(Value::Array(items)) => items.iter().for_each(|item| said.item(item)),
        Some(Value::Object(members)) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "detail" => said.texts.push(text.clone()),
                    _ => said.tree(path(name, ""), value),
                }
            }
        }
        Some(Value::String(text)) => said.texts.push(text.clone()),
        _ => {}
    }
    let lone = ["error", "message", "detail"].map(|name| body.get(name));
    said.texts.extend(lone.into_iter().flatten().filter_map(text_of));
    said
}

impl Said {
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.fields.is_empty()
    }

    /// One complaint of shape A, or a bare text in its place.
    fn item(&mut self, item: &Value) {
        let Some(text) = text_of(item) else { return };
        let pointer = item.get("source").and_then(|source| source.get("pointer")).and_then(Value::as_str);
        let segments = pointer.unwrap_or_default().split('/').filter(|segment| !segment.is_empty());
        let place = segments.fold(String::new(), |above, segment| path(segment, &above));
        self.about(&place, &text);
    }

    /// Complaints of shape B: texts at the leaves, the members' names on the way there.
    fn tree(&mut self, place: String, value: &Value) {
        match value {
            Value::String(text) => self.about(&place, text),
            Value::Array(items) => {
                for (position, item) in items.iter().enumerate() {
                    let is_text = item.is_string();
                    self.tree(if is_text { place.clone() } else { path(&position.to_string(), &place) }, item);
                }
            }
            Value::Object(members) => members.iter().for_each(|(name, item)| self.tree(path(name, &place), item)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn about(&mut self, place: &str, text: &str) {
        if place.is_empty() {
            self.texts.push(text.to_owned());
        } else {
            self.texts.push(format!("{place}: {text}"));
            self.fields.push(MAPPING.complaint(place, text));
        }
    }
}

/// The dotted path of a member, counted from the participant: the envelope is not part of it.
fn path(name: &str, above: &str) -> String {
    match (name, above) {
        ("participant", "") => String::new(),
        (_, "") => name.to_owned(),
        _ => format!("{above}.{name}"),
    }
}

/// The text of a complaint: itself, or the most telling of its members.
fn text_of(value: &Value) -> Option<String> {
    let own = value.as_str();
    let inside = || ["detail", "message", "title"].iter().find_map(|name| value.get(name).and_then(Value::as_str));
    own.or_else(inside).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use participants_core::{Field, serde_json::json};

    fn fields(body: &Value) -> Vec<(String, Option<Field>, String)> {
        read(body).fields.into_iter().map(|error| (error.name, error.field, error.message)).collect()
    }

    #[test]
    fn the_validator_points_at_members_with_either_name_for_the_text() {
        for name in ["detail", "message"] {
            let complaint = |pointer: &str| json!({"title": "Invalid", name: "x", "source": {"pointer": pointer}});
            let pointers =
                ["/participant/dateOfBirth", "/participant/address/zipCode", "/participant/contactInformation/0/type"];
            let read = fields(&json!({"errors": pointers.map(complaint)}));
            assert_eq!(read[0], ("dateOfBirth".into(), Some(Field::DateOfBirth), "x".into()));
            assert_eq!(read[1], ("address.zipCode".into(), Some(Field::PostalCode), "x".into()));
            assert_eq!(read[2], ("contactInformation.0.type".into(), None, "x".into()));
        }
        let titled = read(&json!({"errors": [{"title": "Missing body"}, "and a bare text", 7]}));
        assert_eq!(titled.texts, ["Missing body", "and a bare text"]);
        assert!(titled.fields.is_empty());
        let envelope = read(&json!({"errors": [{"detail": "Missing", "source": {"pointer": "/participant"}}]}));
        assert_eq!((envelope.texts.len(), envelope.fields.len()), (1, 0));
    }

    #[test]
    fn the_database_names_members_in_its_own_spelling() {
        let body = json!({"errors": {
            "email": ["is invalid", "is unusual"], "last_name": "is missing", "address": {"zip_code": ["is too long"]},
            "contact_information": [{}, {"type": ["is unknown"]}], "detail": ["of a member called so"],
        }});
        let names: Vec<_> = fields(&body).into_iter().map(|(name, field, _)| (name, field)).collect();
        assert_eq!(
            names,
            [
                ("address.zip_code".into(), Some(Field::PostalCode)),
                ("contact_information.1.type".into(), None),
                ("detail".into(), None),
                ("email".into(), Some(Field::Email)),
                ("email".into(), Some(Field::Email)),
                ("last_name".into(), Some(Field::LastName)),
            ]
        );
    }

    #[test]
    fn a_lone_text_is_about_the_whole() {
        for body in [
            json!({"errors": {"detail": "Not Found"}}),
            json!({"errors": "Not Found"}),
            json!({"errors": ["Not Found"]}),
            json!({"error": "Not Found"}),
            json!({"error": {"message": "Not Found"}}),
            json!({"message": "Not Found"}),
            json!({"detail": "Not Found"}),
        ] {
            let said = read(&body);
            assert_eq!((said.texts.as_slice(), said.fields.len()), (&["Not Found".to_owned()][..], 0), "{body}");
        }
        for body in [json!(null), json!({}), json!([]), json!({"errors": null}), json!({"errors": {"a": {"b": 1}}})] {
            assert!(read(&body).is_empty(), "{body}");
        }
    }
}

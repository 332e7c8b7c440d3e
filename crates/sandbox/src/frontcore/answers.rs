//! Answers in FrontCore's manner: PHP's way of writing JSON, the `error` member, the booking's own failures.

use crate::emulator::Reply;
use crate::settings::Settings;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Why a call is not done.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The key is missing or wrong, at one of the calls about administration or at another.
    Key { admin: bool },
    /// These members or parameters are missing or not valid.
    Fields(Vec<String>),
    /// These required members or parameters are missing, at a page that says so in this way.
    Missing(Vec<String>),
    /// This thing does not exist.
    Unknown(&'static str),
    /// The booking is refused for these reasons: code and message.
    Booking(Vec<(String, String)>),
    /// Anything else, in words of the emulator's own.
    Other(String),
}

impl Refusal {
    /// A code alone, written as a booking's failures are.
    pub(super) fn code(code: &str, message: &str) -> Self {
        Self::Booking(vec![(code.into(), message.into())])
    }

    /// One member or parameter is not valid.
    pub(super) fn field(name: &str) -> Self {
        Self::Fields(vec![name.into()])
    }

    /// The answer, with the wording and status that the settings ask for.
    pub(super) fn reply(self, settings: &Settings) -> Reply {
        let status = match (settings.word("error_status"), &self) {
            ("by_kind", Self::Key { .. }) => 401,
            ("by_kind", Self::Unknown(_)) => 404,
            ("by_kind", Self::Booking(errors)) if is(errors, "resource_not_found") => 404,
            ("by_kind", Self::Booking(errors)) if is(errors, "unauthorized") => 403,
            ("400" | "by_kind", _) => 400,
            _ => 200,
        };
        let text = match self {
            Self::Booking(errors) => {
                let errors: Vec<Value> =
                    errors.into_iter().map(|(code, message)| json!({"code": code, "message": message})).collect();
                return json(status, &json!({"successful": false, "errors": errors}));
            }
            Self::Key { admin } => match (settings.word("wrong_key_text"), admin) {
                ("by_page", true) => "Invalid API key".into(),
                ("by_page", false) => "Wrong API Key".into(),
                (text, _) => text.into(),
            },
            Self::Fields(names) => {
                format!("{}{}", settings.word("fields_text"), names.join(settings.word("field_separator")))
            }
            Self::Missing(names) => format!("Missing field(s): {}", names.join(",")),
            Self::Unknown(thing) => match settings.word("unknown_record") {
                "code" => "resource_not_found".into(),
                "failures" => {
                    let errors = json!([{"code": "resource_not_found", "message": format!("{thing} not found")}]);
                    return json(status, &json!({"successful": false, "errors": errors}));
                }
                _ => format!("{thing} not found"),
            },
            Self::Other(text) => text,
        };
        json(status, &json!({"error": text}))
    }
}

fn is(errors: &[(String, String)], code: &str) -> bool {
    errors.iter().any(|(known, _)| known == code)
}

/// A JSON answer as PHP writes it: slashes escaped, everything outside ASCII as `\uXXXX`. The samples show both.
pub(super) fn json(status: u16, body: &Value) -> Reply {
    let plain = body.to_string();
    let mut text = String::with_capacity(plain.len() + plain.len() / 8);
    for letter in plain.chars() {
        match letter {
            '/' => text.push_str("\\/"),
            _ if letter.is_ascii() => text.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    // Writing into a String cannot fail.
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    Reply::text(status, "application/json", text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn answers_are_escaped_as_php_does_and_mean_the_same() {
        let body = json!({"a/b": "Éva 𝄞 \"x\" \\ \n"});
        let reply = super::json(200, &body);
        assert_eq!(&reply.body[..], br#"{"a\/b":"\u00c9va \ud834\udd1e \"x\" \\ \n"}"#);
        assert_eq!(serde_json::from_slice::<Value>(&reply.body).unwrap(), body);
    }
}

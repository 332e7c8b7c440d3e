//! The documented failures: status and label. The body around the label is a setting, as no page shows one.

use crate::emulator::Reply;
use crate::settings::Settings;
use serde_json::{Value, json};

/// A failure as documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    status: u16,
    label: &'static str,
}

pub(super) const VALIDATION: Failure = failure(400, "common-validation");
pub(super) const UNAUTHORIZED: Failure = failure(401, "common-unauthorized");
pub(super) const NO_LICENCE: Failure = failure(402, "no-available-license");
pub(super) const FORBIDDEN: Failure = failure(403, "forbidden");
pub(super) const NO_USER: Failure = failure(404, "user-not-found");
pub(super) const NO_GROUPS: Failure = failure(404, "groups-not-found");
pub(super) const NO_GROUP: Failure = failure(404, "group-does-not-exists");
pub(super) const EMAIL_TAKEN: Failure = failure(409, "user-email-already-exists-in-company");
pub(super) const NOT_STARTED: Failure = failure(422, "education-not-started");
pub(super) const PROCESSING: Failure = failure(422, "processing-education");
pub(super) const TOO_MANY: Failure = failure(429, "too-many-requests");
pub(super) const SERVER: Failure = failure(500, "internal-server-error");

/// The labels of PATCH, as its page prints them.
pub(super) mod patch {
    use super::{Failure, failure};

    pub(in super::super) const INVALID: Failure = failure(400, "Bad Request");
    pub(in super::super) const EMAIL_TAKEN: Failure = failure(400, "user-email-already-exists-in-company");
    pub(in super::super) const LICENCE: Failure = failure(402, "PAYMENT_REQUIRED");
    pub(in super::super) const NO_USER: Failure = failure(404, "User not found");
    pub(in super::super) const NO_GROUP: Failure = failure(404, "Group not found");
    pub(in super::super) const STATE: Failure = failure(409, "User status not supported for this operation");
    pub(in super::super) const BUSY: Failure = failure(409, "User's education plan is being calculated");
    pub(in super::super) const CANNOT_JOIN: Failure = failure(409, "cannot-join-group");
}

const fn failure(status: u16, label: &'static str) -> Failure {
    Failure { status, label }
}

impl Failure {
    /// The same label with another status.
    pub(super) const fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The answer in the form that the setting asks for.
    pub(super) fn reply(self, settings: &Settings) -> Reply {
        let label = if settings.is("patch_labels", "slugs") { slug(self.label) } else { self.label.to_owned() };
        let body = match settings.word("error_body") {
            "empty" => return Reply::empty(self.status),
            "text" => return Reply::text(self.status, "text/plain", label),
            "message" => json!({"statusCode": self.status, "message": label}),
            "error" => json!({"error": label}),
            "nested" => json!({"error": {"code": label, "message": "The request could not be carried out."}}),
            _ => json!({"code": label}),
        };
        Reply::json(self.status, &body)
    }
}

/// Whether an answer is the body of a failure, in any of the forms above. (Courses inside a report have a `code` too,
/// but no answer's outermost object has.)
pub(super) fn is_failure(answer: &Value) -> bool {
    ["code", "message", "error"].iter().any(|member| answer.get(member).is_some())
}

/// Lower case, with one hyphen for every run of other characters than letters and digits.
fn slug(label: &str) -> String {
    let words = label.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

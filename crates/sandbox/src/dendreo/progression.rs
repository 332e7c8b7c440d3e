//! `lms-progression` of the hooks: a connected learning platform reports how far a participant is.

use super::Dendreo;
use super::answers;
use super::input::scalar;
use super::resource::Kind;
use super::sha256::hmac;
use super::webhook::CONNECTOR_SECRET;
use crate::emulator::{Call, Effect, Reply};
use http::Method;

/// What a report says, and the member of a place that takes it.
const MEMBERS: [(&str, &str); 5] = [
    ("progression", "lms_progression"),
    ("time_spent", "lms_tempspasse"),
    ("started_at", "lms_started_at"),
    ("completed_at", "lms_completed_at"),
    ("last_access_at", "lms_last_access_at"),
];

impl Dendreo {
    /// Takes a signed report. The platform's own number of the enrolment is read as that of a place on a module: which
    /// one the real side means is its own record of what the platform answered.
    pub(super) fn progression(&mut self, call: &Call) -> Reply {
        if call.method != Method::POST {
            return Reply::empty(405);
        }
        if call.header("signature") != Some(hmac(CONNECTOR_SECRET.as_bytes(), &call.body).as_str()) {
            return answers::unauthorized(&self.settings);
        }
        let Some(event) = call.json().ok().filter(|event| event["event"] == "enrolment.progress") else {
            return answers::Failure::of("Corps JSON illisible").into();
        };
        let data = &event["data"];
        let Some(place) = scalar(&data["enrolment_id"]).and_then(|id| id.parse().ok()) else {
            return answers::unknown().into();
        };
        let Some(row) = self.store.get_mut(Kind::ModuleEnrolment, place) else { return Reply::empty(200) };
        for (name, member) in MEMBERS {
            if let Some(text) = scalar(&data[name]) {
                row.put(member, text);
            }
        }
        Reply::empty(200).after(Effect::Changed)
    }
}

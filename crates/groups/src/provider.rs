//! The Open API as a whole: the token, the limit, and how the API refuses a call.

use crate::{Groups, map::MAPPING};
use participants_core::{
    AccountName, BaseUrl, Document, Error, ErrorKind, Failure, Limit, Provider, Request, Response, Scope,
    secrecy::SecretString, serde_json::Value,
};
use std::time::Duration;

impl Provider for Groups {
    const NAME: &'static str = "groups";

    const SECRETS: &'static [&'static str] = &["link"];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Each company has an address of its own. The documented prefix may be a part of it or not, so it is added.
    fn account_name(&self) -> AccountName {
        let whole = self.path(&[]).iter().try_fold(self.base.clone(), |base, segment| base.join(segment));
        AccountName::at(whole.as_ref().unwrap_or(&self.base))
    }

    fn authorize(&self, request: &mut Request, _token: Option<&SecretString>) -> Result<(), Error> {
        request.add_secret_header("authorization", "Bearer ", &self.token, "")
    }

    /// A status outside 2xx, or a known label in an answer that has nothing of a good one.
    ///
    /// Where in the body the label stands is not documented, and one condition comes with several statuses: so the
    /// label is looked for in every text of the body, and counts before the status.
    fn failure(&self, response: &Response) -> Option<Failure> {
        let by_status = Failure::from_status(response.status);
        if by_status.is_none() && is_good(response) {
            return None;
        }
        let texts = texts(response);
        let is_open = by_status.as_ref().is_some_and(Failure::leaves_open);
        let Some(label) = Label::in_any(&texts).filter(|_| !is_open) else {
            return by_status.map(|failure| failure.with_message(Some(texts.join("; "))));
        };
        let mut failure = Failure::new(label.kind).with_message(Some(texts.join("; ")));
        failure.code = Some(label.name.to_owned());
        failure.fields = label.field.map(|name| MAPPING.complaint(name, label.name)).into_iter().collect();
        Some(failure)
    }

    /// 10 requests a second for each method (<https://support.kaspersky.com/ASAP/1.0/en-US/242743.htm>). Whether they
    /// are counted by token, company or address is not documented.
    fn limits(&self) -> Vec<Limit> {
        vec![Limit { scope: Scope::Endpoint, calls: 10, per: Duration::from_secs(1) }]
    }
}

/// A condition the help names, and what it means.
struct Label {
    name: &'static str,
    kind: ErrorKind,
    field: Option<&'static str>,
}

/// The documented labels, folded, from the pages of the methods: <https://support.kaspersky.com/kasap/1.0/242750> and
/// `…51` and `…52`, <https://support.kaspersky.com/fr/kasap/1.0/242756>. Where a body holds several, the first one here counts: the general ones come last,
/// because a framework adds them to the special ones.
const LABELS: [Label; 18] = [
    Label { field: Some("email"), ..label("user-email-already-exists-in-company", ErrorKind::Conflict) },
    label("user-s-education-plan-is-being-calculated", ErrorKind::Busy),
    label("processing-education", ErrorKind::Busy),
    label("education-not-started", ErrorKind::Conflict),
    label("user-status-not-supported-for-this-operation", ErrorKind::Conflict),
    label("cannot-join-group", ErrorKind::Conflict),
    label("no-available-license", ErrorKind::Licence),
    label("user-not-found", ErrorKind::NotFound),
    label("groups-not-found", ErrorKind::NotFound),
    label("group-not-found", ErrorKind::NotFound),
    label("group-does-not-exists", ErrorKind::NotFound),
    label("common-validation", ErrorKind::Validation),
    label("common-unauthorized", ErrorKind::Authentication),
    label("too-many-requests", ErrorKind::RateLimited),
    label("payment-required", ErrorKind::Licence),
    label("forbidden", ErrorKind::Permission),
    label("bad-request", ErrorKind::Validation),
    label("internal-server-error", ErrorKind::Server),
];

const fn label(name: &'static str, kind: ErrorKind) -> Label {
    Label { name, kind, field: None }
}

impl Label {
    /// The first label that stands in one of the texts, alone or among other words.
    fn in_any(texts: &[String]) -> Option<&'static Self> {
        let folded: Vec<_> = texts.iter().map(|text| format!("-{}-", fold(text))).collect();
        LABELS.iter().find(|label| folded.iter().any(|text| text.contains(&format!("-{}-", label.name))))
    }
}

/// Lower case, everything but letters and digits one hyphen: slugs, sentences and constants become alike.
fn fold(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// Whether an answer with a good status looks like one: a list, or an object with a member that only good ones have.
/// So a person whose name is a label stays a person.
fn is_good(response: &Response) -> bool {
    let good = ["link", "result", "user", "userId", "email", "fullName"];
    response.body.trim_ascii().starts_with(b"[") || response.has_member(|name| good.contains(&name))
}

/// Every text in the body, the body itself where it is plain text. A page of markup is nothing the API says.
fn texts(response: &Response) -> Vec<String> {
    fn collect(value: Value, texts: &mut Vec<String>) {
        match value {
            Value::String(text) => texts.push(text),
            Value::Array(items) => items.into_iter().for_each(|item| collect(item, texts)),
            Value::Object(members) => members.into_iter().for_each(|(_, member)| collect(member, texts)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    match Document::new(response.body.clone()) {
        Ok(document) => collect(document.value(), &mut found),
        Err(_) => {
            let text = String::from_utf8_lossy(&response.body);
            let is_plain = text.len() <= 300 && !text.contains(['<', '{', '[']);
            found.extend(is_plain.then(|| text.trim().to_owned()));
        }
    }
    found.retain(|text| !text.is_empty());
    found
}

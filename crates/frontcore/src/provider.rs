//! FrontCore as a whole: the key, the limit, and how the API refuses a call.

use crate::{BookingErrorCode, Frontcore, map::WRITTEN, wire};
use participants_core::{
    AccountName, BaseUrl, Error, ErrorKind, Failure, FieldError, Limit, Provider, Request, Response, Scope, read,
    secrecy::SecretString, serde_json::Value,
};
use serde::Deserialize;
use std::time::Duration;

impl Provider for Frontcore {
    const NAME: &'static str = "frontcore";

    const SECRETS: &'static [&'static str] = &[
        "event_url",
        "voucher_code",
        "create_login_url",
        "download_link",
        "download_links",
        "payment_complete_url",
        "national_identification_number",
    ];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// All accounts share one address, and no document shows an identifier: only the key, or a name of the caller's,
    /// distinguishes them.
    fn account_name(&self) -> AccountName {
        let address = AccountName::at(&self.base);
        match &self.account {
            Some(name) => address.named(name),
            None => address.known_by_key(&self.key),
        }
    }

    fn authorize(&self, request: &mut Request, _token: Option<&SecretString>) -> Result<(), Error> {
        request.add_secret_header("x-api-key", "", &self.key, "")
    }

    /// A status outside 2xx, a documented failure body whatever the status, or both. No page names a status, so the
    /// body's words count for more; only a 429, and a status that is no answer to the call, say more than they do.
    fn failure(&self, response: &Response) -> Option<Failure> {
        let by_status = Failure::from_status(response.status);
        if let Some(open) = by_status.as_ref().filter(|failure| failure.leaves_open()) {
            let said = Refusal::read(response).map(|refusal| refusal.failure(open.kind));
            return Some(Failure { kind: open.kind, ..said.unwrap_or_default() });
        }
        let by_status = by_status.map(|failure| failure.kind);
        let refusal = Refusal::read(response);
        match (by_status, refusal) {
            (None, None) => None,
            // Without a word of explanation a 403 is taken for a bad key: FrontCore's keys have no rights of their own.
            (Some(ErrorKind::Permission), None) => Some(Failure::new(ErrorKind::Authentication)),
            (Some(kind), None) => Some(Failure::new(kind)),
            (Some(kind @ ErrorKind::RateLimited), Some(refusal)) => Some(Failure { kind, ..refusal.failure(kind) }),
            (kind, Some(refusal)) => Some(refusal.failure(kind.unwrap_or(ErrorKind::Refused))),
        }
    }

    /// 5 requests per second and account, with the advice to stay well below
    /// (<https://app.frontcore.com/api/docs/v2/customers>). All integrations of an account share it.
    fn limits(&self) -> Vec<Limit> {
        vec![Limit { scope: Scope::Account, calls: 5, per: Duration::from_secs(1) }]
    }
}

/// The two bodies of a failure.
enum Refusal {
    /// `{"error": "<text>"}`, documented for everything; the text where it is one.
    Error(Option<String>),
    /// `{"successful": false, "errors": […]}`, a booking's own, known from a public client.
    Booking(Vec<BookingError>),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Body {
    error: Value,
    #[serde(deserialize_with = "read::flag")]
    successful: Option<bool>,
    #[serde(deserialize_with = "wire::objects")]
    errors: Vec<BookingError>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct BookingError {
    #[serde(deserialize_with = "read::text")]
    code: Option<String>,
    #[serde(deserialize_with = "read::text")]
    message: Option<String>,
}

impl Refusal {
    /// `None` where the body is neither: then the status speaks alone. The members are looked for in the text first,
    /// so that a good answer is not decoded twice.
    fn read(response: &Response) -> Option<Self> {
        let names = ["\"error\"", "\"successful\""];
        if response.body.trim_ascii().first() != Some(&b'{') || !names.into_iter().any(|name| response.holds(name)) {
            return None;
        }
        let body: Body = response.json().ok()?;
        match body.error {
            Value::Null | Value::Bool(false) => {}
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => return Some(Self::Error(Some(text))),
            _ => return Some(Self::Error(None)),
        }
        (body.successful == Some(false)).then_some(Self::Booking(body.errors))
    }

    /// The failure it is, `otherwise` where its words say nothing we know.
    fn failure(self, otherwise: ErrorKind) -> Failure {
        match self {
            Self::Error(text) => error(text, otherwise),
            Self::Booking(errors) => booking(&errors, otherwise),
        }
    }
}

/// "Wrong API Key", "Invalid API key", "Field(s) not valid: <names>" and "Missing field(s): <names>" are all the texts
/// that are documented (the last on <https://app.frontcore.com/api/docs/v2/check-user-credentials-post/>), besides the
/// codes of [`known_code`].
fn error(text: Option<String>, otherwise: ErrorKind) -> Failure {
    let Some(text) = text else { return Failure::new(otherwise) };
    let lower = text.to_ascii_lowercase();
    if lower.contains("api key") {
        return Failure::new(ErrorKind::Authentication).with_message(Some(text));
    }
    if let Some(kind) = known_code(text.trim()) {
        return Failure { code: Some(text.trim().to_owned()), ..Failure::new(kind) }.with_message(Some(text));
    }
    if lower.contains("not found") || lower.contains("not_found") {
        return Failure::new(ErrorKind::NotFound).with_message(Some(text));
    }
    // The words end where their text and its copy in lower case have the same places: they are ASCII.
    let complaints = [("not valid:", "not valid"), ("missing field(s):", "missing")];
    let found = complaints.into_iter().find_map(|(words, complaint)| {
        let at = lower.find(words)?.checked_add(words.len())?;
        Some((text.get(at..)?, complaint))
    });
    let Some((names, complaint)) = found else { return Failure::new(otherwise).with_message(Some(text)) };
    // What separates several names is not documented, so everything does that stands in no name.
    let is_separator = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | '[' | ']');
    let names = names.split(is_separator).filter(|name| !name.is_empty());
    let fields = names.map(|name| WRITTEN.complaint(name, complaint)).collect();
    Failure { fields, ..Failure::new(ErrorKind::Validation).with_message(Some(text)) }
}

/// The codes that are no booking's own (<https://app.frontcore.com/api/docs/v2/booking/:id/deregister-put/>,
/// <https://app.frontcore.com/api/docs/v2/vouchers/validate/:code/>).
fn known_code(code: &str) -> Option<ErrorKind> {
    match code {
        "resource_not_found" => Some(ErrorKind::NotFound),
        "unauthorized" => Some(ErrorKind::Permission),
        _ => None,
    }
}

/// A booking's failure: all codes and messages, the first code as the code. A few codes leave open whether half of the
/// booking was made; they count as a failure of the server, of which the outcome is not known.
fn booking(errors: &[BookingError], otherwise: ErrorKind) -> Failure {
    let codes: Vec<_> = errors.iter().filter_map(|error| error.code.as_deref()).map(BookingErrorCode::from).collect();
    let is_unsure = codes.iter().any(BookingErrorCode::is_outcome_unsure);
    let is_known = !codes.iter().any(|code| matches!(code, BookingErrorCode::Other(_))) && !codes.is_empty();
    let known = errors.iter().filter_map(|error| known_code(error.code.as_deref()?)).next();
    let kind = match otherwise {
        _ if is_unsure => ErrorKind::Server,
        _ if known.is_some() => known.unwrap_or(otherwise),
        _ if is_known => ErrorKind::Validation,
        otherwise => otherwise,
    };
    let field = |error: &BookingError| {
        let code = error.code.as_deref()?;
        let mut complaint = FieldError::new(code, None, error.message.clone().unwrap_or_default());
        complaint.field = Some(BookingErrorCode::from(code).field()?);
        Some(complaint)
    };
    let said = errors.iter().map(|error| {
        let words = error.code.iter().chain(&error.message).map(String::as_str);
        words.collect::<Vec<_>>().join(": ")
    });
    let said = said.collect::<Vec<_>>().join("; ");
    Failure {
        code: codes.first().map(ToString::to_string),
        fields: errors.iter().filter_map(field).collect(),
        ..Failure::new(kind).with_message(Some(said))
    }
}

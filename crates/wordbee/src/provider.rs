//! Wordbee as a whole: two sign-ins, the limit of v2, and how each API refuses a call.

use crate::{
    Connect, ConnectV2, Disconnect, DisconnectV2, Operation, OperationStatus, Wordbee,
    sessions::{V1, V2},
    text,
};
use participants_core::{
    AccountName, BaseUrl, Call, Error, ErrorKind, Failure, Limit, Provider, Request, Response, Scope,
    http::{HeaderValue, StatusCode},
    secrecy::SecretString,
    serde_json::Value,
};
use std::time::Duration;

impl Provider for Wordbee {
    const NAME: &'static str = "wordbee";

    const SECRETS: &'static [&'static str] = &["fileToken", "callbackurl"];
    const REALMS: &'static [&'static str] = &[V1, V2];

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The platform's address and the account id; the company, too, since persons named by number alone are its own.
    fn account_name(&self) -> AccountName {
        let account = AccountName::at(&self.base).named(&self.account);
        match self.company {
            Some(company) => account.named(company.to_string()),
            None => account,
        }
    }

    fn authorize(&self, request: &mut Request, token: Option<&SecretString>) -> Result<(), Error> {
        let Some(realm) = request.needs() else { return Ok(()) };
        let token = token.ok_or_else(|| Error::configuration("the call needs a token, and there is none"))?;
        if realm == V1 {
            request.add_secret_query("token", token);
            return Ok(());
        }
        let account = HeaderValue::from_str(&self.account)
            .map_err(|_| Error::configuration("the account id holds a character no header can carry"))?;
        request.add_header("x-auth-accountid", account);
        request.add_secret_header("x-auth-token", "", token, "")
    }

    /// v2 reports a refusal in JSON with `error` and `reason`, or by an operation that failed; v1 by status and text.
    fn failure(&self, response: &Response) -> Option<Failure> {
        let failure = match Refusal::read(response) {
            Some(refusal) => refusal.failure(response.status),
            None => text_failure(response).or_else(|| failed_operation(response))?,
        };
        let is_limit = failure.kind == ErrorKind::RateLimited;
        Some(Failure { retry_after: is_limit.then_some(self.v2_wait), ..failure })
    }

    /// v2's message names 1000 calls an hour (<https://help.wordbee.com/api2/error-handling-and-code>), sign-ins not
    /// counted. None is published for v1.
    fn limits(&self) -> Vec<Limit> {
        vec![Limit { scope: Scope::Realm(V2), calls: 1000, per: Duration::from_secs(60 * 60) }]
    }

    fn sign_in(&self, realm: &'static str) -> Option<Call<Self, SecretString>> {
        match realm {
            V1 => Some(Call::new(Connect, Ok)),
            V2 => self.v2.as_ref().map(|_| Call::new(ConnectV2, Ok)),
            _ => None,
        }
    }

    fn sign_out(&self, realm: &'static str) -> Option<Call<Self, ()>> {
        match realm {
            V1 => Some(Call::new(Disconnect, Ok)),
            V2 => self.v2.as_ref().map(|_| Call::new(DisconnectV2, Ok)),
            _ => None,
        }
    }
}

/// A failure of v1. A 401 comes from connect alone, for a wrong password, a caller whose address is not allowed, or an
/// API not switched on; a 403 means that the token is invalid or expired, and nothing was done
/// (<https://help.wordbee.com/api1/xml-vs-json>).
fn text_failure(response: &Response) -> Option<Failure> {
    let failure = Failure::from_status(response.status)?;
    let said = text::spoken(response);
    let is_about_address = said.as_ref().is_some_and(|said| said.to_lowercase().contains("ip address"));
    let kind = match response.status {
        StatusCode::UNAUTHORIZED if is_about_address => ErrorKind::Permission,
        StatusCode::FORBIDDEN => ErrorKind::SessionExpired,
        _ => failure.kind,
    };
    Some(Failure { kind, ..failure.with_message(said) })
}

/// An asynchronous operation that failed, reported by `trm.status` in a 200
/// (<https://help.wordbee.com/api2/asynchronous-operations>).
fn failed_operation(response: &Response) -> Option<Failure> {
    let body = response.body.trim_ascii();
    if body.first() != Some(&b'{') || !response.holds_name("trm") {
        return None;
    }
    let operation = Operation::read(response).ok()?;
    let state = operation.state();
    let said = state.status_info.clone().or_else(|| state.status_text.clone());
    let is_failed = state.status == Some(OperationStatus::Failed);
    is_failed.then(|| Failure::new(ErrorKind::Refused).with_message(said))
}

/// The body of a v2 failure (<https://help.wordbee.com/api2/error-handling-and-code>): `error` with `title`, `details`,
/// `operation` and `messages[]`, or with `type` and `message` beside a 429; and `reason`.
struct Refusal(Value);

impl Refusal {
    /// `None` where the body has another shape. The member is looked for in the text first, so that a good answer is
    /// not decoded twice.
    fn read(response: &Response) -> Option<Self> {
        let body = response.body.trim_ascii();
        if body.first() != Some(&b'{') || !response.holds_name("error") {
            return None;
        }
        let value = response.record().ok()?.value();
        value.get("error").is_some_and(|error| !error.is_null()).then_some(Self(value))
    }

    fn failure(&self, status: StatusCode) -> Failure {
        let is_status = |codes: &[u16]| codes.contains(&status.as_u16());
        let kind = match Failure::from_status(status) {
            Some(failure) if failure.leaves_open() => failure.kind,
            _ if self.is_dead_token() => ErrorKind::SessionExpired,
            Some(_) if self.is_sign_in() && is_status(&[400, 401, 403]) => ErrorKind::Authentication,
            Some(_) if is_status(&[401, 403]) => ErrorKind::SessionExpired,
            Some(failure) => failure.kind,
            None => ErrorKind::Refused,
        };
        let failure = Failure::new(kind).with_message(Some(self.said().join("; ")));
        Failure { code: self.text("type").map(str::to_owned), ..failure }
    }

    /// Documented as the sign of a dead token, whatever the status.
    fn is_dead_token(&self) -> bool {
        let title = self.text("title").unwrap_or_default().trim().trim_end_matches('.');
        title.eq_ignore_ascii_case("Token invalid or expired")
    }

    /// Sign-in failures share the 400 of all others; that `operation` distinguishes them is inferred.
    fn is_sign_in(&self) -> bool {
        self.text("operation").is_some_and(|operation| operation.to_lowercase().contains("auth/token"))
    }

    fn text(&self, member: &str) -> Option<&str> {
        self.0.get("error")?.get(member)?.as_str()
    }

    /// Everything the failure says, once.
    fn said(&self) -> Vec<&str> {
        let error = self.0.get("error");
        let notes = error.and_then(|error| error.get("messages")).and_then(Value::as_array);
        let notes = notes.into_iter().flatten().flat_map(|note| [note.get("title"), note.get("details")]);
        let texts = ["title", "details", "message"].map(|member| self.text(member));
        let plain = [error.and_then(Value::as_str), self.0.get("reason").and_then(Value::as_str)];
        let mut said = Vec::new();
        for text in texts.into_iter().chain(notes.map(|note| note?.as_str())).chain(plain).flatten() {
            if !text.trim().is_empty() && !said.contains(&text) {
                said.push(text);
            }
        }
        said
    }
}

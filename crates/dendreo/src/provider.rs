//! Dendreo as a whole: the key, the limits, and how the API says no.

use crate::{Dendreo, KeyPlace, map::MAPPING};
use participants_core::{
    AccountName, BaseUrl, Error, ErrorKind, Failure, FieldError, Limit, Provider, Request, Response, Scope,
    secrecy::SecretString,
};
use serde::Deserialize;
use std::time::Duration;

impl Provider for Dendreo {
    const NAME: &'static str = "dendreo";

    fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// The address ends in the account's own instance.
    fn account_name(&self) -> AccountName {
        AccountName::at(&self.base)
    }

    fn authorize(&self, request: &mut Request, _token: Option<&SecretString>) -> Result<(), Error> {
        match self.key_place {
            KeyPlace::Header => request.add_secret_header("authorization", "Token token=\"", &self.key, "\""),
            KeyPlace::Query => {
                request.add_secret_query("key", &self.key);
                Ok(())
            }
        }
    }

    /// A status outside 2xx, or the documented failure body whatever the status.
    fn failure(&self, response: &Response) -> Option<Failure> {
        let refusal = Refusal::read(response);
        let failure = match (Failure::from_status(response.status), &refusal) {
            (Some(failure), _) => failure,
            (None, Some(refusal)) if refusal.status.as_deref() == Some("failure") => {
                Failure::new(ErrorKind::Validation)
            }
            (None, _) => return None,
        };
        let Some(refusal) = refusal else { return Some(failure) };
        let fields = refusal.errors.iter().filter_map(|text| named_field(text)).collect();
        let said = refusal.message.into_iter().chain(refusal.errors).collect::<Vec<_>>().join("; ");
        Some(Failure { fields, ..failure.saying(Some(said)) })
    }

    /// 100 requests in 10 seconds and 100,000 a day whatever the plan (<https://developers.dendreo.com>). The monthly
    /// quota depends on the plan, and when the day begins is not documented: a day here is any 24 hours.
    fn limits(&self) -> Vec<Limit> {
        let limit = |calls, seconds| Limit { scope: Scope::Account, calls, per: Duration::from_secs(seconds) };
        vec![limit(100, 10), limit(100_000, 24 * 60 * 60)]
    }
}

/// The body of a failure: documented with `status` and `errors`, seen in one client's fixtures with `message`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    status: Option<String>,
    errors: Vec<String>,
    message: Option<String>,
}

impl Refusal {
    /// `None` where the body has another shape: then the status speaks alone. The members are looked for in the text
    /// first, so that a good answer is not decoded twice.
    fn read(response: &Response) -> Option<Self> {
        let is_good = response.status.is_success();
        if is_good && !response.body.windows(8).any(|text| text == b"\"errors\"") {
            return None;
        }
        response.json().ok()
    }
}

/// The wire name in parentheses at the end of a French sentence: a hint the reference shows in its sample.
fn named_field(text: &str) -> Option<FieldError> {
    let (_, tail) = text.trim_end().rsplit_once('(')?;
    let name = tail.strip_suffix(')')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    is_name.then(|| FieldError::new(name, text, &MAPPING))
}

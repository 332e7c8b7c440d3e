//! Dendreo as a whole: the key, the limits, and how the API refuses a call.

use crate::{Dendreo, KeyPlace, map::MAPPING};
use participants_core::{
    AccountName, BaseUrl, Error, ErrorKind, Failure, FieldError, Limit, Provider, Request, Response, Scope,
    secrecy::SecretString, serde_json::Value,
};
use std::time::Duration;

impl Provider for Dendreo {
    const NAME: &'static str = "dendreo";

    const SECRETS: &'static [&'static str] = &[
        "extranet_code",
        "extranet_autologin_url",
        "ical_url",
        "public_url",
        "url",
        "questionnaire_satisfaction_url",
        "emargements_url",
        "url_connexion",
        "url_connexion_invite",
    ];

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
            (None, Some(refusal)) if refusal.is_failure => Failure::new(ErrorKind::Validation),
            (None, _) => return None,
        };
        let Some(refusal) = refusal else { return Some(failure) };
        let fields = refusal.errors.iter().filter_map(|text| named_field(text)).collect();
        let said = refusal.message.into_iter().chain(refusal.errors).collect::<Vec<_>>().join("; ");
        Some(Failure { fields, ..failure.with_message(Some(said)) })
    }

    /// 100 requests in 10 seconds and 100,000 a day whatever the plan (<https://developers.dendreo.com>). The monthly
    /// quota depends on the plan, and when the day begins is not documented: a day here is any 24 hours.
    fn limits(&self) -> Vec<Limit> {
        let limit = |calls, seconds| Limit { scope: Scope::Account, calls, per: Duration::from_secs(seconds) };
        vec![limit(100, 10), limit(100_000, 24 * 60 * 60)]
    }
}

/// The body of a failure: documented with `status` and `errors`, seen in one client's fixtures with `message`. `errors`
/// is a list of texts or one text.
struct Refusal {
    is_failure: bool,
    errors: Vec<String>,
    message: Option<String>,
}

impl Refusal {
    /// `None` where the body has another shape: then the status speaks alone. The members are looked for in the text
    /// first, so that a good answer is not decoded twice.
    fn read(response: &Response) -> Option<Self> {
        let is_good = response.status.is_success();
        if is_good && !response.holds("\"errors\"") {
            return None;
        }
        let body = response.record().ok()?.value();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let errors = match body.get("errors") {
            Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
            other => other.and_then(text).into_iter().collect(),
        };
        let is_failure = body.get("status").and_then(Value::as_str) == Some("failure");
        Some(Self { is_failure, errors, message: body.get("message").and_then(text) })
    }
}

/// How what is wrong with a member begins: "est vide", "n'est pas valide", "doit être …".
const COMPLAINTS: [&str; 8] = ["est", "n", "ne", "doit", "invalide", "manquant", "obligatoire", "requis"];

/// The wire name in parentheses at the end of a French sentence, alone or as the first word of what is wrong with it:
/// `(nom)`, `(raison_sociale est vide)`. Other words in parentheses name no member.
fn named_field(text: &str) -> Option<FieldError> {
    let (_, tail) = text.trim_end_matches(['.', ' ', '\n']).rsplit_once('(')?;
    let inside = tail.strip_suffix(')')?;
    let (name, rest) = inside.trim().split_once(' ').unwrap_or((inside.trim(), ""));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let first = rest.split([' ', '\'', '’']).next().unwrap_or_default();
    (is_name && (rest.is_empty() || COMPLAINTS.contains(&first))).then(|| MAPPING.complaint(name, text))
}

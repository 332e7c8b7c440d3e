//! The System API (v1): its sessions and routes, `data` as a JSON text among the parameters, errors as plain text.

use super::companies::{self, switch};
use super::definitions;
use super::sessions::{Lifetime, Rejection};
use super::store::Record;
use super::{ACCOUNT, PASSWORD, Refusal, Wordbee, persons};
use crate::emulator::{Call, Effect, Reply};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;

impl Wordbee {
    pub(super) fn v1(&mut self, call: &Call, path: &[&str], now: Duration) -> Result<Reply, Refusal> {
        match (&call.method, path) {
            (&Method::GET, ["api", "connect"]) => return self.connect(call, now),
            (_, ["api", "connect"]) => return Err(wrong_method()),
            _ => {}
        }
        let known = matches!(
            path,
            ["api", "disconnect"]
                | ["companies"]
                | ["companies", _, "persons"]
                | ["master", "persons", "profiles"]
                | ["settings", "customlabels"]
        );
        if !known {
            return Err(Refusal { status: 404, text: "There is no such method".into() });
        }
        self.enter_v1(call, now)?;
        match (&call.method, path) {
            (&Method::GET, ["api", "disconnect"]) => {
                self.v1.close(call.parameter("token").unwrap_or_default());
                Ok(Reply::empty(200))
            }
            (&Method::GET, ["companies"]) => Ok(Reply::json(200, &companies::list(&self.store, &self.settings, call)?)),
            (&Method::PUT, ["companies"]) => {
                let data = self.data(call)?;
                let id = companies::create(&mut self.store, &self.settings, &data)?;
                Ok(self.created("CompanyId", id))
            }
            (&Method::POST, ["companies"]) => {
                let (id, data) = (id(call.parameter("companyid"), "companyid")?, self.data(call)?);
                companies::update(&mut self.store, &self.settings, id, &data)?;
                Ok(Reply::empty(200).after(Effect::Changed))
            }
            (method, ["companies", company, "persons"]) => self.persons(call, method, id(Some(company), "companyid")?),
            (&Method::GET, ["master", "persons", "profiles"]) => Ok(Reply::json(200, &self.profiles())),
            (&Method::GET, ["settings", "customlabels"]) => Ok(Reply::json(200, &definitions::labels().into())),
            _ => Err(wrong_method()),
        }
    }

    /// The text of an error, in the form set.
    pub(super) fn v1_error(&self, refusal: &Refusal) -> Reply {
        let text = &refusal.text;
        match self.settings.word("v1_error_text") {
            "quoted" => Reply::json(refusal.status, &json!(text)),
            "xml" => Reply::text(refusal.status, "application/xml", format!("<string>{text}</string>")),
            _ => Reply::text(refusal.status, "text/plain; charset=utf-8", text.as_str()),
        }
    }

    fn connect(&mut self, call: &Call, now: Duration) -> Result<Reply, Refusal> {
        let refused = |text: &str| Err(Refusal { status: 401, text: text.into() });
        match self.settings.word("v1_gate") {
            "ip_refused" => return refused("IP address not authorised"),
            "not_activated" => return refused("The API is not activated"),
            _ => {}
        }
        if call.parameter("account") != Some(ACCOUNT) || call.parameter("pwd") != Some(PASSWORD) {
            return refused("Wrong account or password");
        }
        match call.parameter("json") {
            Some("true") => {}
            None if self.settings.is("v1_without_json", "json") => {}
            Some("false") => return Err(Refusal::bad("XML sessions are not emulated")),
            _ => return Err(Refusal::bad("json must be true or false")),
        }
        let token = self.v1.open(now);
        match self.settings.number("v1_sessions") {
            0 => {}
            most => self.v1.keep(usize::try_from(most).unwrap_or(usize::MAX)),
        }
        Ok(if self.settings.is("v1_token_form", "bare") {
            Reply::text(200, "text/plain", token)
        } else {
            Reply::json(200, &json!(token))
        })
    }

    fn enter_v1(&mut self, call: &Call, now: Duration) -> Result<(), Refusal> {
        let seconds = self.settings.number("v1_lifetime_seconds");
        let lifetime = Lifetime {
            limit: (seconds > 0).then(|| Duration::from_secs(seconds)),
            from_last_use: self.settings.is("v1_lifetime_from", "last_use"),
        };
        let token = call.parameter("token").unwrap_or_default();
        self.v1.enter(token, lifetime, now).map_err(|refusal| match refusal {
            Rejection::Unknown => Refusal { status: 403, text: "The token is invalid".into() },
            Rejection::Expired => expired(),
        })
    }

    fn persons(&mut self, call: &Call, method: &Method, company: i64) -> Result<Reply, Refusal> {
        match *method {
            Method::PUT => {
                let data = self.data(call)?;
                let id = persons::create(&mut self.store, &self.settings, company, &data)?;
                Ok(self.created("PersonId", id))
            }
            Method::POST => {
                let data = self.data(call)?;
                persons::update(&mut self.store, &self.settings, company, &data)?;
                Ok(Reply::empty(200).after(Effect::Changed))
            }
            Method::DELETE => {
                let id = id(call.parameter("personid"), "personid")?;
                let with_work = switch(call, "removeassignment")?;
                let with_work = with_work.ok_or_else(|| Refusal::bad("removeassignment is missing"))?;
                persons::remove(&mut self.store, &self.settings, company, id, with_work)?;
                Ok(Reply::empty(200).after(Effect::Changed))
            }
            _ => Err(wrong_method()),
        }
    }

    /// The structured argument: one parameter whose value is a JSON text.
    fn data(&self, call: &Call) -> Result<Record, Refusal> {
        let form = || {
            let pairs = if call.is("application/x-www-form-urlencoded") { call.form() } else { Vec::new() };
            pairs.into_iter().find(|(name, _)| name == "data").map(|(_, text)| text)
        };
        let query = || call.parameter("data").map(str::to_owned);
        let text = match self.settings.word("data_in") {
            "query" => query(),
            "form" => form(),
            _ => query().or_else(form),
        };
        let text = text.ok_or_else(|| Refusal::bad("The parameter data is missing"))?;
        match serde_json::from_str(&text) {
            Ok(Value::Object(data)) => Ok(data),
            _ => Err(Refusal::bad("The parameter data is not a JSON object")),
        }
    }

    fn created(&self, name: &str, id: i64) -> Reply {
        match self.settings.word("create_result") {
            "number" => Reply::json(200, &json!(id)),
            "quoted" => Reply::json(200, &json!(id.to_string())),
            "object" => Reply::json(200, &json!({name: id})),
            _ => Reply::empty(200),
        }
        .after(Effect::Created)
    }

    fn profiles(&self) -> Value {
        let short = self.settings.is("profile_record", "short");
        let (id_name, title_name) = if short { ("Id", "Title") } else { ("UserProfileId", "Name") };
        definitions::profiles(id_name, title_name).into()
    }
}

/// An expired token; that the text says so is known from a client.
pub(super) fn expired() -> Refusal {
    Refusal { status: 403, text: "The token has expired".into() }
}

fn id(text: Option<&str>, name: &str) -> Result<i64, Refusal> {
    let text = text.ok_or_else(|| Refusal::bad(format!("{name} is missing")))?;
    text.parse::<i32>().map(i64::from).map_err(|_| Refusal::bad(format!("{name} must be a number")))
}

fn wrong_method() -> Refusal {
    Refusal { status: 405, text: "The method is not allowed".into() }
}

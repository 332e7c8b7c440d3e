//! Each document against the sandbox, by schemathesis: valid and invalid calls, and answers that have to be as the
//! document says.

use super::{Document, missing, tool, write};
use crate::run::Done;
use http::{HeaderMap, Method};
use participants_sandbox::{
    Reaction, Sandbox,
    emulator::{Call, Reply},
    server::Server,
};
use serde_json::json;
use std::{collections::BTreeMap, net::Ipv4Addr, path::Path, process::Command};
use tokio::runtime::Runtime;

/// How many people each provider has.
const PEOPLE: usize = 20;

/// A part of a document that has one address and one way in.
struct Part {
    provider: &'static str,
    /// The tag of its operations, where it is not the whole document.
    tag: Option<&'static str>,
    /// What follows the host, where it is not as documented.
    path: Option<&'static str>,
    /// Settings of the emulator, as one JSON object.
    settings: Option<&'static str>,
    headers: &'static [(&'static str, &'static str)],
    /// The query parameter with the key.
    query: Option<(&'static str, &'static str)>,
    /// What is no disagreement: operations, checks, and why.
    apart: &'static [(&'static [&'static str], &'static str, &'static str)],
}

const ACCEPTS: &str = "positive_data_acceptance";
const REJECTS: &str = "negative_data_rejection";

/// A text in braces is looked up: a variable of the sandbox, or a token that a sign-in gave.
const PARTS: [Part; 6] = [
    Part {
        provider: "azav",
        tag: None,
        path: None,
        settings: Some(r#"{"malformed_id": "404"}"#),
        headers: &[("Authorization", "Bearer {AZAV_TOKEN}")],
        query: None,
        apart: &[
            (&["participants.update"], ACCEPTS, "whether null clears a member is not said; an e-mail is required"),
            (&["participants.create", "participants.update"], REJECTS, "members of another spelling are ignored"),
        ],
    },
    Part {
        provider: "dendreo",
        tag: None,
        path: None,
        // An empty answer is declared by `x-may-be-empty`, which schemathesis does not know.
        settings: Some(r#"{"unknown_record": "404", "delete_answer": "object"}"#),
        headers: &[("Authorization", "Token token=\"{DENDREO_API_KEY}\"")],
        query: None,
        apart: &[
            (&[], ACCEPTS, "one of several members is needed, and records that are named have to exist"),
            (&[], REJECTS, "no source says what a parameter of a wrong form does"),
        ],
    },
    Part {
        provider: "frontcore",
        tag: None,
        path: None,
        settings: None,
        headers: &[("X-API-Key", "{FRONTCORE_API_KEY}")],
        query: None,
        apart: &[
            (&[], "ignored_auth", "a wrong key is an error inside a 200"),
            (&[], REJECTS, "so is an invalid call"),
        ],
    },
    Part {
        provider: "groups",
        tag: None,
        path: None,
        settings: None,
        headers: &[("Authorization", "Bearer {GROUPS_TOKEN}")],
        query: None,
        apart: &[
            (&["users.update"], ACCEPTS, "an address that another user has is a 400"),
            (&["report.read"], ACCEPTS, "whether the first page is 0 or 1 is not said"),
        ],
    },
    Part {
        provider: "wordbee",
        tag: Some("v1"),
        path: None,
        settings: Some(r#"{"create_result": "object"}"#),
        headers: &[],
        query: Some(("token", "{v1}")),
        apart: &[
            (&["companies.list"], ACCEPTS, "the language of filters is no schema"),
            (
                &["companies.create", "companies.update", "persons.create", "persons.update"],
                ACCEPTS,
                "a JSON text in a parameter is not generated, and logins, profiles and labels have to exist",
            ),
            (&["persons.remove"], ACCEPTS, "a person with work assigned is a 400"),
            (&["v1_sessions.connect"], ACCEPTS, "the sandbox has no XML"),
        ],
    },
    Part {
        provider: "wordbee",
        tag: Some("v2"),
        path: Some("/api"),
        settings: None,
        headers: &[("X-Auth-Token", "{v2}"), ("X-Auth-AccountId", "{WORDBEE_ACCOUNT}")],
        query: None,
        apart: &[
            (&[], "ignored_auth", "400 is the documented status of a missing token"),
            (&["persons.list", "persons.list_full"], ACCEPTS, "the language of queries and the columns are no schema"),
            (
                &["operations.status", "persons.write_many", "v2_sessions.sign_in"],
                ACCEPTS,
                "what is named has to exist",
            ),
            (&["files.upload"], ACCEPTS, "a form without a file name in its part is generated"),
        ],
    },
];

/// Signing out would end the run's own session.
const SIGN_OUTS: [&str; 2] = ["v1_sessions.disconnect", "v2_sessions.sign_out"];

/// Runs schemathesis over each document, bounded, and from one seed.
pub(super) fn run(documents: &[Document], folder: &Path, cases: u32) -> Result<Done, String> {
    if let Some(skipped) = missing(&[("schemathesis", "pip install schemathesis")]) {
        return Ok(skipped);
    }
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for part in &PARTS {
        let Some(document) = documents.iter().find(|document| document.provider == part.provider) else { continue };
        match part.compare(document, &runtime, folder, cases) {
            Ok(count) => println!("{count}"),
            Err(disagreements) => found.push(disagreements),
        }
    }
    if found.is_empty() { Ok(Done::Fine) } else { Err(found.join("\n")) }
}

impl Part {
    /// In a sandbox of its own, so that no part depends on another.
    fn compare(&self, document: &Document, runtime: &Runtime, folder: &Path, cases: u32) -> Result<String, String> {
        let sandbox = Sandbox::only(&[self.provider], 1, PEOPLE).map_err(|error| error.to_string())?;
        sandbox.set(&json!({"sandbox": {"limits": false}}))?;
        if let Some(settings) = self.settings {
            sandbox.set(
                &json!({ self.provider: serde_json::from_str::<serde_json::Value>(settings).unwrap_or_default() }),
            )?;
        }
        let served = runtime.block_on(Server::start(sandbox.clone(), std::net::IpAddr::from(Ipv4Addr::LOCALHOST)));
        let served = served.map_err(|error| error.to_string())?;
        let host = served.base_url(self.provider).ok_or("the sandbox names no address")?;
        let mut known: BTreeMap<&str, String> = served.environment(self.provider).into_iter().collect();
        known.extend(self.tag.and_then(|tag| Some((tag, token(&sandbox, &known, tag)?))));
        let base = match self.path {
            Some(path) => format!("{host}{path}"),
            None => sandbox.documented_base(self.provider, &host).map_err(|error| error.to_string())?,
        };
        let config = folder.join("schemathesis.toml");
        write(&config, &self.config(&known))?;
        let mut command = Command::new("schemathesis");
        command.current_dir(folder).arg("--config-file").arg(&config).arg("run").arg(&document.path);
        command.args(["--url", base.trim_end_matches('/'), "--seed", "1", "--max-examples", &cases.to_string()]);
        command.args(["--phases", "examples,fuzzing", "--no-shrink", "--continue-on-failure"]);
        // No source says how an API answers a method that it does not have.
        command.args(["--exclude-checks", "unsupported_method"]);
        for (name, value) in self.headers {
            command.arg("--header").arg(format!("{name}: {}", filled(value, &known)));
        }
        if let Some(tag) = self.tag {
            command.args(["--include-tag", tag]);
            SIGN_OUTS.iter().for_each(|name| _ = command.args(["--exclude-operation-id", name]));
        }
        let output = tool(&mut command);
        runtime.block_on(served.stop());
        let output = output?;
        let count = output.lines().find(|line| line.contains(" generated, ")).unwrap_or_default().trim();
        Ok(format!("schemathesis: {} {}: {count}", self.provider, self.tag.unwrap_or_default()))
    }

    /// What schemathesis reads from a file: the key in the query, and the checks left out.
    fn config(&self, known: &BTreeMap<&str, String>) -> String {
        let mut text = String::new();
        if let Some((name, value)) = self.query {
            text.push_str(&format!("[parameters]\n\"query.{name}\" = {}\n", json!(filled(value, known))));
        }
        for (operations, check, why) in self.apart {
            let rule = match operations.is_empty() {
                true => format!("# {why}\n[checks.{check}]\nenabled = false\n"),
                false => format!(
                    "# {why}\n[[operations]]\ninclude-operation-id = {}\nchecks.{check}.enabled = false\n",
                    json!(operations)
                ),
            };
            text.push_str(&rule);
        }
        text
    }
}

/// The text with each `{NAME}` in it looked up.
fn filled(text: &str, known: &BTreeMap<&str, String>) -> String {
    known.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The token of a sign-in to one of Wordbee's two APIs.
fn token(sandbox: &Sandbox, known: &BTreeMap<&str, String>, api: &str) -> Option<String> {
    let value = |name: &str| known.get(name).cloned().unwrap_or_default();
    let pairs = |pairs: [(&str, String); 3]| pairs.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let call = |method, path: &str, query, body: String| Call {
        method,
        path: path.to_owned(),
        query,
        headers: HeaderMap::new(),
        body: body.into(),
    };
    let account = value("WORDBEE_ACCOUNT");
    let call = match api {
        "v1" => {
            let asked = pairs([("account", account), ("pwd", value("WORDBEE_PASSWORD")), ("json", "true".into())]);
            call(Method::GET, "/api/connect", asked, String::new())
        }
        _ => {
            let body = json!({"accountid": account, "key": value("WORDBEE_V2_KEY")});
            call(Method::POST, "/api/auth/token", Vec::new(), body.to_string())
        }
    };
    let Reaction::Answer { reply: Reply { body, .. }, .. } = sandbox.handle("wordbee", call).ok()? else { return None };
    serde_json::from_slice(&body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_says_what_it_leaves_out_and_why() {
        let [.., v1, v2] = &PARTS;
        let sandbox = Sandbox::only(&["wordbee"], 1, 1).unwrap();
        let mut known: BTreeMap<&str, String> =
            sandbox.environment("wordbee", "http://127.0.0.1:1").unwrap().into_iter().collect();
        for api in ["v1", "v2"] {
            let token = token(&sandbox, &known, api).unwrap();
            assert_eq!(token.len(), 32, "{api}");
            known.insert(api, token);
        }
        let config: toml::Table = v1.config(&known).parse().unwrap();
        assert_eq!(config["parameters"]["query.token"].as_str(), Some(known["v1"].as_str()));
        assert_eq!(config["operations"][0]["checks"][ACCEPTS]["enabled"].as_bool(), Some(false));
        let config: toml::Table = v2.config(&known).parse().unwrap();
        assert_eq!(config["checks"]["ignored_auth"]["enabled"].as_bool(), Some(false));
        assert_eq!(filled("{v1} {WORDBEE_ACCOUNT}", &known), format!("{} nordwind", known["v1"]));
    }

    #[test]
    fn what_is_left_out_is_an_operation_of_the_document() {
        for document in super::super::documents(&crate::run::root().unwrap()).unwrap() {
            let known = document.operations();
            let parts = PARTS.iter().filter(|part| part.provider == document.provider);
            let mut named = parts.flat_map(|part| part.apart).flat_map(|(operations, ..)| *operations);
            assert!(named.all(|name| known.contains(name)), "{}", document.provider);
        }
        assert!(SIGN_OUTS.iter().all(|name| name.contains("sessions.")));
    }
}

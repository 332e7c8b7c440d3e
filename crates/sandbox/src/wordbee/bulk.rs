//! Bulk writes of v2: starting one with an uploaded file. What a row does is in `bulk_rows`, its progress in `trm`.
//!
//! Callbacks are taken and never made. The effect comes at once; only the report of it comes later.

use super::{Refusal, Wordbee, bulk_rows, custom_fields, texts};
use crate::emulator::{Effect, Reply};
use crate::wordbee::store::Record;
use serde_json::Value;
use std::time::Duration;

/// The parameters of a write.
const MEMBERS: &[&str] = &["fileToken", "readonly", "callbackurl", "callback", "cfid"];

impl Wordbee {
    /// Carries out the file that `body` names, all of it or, with `readonly`, on a copy.
    pub(super) fn bulk_write(&mut self, body: &Record, now: Duration) -> Result<Reply, Refusal> {
        texts::refuse_unknown(&self.settings, body.keys(), |name| MEMBERS.contains(&name))?;
        let given = |name: &str| body.get(name).filter(|value| !value.is_null());
        let file = given("fileToken").and_then(Value::as_str).ok_or_else(|| Refusal::bad("fileToken is missing"))?;
        let file = self.uploads.content(file).ok_or_else(|| Refusal::bad("There is no such file"))?;
        if let Some(name) =
            ["callbackurl", "callback"].iter().find(|name| given(name).is_some_and(|url| !url.is_string()))
        {
            return Err(Refusal::bad(format!("{name} must be text")));
        }
        let read_only = given("readonly").map_or(Some(false), Value::as_bool);
        let read_only = read_only.ok_or_else(|| Refusal::bad("readonly must be true or false"))?;
        let key = given("cfid").map(|id| custom_fields::known(id).ok_or_else(|| Refusal::bad("There is no such cfid")));
        let key = key.transpose()?;
        let (outcome, effect) = match serde_json::from_slice::<Value>(file) {
            Ok(Value::Array(rows)) => {
                let mut store = self.store.clone();
                let done = bulk_rows::apply(&mut store, &self.settings, key, &rows);
                match done.failure {
                    Some(reason) if self.settings.is("bulk_failure", "write") => (Err(reason), Effect::None),
                    _ if read_only => (Ok(done.rows), Effect::None),
                    _ => {
                        self.store = store;
                        (Ok(done.rows), done.effect)
                    }
                }
            }
            _ => (Err("The file is not a JSON array".into()), Effect::None),
        };
        Ok(Reply::json(200, &self.trm.start(&self.settings, outcome, now)).after(effect))
    }
}

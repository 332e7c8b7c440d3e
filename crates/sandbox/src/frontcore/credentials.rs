//! `/check-user-credentials`: whether a user's name and password are right.
//!
//! Page: <https://app.frontcore.com/api/docs/v2/check-user-credentials-post/>. It shows no answer but the one for a missing
//! member: all others are the emulator's own. The password of every user is `sandbox-frontcore-password`.

use super::Frontcore;
use super::answers::{self, Refusal};
use super::body;
use super::world::{FIRST_USER, id};
use crate::emulator::{Call, Reply};
use serde_json::json;

const PASSWORD: &str = "sandbox-frontcore-password";

impl Frontcore {
    pub(super) fn check_credentials(&self, call: &Call) -> Result<Reply, Refusal> {
        let members = body::members(call)?;
        self.known_only(&members, &["username", "password", "create_login_url"])?;
        let text = |name: &str| members.get(name).and_then(body::text).filter(|text| !text.is_empty());
        let (Some(username), Some(password)) = (text("username"), text("password")) else {
            let missing = ["username", "password"].into_iter().filter(|name| text(name).is_none());
            return Err(Refusal::Missing(missing.map(str::to_owned).collect()));
        };
        let wants_link = match members.get("create_login_url") {
            Some(sent) => body::boolean(&self.settings, sent).ok_or_else(|| Refusal::field("create_login_url"))?,
            None => false,
        };
        let is_theirs = |name: &str| name.to_lowercase() == username.to_lowercase() && password == PASSWORD;
        let Some(place) = self.world.users.iter().position(|user| is_theirs(&user.username)) else {
            return match self.settings.word("wrong_credentials") {
                "unsuccessful" => Ok(answers::json(200, &json!({"successful": false}))),
                _ => Err(Refusal::Other("Wrong username or password".into())),
            };
        };
        let user = id(FIRST_USER, place);
        let mut answer = json!({"successful": true, "user": {"id": user}});
        if wants_link {
            answer["login_url"] = format!("https://kurs.example.org/inn?token=l0g1n{user}").into();
        }
        Ok(answers::json(200, &answer))
    }
}

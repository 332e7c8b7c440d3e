//! Making users, and changing or moving them.

use crate::{Groups, UpdatedUser, UserChanges, rules, wire::Created};
use participants_core::{
    Body, Change, Effect, Endpoint, Error, ErrorKind, Record, Request, Response,
    http::Method,
    serde_json::{Map, Value, json},
};

/// Creates a user in a training group (<https://support.kaspersky.com/kasap/1.0/242752>); the answer is the new id.
///
/// Full name, short name, e-mail and group are all needed: the sample has all of them and calls none optional.
/// Nothing protects against creating a user twice but the e-mail, which is unique in the company: after a lost answer,
/// [`Conflict`](ErrorKind::Conflict) about the e-mail may mean that the first try went through.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateUser {
    /// The members of the new user. `groupId` is the group to join.
    pub fields: UserChanges,
}

/// Changes the named members of a user; a new group moves the user there
/// (<https://support.kaspersky.com/fr/kasap/1.0/242756>).
///
/// The answer shows each named member before and after. After a move the platform makes a new study plan: another
/// change soon after can be [`Busy`](ErrorKind::Busy). Repeating a change whose answer was lost is safe, but the
/// answer then shows the new value as the one before, too.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateUser {
    /// The user's id.
    pub id: String,
    /// What to change.
    pub changes: UserChanges,
}

impl CreateUser {
    /// The call that creates a user with these members.
    #[must_use]
    pub fn new(fields: UserChanges) -> Self {
        Self { fields }
    }
}

impl Endpoint for CreateUser {
    type Api = Groups;
    type Output = String;

    const NAME: &'static str = "users.create";
    const EFFECT: Effect = Effect::Create;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        let mut user = members(&self.fields)?;
        let needed = ["fullName", "shortName", "email", "groupId"];
        let missing: Vec<_> = needed.into_iter().filter(|name| !user.contains_key(*name)).collect();
        if !missing.is_empty() {
            return Err(Error::invalid(format!("a new user also needs {}", missing.join(", "))));
        }
        let group = user.remove("groupId");
        let body = json!({"user": user, "group": {"id": group}});
        Ok(Request::new(Method::POST, &api.base, &api.path(&["users"]))?.body(Body::json(&body)))
    }

    fn response(&self, _: &Groups, response: &Response) -> Result<String, Error> {
        let answer: Created = response.record()?.read()?;
        answer.user.id.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no id of the new user"))
    }
}

impl UpdateUser {
    /// The call that changes these members of the user with this id.
    #[must_use]
    pub fn new(id: impl Into<String>, changes: UserChanges) -> Self {
        Self { id: id.into(), changes }
    }
}

impl Endpoint for UpdateUser {
    type Api = Groups;
    type Output = Record<UpdatedUser>;

    const NAME: &'static str = "users.update";
    const EFFECT: Effect = Effect::Idempotent;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        let id = rules::id(&self.id, "user")?;
        let members = members(&self.changes)?;
        if members.is_empty() {
            return Err(Error::invalid("the update names no member; nothing to do"));
        }
        let path = api.path(&["user", id]);
        Ok(Request::new(Method::PATCH, &api.base, &path)?.body(Body::json(&Value::Object(members))))
    }

    /// The text promises an array, the sample is one object: either is read.
    fn response(&self, _: &Groups, response: &Response) -> Result<Self::Output, Error> {
        let mut answers = response.read_records::<UpdatedUser>()?;
        let (Some(user), true) = (answers.pop(), answers.is_empty()) else {
            return Err(Error::new(ErrorKind::Decode, "the answer is not about one user"));
        };
        let user = user?;
        match &user.user_id {
            None => return Err(Error::new(ErrorKind::Decode, "the answer does not say which user was changed")),
            Some(id) if *id != self.id => {
                return Err(Error::new(ErrorKind::Mismatch, "the answer is another user than the one to change"));
            }
            Some(_) => {}
        }
        let wanted = self.changes.group_id.value();
        let reached = user.current_group.as_ref().and_then(|group| group.id.as_ref());
        match (wanted, reached) {
            (Some(wanted), Some(reached)) if wanted != reached => {
                Err(Error::new(ErrorKind::Mismatch, "the answer shows another group than the one to move to"))
            }
            _ => Ok(user),
        }
    }
}

/// The named members as they go on the wire. How a value would be emptied is not documented, so nothing empties one.
fn members(changes: &UserChanges) -> Result<Map<String, Value>, Error> {
    let mut members = Map::new();
    for (name, change) in changes.named() {
        match change {
            Change::Keep => continue,
            Change::Set(value) if !is_empty(&value) => members.insert(name.to_owned(), value),
            Change::Clear | Change::Set(_) => {
                return Err(Error::invalid(format!("{name} cannot be emptied: no document says how")));
            }
        };
    }
    for server_made in ["id", "userId"] {
        if members.contains_key(server_made) {
            return Err(Error::invalid(format!("{server_made} cannot be written")));
        }
    }
    // Looked at here, so that a member named by hand is held to the same rules.
    if let Some(group) = members.get("groupId") {
        rules::id(group.as_str().unwrap_or_default(), "group")?;
    }
    if let Some(email) = members.get("email") {
        rules::stored_email(email.as_str().unwrap_or_default())?;
    }
    Ok(members)
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

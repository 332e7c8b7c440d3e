//! The access profiles a login can have.

use crate::{
    Wordbee,
    sessions::{V1, V2},
    v2,
};
use participants_core::{AnswerSize, Document, Effect, Endpoint, Error, Request, Response, serde_json::Value};

/// Reads the access profiles: `/master/persons/profiles`. The verb is not stated and taken to be `GET`
/// (<https://help.wordbee.com/api1/createperson>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListProfiles;

impl Endpoint for ListProfiles {
    type Api = Wordbee;
    type Output = Vec<Profile>;

    const NAME: &'static str = "profiles.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::get(&api.base, &["master", "persons", "profiles"])?.realm(V1))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        Ok(response.records()?.into_iter().map(|document| Profile { document }).collect())
    }
}

/// Reads the access profiles through v2: `GET settings/userprofiles/list`. The page names the call and leaves its answer
/// to be found out (<https://help.wordbee.com/api2/user-profiles>); a list is read, alone or in v2's envelope for lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListProfilesV2;

impl Endpoint for ListProfilesV2 {
    type Api = Wordbee;
    type Output = Vec<Profile>;

    const NAME: &'static str = "profiles.list_v2";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        Ok(Request::get(&api.needs_v2()?.base, &["settings", "userprofiles", "list"])?.realm(V2))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Self::Output, Error> {
        Ok(v2::rows_or_records(response)?.into_iter().map(|document| Profile { document }).collect())
    }
}

/// An access profile. The names of its members are on no page of either API, so the record is kept as it came, and number and name
/// are looked for under the names the rest of the API would give them.
#[derive(Clone, Debug)]
pub struct Profile {
    document: Document,
}

impl Profile {
    /// The number to be written as `UserProfileId`, where one is found.
    #[must_use]
    pub fn id(&self) -> Option<i64> {
        match self.member(&["userprofileid", "profileid", "id"])? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The name, where one is found.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        match self.member(&["name", "profilename", "title"])? {
            Value::String(name) => Some(name),
            _ => None,
        }
    }

    /// The record as it came.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The first member with one of these names, in any letter case.
    fn member(&self, names: &[&str]) -> Option<Value> {
        let members = self.document.members();
        let named = |name: &&str| members.iter().find(|(member, _)| member.eq_ignore_ascii_case(name));
        let (_, text) = names.iter().find_map(named)?;
        Some(Document::inside(text).value())
    }
}

//! The call about training groups: `GET groups`.

use crate::{Group, Groups};
use participants_core::{AnswerSize, Effect, Endpoint, Error, ErrorKind, Record, Request, Response, read};
use serde::Deserialize;

/// Reads the training groups of the company; there is no paging
/// (<https://support.kaspersky.com/kasap/1.0/242751>).
///
/// A company without any group is a 404 with the code `groups-not-found`, and stays that here:
/// [`ErrorKind::NotFound`](participants_core::ErrorKind::NotFound). An empty list would look the same for a wrong
/// address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListGroups;

/// The training groups of a company.
#[derive(Debug)]
#[non_exhaustive]
pub struct GroupList {
    /// How many groups the company has, as the platform says.
    pub total: Option<u64>,
    /// The groups, each on its own: an invalid one does not affect the others.
    pub groups: Vec<Result<Record<Group>, Error>>,
}

impl GroupList {
    /// Whether nothing speaks against these being all groups: as many as the total says, each of them readable.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let readable = self.groups.iter().flatten().count();
        readable == self.groups.len() && self.total.is_none_or(|total| total <= readable as u64)
    }
}

impl Endpoint for ListGroups {
    type Api = Groups;
    type Output = GroupList;

    const NAME: &'static str = "groups.list";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Groups) -> Result<Request, Error> {
        Request::get(&api.base, &api.path(&["groups"]))
    }

    fn response(&self, _: &Groups, response: &Response) -> Result<GroupList, Error> {
        let groups = response.records_in("result")?.into_iter().map(Record::read).collect();
        let total = response.json::<Envelope>()?.total;
        let total = total.map(|total| total.parse()).transpose().map_err(|_| {
            Error::new(ErrorKind::Decode, "the answer says how many groups there are, and not by a count")
        })?;
        Ok(GroupList { total, groups })
    }
}

/// What stands around the groups.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    #[serde(deserialize_with = "read::text")]
    total: Option<String>,
}

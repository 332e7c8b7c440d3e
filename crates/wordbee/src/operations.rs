//! Asynchronous operations of v2: started by other calls, asked about here.

use crate::{BulkResult, OperationState, Wordbee, ids, sessions::V2, v2};
use participants_core::{
    AnswerSize, Document, Effect, Endpoint, Error, ErrorKind, Members, Provider, Record, Request, Response,
    http::{HeaderMap, StatusCode},
};

/// Asks where an operation stands: `GET trm/status`
/// (<https://wordbee.atlassian.net/wiki/spaces/API2/pages/491571/trm+status>). The vendor asks for 5 seconds or more
/// between two calls, and may disable the API for who calls more often.
///
/// An operation that failed is an error, [`ErrorKind::Refused`], with what the platform says about it as its message.
/// Like any error of a read it says that nothing was applied: by this call, that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetOperation {
    /// The operation's number.
    pub request_id: i64,
}

impl GetOperation {
    /// The call that asks where the operation with this number stands.
    #[must_use]
    pub fn new(request_id: i64) -> Self {
        Self { request_id }
    }
}

impl Endpoint for GetOperation {
    type Api = Wordbee;
    type Output = Operation;

    const NAME: &'static str = "operations.get";
    const EFFECT: Effect = Effect::Read;
    const ANSWER: AnswerSize = AnswerSize::List;

    fn request(&self, api: &Wordbee) -> Result<Request, Error> {
        let id = ids::check(self.request_id, "an operation's number")?;
        Ok(Request::get(&api.needs_v2()?.base, &["trm", "status"])?.query("requestid", id).realm(V2))
    }

    fn response(&self, _: &Wordbee, response: &Response) -> Result<Operation, Error> {
        Operation::read(response)
    }
}

/// An operation, as it was when the platform answered (<https://help.wordbee.com/api2/asynchronous-operations>).
#[derive(Clone, Debug)]
pub struct Operation {
    state: Record<OperationState>,
    document: Document,
}

impl Operation {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &Record<OperationState> {
        &self.state
    }

    /// The answer as it came.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What a finished bulk write says about each row. Where it stands differs from source to source: under `results`
    /// or `custom`, or as `result.items`. Everywhere a list is taken as it is, and an object for the list it holds as
    /// `items` or `results`; the first list found counts, and without one there are no results.
    #[must_use]
    pub fn results(&self) -> Vec<Result<Record<BulkResult>, Error>> {
        let members = self.document.members();
        let lists = ["results", "result", "custom"].iter().filter_map(|name| v2::member(&members, name));
        let found = lists.filter_map(list).next();
        found.unwrap_or_default().into_iter().map(Record::read).collect()
    }

    pub(crate) fn read(response: &Response) -> Result<Self, Error> {
        let document = response.record()?;
        let members: Members = document.read()?;
        match v2::member(&members, "trm") {
            Some(state) => Ok(Self { state: Record::read(Document::new(state.to_owned())?)?, document }),
            None => Err(Error::new(ErrorKind::Decode, "the answer has no member trm")),
        }
    }
}

/// The items of a list, or of the list inside an object.
fn list(text: &str) -> Option<Vec<Document>> {
    let answer = Response::new(StatusCode::OK, HeaderMap::new(), text.to_owned()).hiding(Wordbee::SECRETS);
    match text.trim_start().as_bytes().first() {
        Some(b'[') => answer.records().ok(),
        Some(b'{') => {
            let members = Document::new(text.to_owned()).ok()?.members();
            let inner = ["items", "results"].iter().filter_map(|name| v2::member(&members, name));
            inner.filter(|inner| inner.trim_start().starts_with('[')).filter_map(list).next()
        }
        _ => None,
    }
}

//! The way of a bulk write, as a value: upload, start, ask until it has ended. It neither sends nor waits.

use super::{
    person::BulkPerson,
    settle,
    step::{BulkAnswer, BulkOutcome, BulkStep},
};
use crate::{GetOperation, Operation, OperationStatus, StartBulk, UploadFile, Wordbee};
use participants_core::{Call, Endpoint, Error, ErrorKind, Outcome, Provider, bytes::Bytes, serde_json::Value};
use std::{collections::HashSet, fmt, time::Duration};

/// A bulk write of persons, from the rows to their results (<https://help.wordbee.com/api2/persons-io-updates-post>).
///
/// [`run`](Self::run) does all steps with a client. A caller that drives it by other means asks [`next`](Self::next)
/// what to do, does it, and hands back the answer:
///
/// ```no_run
/// use participants_wordbee::{Bulk, BulkChanges, BulkOutcome, BulkPerson, BulkStep, Who, Wordbee, core::{Client, Error}};
///
/// async fn write(client: &Client<Wordbee>) -> Result<BulkOutcome, Error> {
///     let mut bulk = Bulk::new([BulkPerson::change(77, Who::Id(4711), BulkChanges::new().role("Trainer"))])?;
///     let mut answer = None;
///     loop {
///         match bulk.next(answer.take())? {
///             BulkStep::Send(call) => answer = Some(client.call(&call).await.map_err(|error| bulk.failed(error))?),
///             BulkStep::WaitAtLeast(time) => tokio::time::sleep(time).await,
///             BulkStep::Done(outcome) => return Ok(outcome),
///         }
///     }
/// }
/// ```
pub struct Bulk {
    file: Bytes,
    needs_key_field: bool,
    validate_only: bool,
    key_field: Option<i64>,
    poll_every: Duration,
    deadline: Duration,
    waited: Duration,
    request_id: Option<i64>,
    stage: Stage,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The file is not known to be on the platform.
    Uploading,
    /// The call that starts the write was handed out.
    Starting,
    /// It goes on, and the time to ask has come.
    Running,
    /// It goes on, and the question was handed out.
    Asking,
    /// There is nothing left to do.
    Ended,
}

impl Bulk {
    /// The least time between two questions how a write stands
    /// (<https://wordbee.atlassian.net/wiki/spaces/API2/pages/491571/trm+status>), and the default.
    pub const LEAST_WAIT: Duration = Duration::from_secs(5);

    /// A write of these rows. How many a file may have is on no page; see [`in_files_of`](Self::in_files_of).
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] where a row breaks a rule, with its position from 0; where there is no row; where some have
    /// a `data` and others not, or two the same.
    pub fn new(people: impl IntoIterator<Item = BulkPerson>) -> Result<Self, Error> {
        let people: Vec<_> = people.into_iter().collect();
        let own: HashSet<_> = people.iter().filter_map(BulkPerson::own_data).collect();
        if people.is_empty() || !(own.is_empty() || own.len() == people.len()) {
            return Err(Error::invalid("a bulk write has rows, and each a data of its own, or none"));
        }
        let row = |(position, person): (usize, &BulkPerson)| {
            let data = person.own_data().map_or_else(|| position.to_string(), str::to_owned);
            person.to_wire(&data).map_err(|error| Error::invalid(format!("row {position}: {error}")))
        };
        let rows = people.iter().enumerate().map(row).collect::<Result<Value, _>>()?;
        let file = Bytes::from(rows.to_string());
        let needs_key_field = people.iter().any(BulkPerson::needs_key_field);
        Ok(Self { file, needs_key_field, ..Self::at(Stage::Uploading, None) })
    }

    /// Several writes, of at most so many rows each. Positions begin at the start again in each of them.
    ///
    /// # Errors
    /// As [`new`](Self::new), for the first of them that breaks a rule; none was sent then.
    pub fn in_files_of(rows: usize, people: impl IntoIterator<Item = BulkPerson>) -> Result<Vec<Self>, Error> {
        let people: Vec<_> = people.into_iter().collect();
        people.chunks(rows.max(1)).map(|part| Self::new(part.iter().cloned())).collect()
    }

    /// A write that was started before, by another process for example.
    #[must_use]
    pub fn resume(request_id: i64) -> Self {
        Self::at(Stage::Asking, Some(request_id))
    }

    /// Only checks the rows; see [`StartBulk::validate_only`].
    #[must_use]
    pub fn validate_only(mut self) -> Self {
        self.validate_only = true;
        self
    }

    /// The custom field that names people; see [`StartBulk::key_field`].
    #[must_use]
    pub fn key_field(mut self, id: i64) -> Self {
        self.key_field = Some(id);
        self
    }

    /// How long to wait between two questions how it stands; never less than [`LEAST_WAIT`](Self::LEAST_WAIT).
    #[must_use]
    pub fn poll_every(mut self, wait: Duration) -> Self {
        self.poll_every = wait.max(Self::LEAST_WAIT);
        self
    }

    /// How long to wait for the end, 10 minutes by default. The waits count; the calls have deadlines of their own.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The operation's number, once the platform has said it: what [`resume`](Self::resume) needs.
    #[must_use]
    pub fn request_id(&self) -> Option<i64> {
        self.request_id
    }

    /// What to do next; `answer` is that of the call handed out last, and `None` where there was none, or it failed.
    ///
    /// After a failed call it may be asked once more: the file is uploaded again, and the question is asked again. Only a
    /// start that may have been carried out is never handed out twice.
    ///
    /// # Errors
    /// The write failed ([`ErrorKind::Refused`]); it did not end before the deadline ([`ErrorKind::Timeout`]), though it may
    /// yet; an answer does not belong here or cannot be understood.
    pub fn next(&mut self, answer: Option<BulkAnswer>) -> Result<BulkStep, Error> {
        let step = match (self.stage, answer) {
            (Stage::Uploading, None) if self.needs_key_field && self.key_field.is_none() => {
                Err(Error::invalid("a row names a person by a custom field, and the write does not say which it is"))
            }
            (Stage::Uploading, None) => {
                let upload = UploadFile::new("persons.json", "application/json", self.file.clone());
                Ok(BulkStep::Send(Call::new(upload, |upload| Ok(BulkAnswer::Uploaded(upload)))))
            }
            (Stage::Uploading, Some(BulkAnswer::Uploaded(upload))) => {
                self.stage = Stage::Starting;
                let start = StartBulk::new(upload.token);
                let start = if self.validate_only { start.validate_only() } else { start };
                let start = self.key_field.into_iter().fold(start, StartBulk::key_field);
                Ok(BulkStep::Send(Call::new(start, |operation| Ok(BulkAnswer::Operation(operation)))))
            }
            (Stage::Starting | Stage::Asking, Some(BulkAnswer::Operation(operation))) => self.look_at(operation),
            (Stage::Asking, None) => self.wait(),
            (Stage::Running, None) => {
                self.stage = Stage::Asking;
                let question = GetOperation { request_id: self.request_id.unwrap_or_default() };
                Ok(BulkStep::Send(Call::new(question, |operation| Ok(BulkAnswer::Operation(operation)))))
            }
            (Stage::Starting, None) => {
                Err(Error::invalid("whether the write has begun is not known; it is not begun twice"))
            }
            (Stage::Ended, _) => Err(Error::invalid("the write has ended")),
            _ => Err(Error::invalid("the answer belongs to another step of the write")),
        };
        step.map_err(|error| error.with_context(Wordbee::NAME, StartBulk::NAME))
    }

    /// What the failure of a call means for the write as a whole: whether people may have been changed, and whether to go
    /// on. What the rows said of people is taken out of the platform's message.
    #[must_use]
    pub fn failed(&mut self, error: Error) -> Error {
        let error = settle::failure(error, self.stage, &self.file);
        let is_answered = error.status().is_some_and(|status| status.is_success());
        self.stage = match self.stage {
            Stage::Starting if !error.may_have_been_applied() => Stage::Uploading,
            Stage::Starting | Stage::Asking if error.kind() == ErrorKind::Refused && is_answered => Stage::Ended,
            stage => stage,
        };
        error
    }

    fn at(stage: Stage, request_id: Option<i64>) -> Self {
        Self {
            file: Bytes::new(),
            needs_key_field: false,
            validate_only: false,
            key_field: None,
            poll_every: Self::LEAST_WAIT,
            deadline: Duration::from_secs(600),
            waited: Duration::ZERO,
            request_id,
            stage,
        }
    }

    fn look_at(&mut self, operation: Operation) -> Result<BulkStep, Error> {
        let state = operation.state();
        self.request_id = state.request_id.filter(|id| *id > 0).or(self.request_id);
        match &state.status {
            Some(OperationStatus::Finished) => {
                self.stage = Stage::Ended;
                Ok(BulkStep::Done(BulkOutcome { results: operation.results(), operation }))
            }
            Some(OperationStatus::Waiting | OperationStatus::Executing) if self.request_id.is_some() => self.wait(),
            Some(OperationStatus::Failed) => {
                let said = state.status_info.clone().or(state.status_text.clone()).unwrap_or_default();
                let error = self.failed(Error::new(ErrorKind::Refused, "the write failed").with_message(said));
                self.stage = Stage::Ended;
                Err(error.with_outcome(Outcome::Unknown))
            }
            _ => {
                let what = "the answer does not say in a known way where the write stands";
                Err(Error::new(ErrorKind::Decode, what).with_outcome(Outcome::Unknown))
            }
        }
    }

    fn wait(&mut self) -> Result<BulkStep, Error> {
        self.stage = Stage::Asking;
        let waited = self.waited.saturating_add(self.poll_every);
        if waited > self.deadline {
            let what = "the write has not ended in the time given; its number gives the result later";
            return Err(Error::new(ErrorKind::Timeout, what));
        }
        self.waited = waited;
        self.stage = Stage::Running;
        Ok(BulkStep::WaitAtLeast(self.poll_every))
    }
}

/// Shows how far it has come; the rows are people.
impl fmt::Debug for Bulk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk").field("stage", &self.stage).field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

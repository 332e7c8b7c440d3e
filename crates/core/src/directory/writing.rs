//! Sending described writes in order, and reading the participant back afterwards.

use super::{
    AlreadyRead, Updated,
    checking::{ignored, not_done, shows_all, still_takes_part},
    named,
};
use crate::{
    client::{Client, transport::BoxFuture},
    directory::{
        Directory,
        unified::{Unified, Write, WriteResult},
    },
    error::Error,
    model::{
        capability::Support,
        field::{Field, ParticipantUpdate},
        operation::Operation,
        participant::Participant,
    },
};
use std::{borrow::Cow, fmt};

/// What an update says whose result could not be read back.
const NOT_READ_BACK: &str = "the participant could not be read back: whether every field was stored is not known";
/// What a reactivation says that had nothing to do.
const NOT_ENDED: &str = "the participant was not ended; nothing was sent";

/// A write that only has to be sent: everything that must be read for it was read. Dropped, nothing was written.
pub struct Prepared<T>(BoxFuture<'static, Result<T, Error>>);

impl<T> Prepared<T> {
    /// What is sent by this, once it is awaited.
    pub fn new(send: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self(Box::pin(send))
    }

    /// Sends it.
    ///
    /// # Errors
    /// As the operation it belongs to.
    pub async fn send(self) -> Result<T, Error> {
        self.0.await
    }
}

impl<T> fmt::Debug for Prepared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared(…)")
    }
}

impl<P: Unified> Client<P> {
    /// What is known of a participant before anything is written. Where the caller has not looked, they are read, so
    /// that nothing is sent about a participant who does not exist: some providers make a new record of it. Where the provider
    /// cannot be read, nothing is known.
    pub(super) async fn known<'a>(
        &self,
        id: &str,
        read: AlreadyRead<'a>,
    ) -> Result<Option<Cow<'a, Participant>>, Error> {
        match read {
            AlreadyRead::Record(person) => Ok(Some(Cow::Borrowed(person))),
            AlreadyRead::Nothing if self.can(Operation::Get).is_ok() => {
                let person = P::get(self, id).await.map_err(named::<P>)?;
                Ok(Some(Cow::Owned(person)))
            }
            AlreadyRead::Nothing | AlreadyRead::Listed => Ok(None),
        }
    }

    /// The writes of an update, and the participant as they are before.
    pub(super) async fn planned_update<'a>(
        &self,
        id: &str,
        read: AlreadyRead<'a>,
        update: &ParticipantUpdate,
    ) -> Result<(Vec<Write<P>>, Option<Cow<'a, Participant>>), Error> {
        self.provider().capabilities().check_update(update)?;
        let before = self.known(id, read).await?;
        let writes = P::update(self, id, before.as_deref(), update).await.map_err(named::<P>)?;
        Ok((writes, before))
    }

    pub(super) fn preview(&self, writes: &[Write<P>]) -> Result<Vec<String>, Error> {
        let preview = |write: &Write<P>| {
            let mut request = write.request(self.provider())?;
            let token = request.needs().map(|_| secrecy::SecretString::from("?"));
            self.provider().authorize(&mut request, token.as_ref())?;
            Ok(request.preview())
        };
        writes.iter().map(preview).collect()
    }

    /// Sends the writes in order. Every request is built before the first is sent, so that a rule the last one breaks
    /// leaves nothing half done; a failure after the first says what was done already.
    pub(super) async fn carry_out(&self, writes: &[Write<P>]) -> Result<WriteResult, Error> {
        for write in writes {
            write.request(self.provider())?;
        }
        let mut whole = WriteResult::default();
        let (mut done, mut applied) = (Vec::new(), Vec::new());
        for write in writes {
            let written = self.call(write).await;
            let written = written.map_err(|error| error.with_done(done.clone(), applied.clone()))?.checked();
            done.push(write.name());
            applied.extend_from_slice(write.fields());
            whole.id = written.id.or(whole.id);
            whole.names_record |= written.names_record;
            whole.answer = written.answer;
            whole.before = whole.before.or(written.before);
            // An earlier answer does not know of a later write.
            whole.after = written.after;
            whole.warnings.extend(written.warnings);
        }
        Ok(whole)
    }

    /// Sends an update and looks whether it was carried out: in the answer, and where that shows nothing, or shows a
    /// field as it was, by reading the participant once more.
    ///
    /// With `always`, the participant is read back however much that costs; else only where the provider has a call for
    /// one participant, or the answer gives reason to.
    pub(super) async fn changed(
        &self,
        id: &str,
        (writes, before): (Vec<Write<P>>, Option<Cow<'_, Participant>>),
        update: &ParticipantUpdate,
        always: bool,
    ) -> Result<Updated, Error> {
        let written = self.carry_out(&writes).await?;
        let is_read = before.is_some();
        let before = before.map(Cow::into_owned).or(written.before);
        let (after, mut warnings) = (written.after, written.warnings);
        let left = |after: &Participant, are_whole: bool| match &before {
            Some(before) => ignored(update, before, after, are_whole, |field| self.shows(field)),
            None => Vec::new(),
        };
        let is_direct = self.capabilities().operation(Operation::Get) == Support::Native;
        let is_settled = match &after {
            Some(after) => left(after, false).is_empty() && shows_all(update, after, |field| self.shows(field)),
            None => !always && !is_direct,
        };
        if is_settled {
            return Ok(Updated { before, after, warnings });
        }
        let now = self.read_back(None, Some(id)).await;
        if now.is_none() && self.can(Operation::Get).is_ok() {
            warnings.push(NOT_READ_BACK.to_owned());
        }
        let are_whole = is_read && now.is_some();
        let after = now.or(after);
        let fields = after.as_ref().map(|after| left(after, are_whole)).unwrap_or_default();
        if fields.is_empty() {
            return Ok(Updated { before, after, warnings });
        }
        let endpoint = writes.last().map_or("", |write| write.name());
        Err(not_done(&fields, update.named().len()).with_context(P::NAME, endpoint))
    }

    /// Prepares a deactivation.
    pub(super) async fn prepared_end(&self, id: &str, read: AlreadyRead<'_>) -> Result<Prepared<Updated>, Error> {
        self.can(Operation::Deactivate)?;
        let before = self.known(id, read).await?.map(Cow::into_owned);
        let writes = P::deactivate(self, id, before.as_ref()).await.map_err(named::<P>)?;
        let (client, id) = (self.clone(), id.to_owned());
        Ok(Prepared::new(async move { client.ended(&id, before, writes).await }))
    }

    /// Sends a deactivation and reads the participant back.
    async fn ended(&self, id: &str, before: Option<Participant>, writes: Vec<Write<P>>) -> Result<Updated, Error> {
        let written = self.carry_out(&writes).await?;
        let before = before.or(written.before);
        let after = self.read_back(written.after, Some(id)).await;
        match before.as_ref().zip(after.as_ref()) {
            Some((before, after)) if still_takes_part(before, after) => {
                let fields = [Field::Status, Field::EnrolmentStatus, Field::Active];
                let fields: Vec<_> = fields.into_iter().filter(|field| after.get(field).is_some()).collect();
                let endpoint = writes.last().map_or("", |write| write.name());
                Err(not_done(&fields, fields.len()).with_context(P::NAME, endpoint))
            }
            _ => Ok(Updated { before, after, warnings: written.warnings }),
        }
    }

    /// Removes a participant who exists.
    pub(super) async fn removed(&self, id: &str) -> Result<(), Error> {
        self.can(Operation::Delete)?;
        self.known(id, AlreadyRead::Nothing).await?;
        let writes = P::delete(self, id).await.map_err(named::<P>)?;
        self.carry_out(&writes).await.map(drop)
    }

    /// Takes back that a participant was ended, and reads them back. Who was not ended is left as they are.
    pub(super) async fn reactivated(&self, id: &str) -> Result<Updated, Error> {
        self.can(Operation::Reactivate)?;
        let before = self.known(id, AlreadyRead::Nothing).await?.map(Cow::into_owned);
        if before.as_ref().is_some_and(|person| !person.has_ended()) {
            return Ok(Updated { before: None, after: before, warnings: vec![NOT_ENDED.to_owned()] });
        }
        let writes = P::reactivate(self, id, before.as_ref()).await.map_err(named::<P>)?;
        let written = self.carry_out(&writes).await?;
        let before = before.or(written.before);
        let after = self.read_back(written.after, Some(id)).await;
        match after.as_ref().and_then(Participant::inactive) {
            Some(still) => {
                let endpoint = writes.last().map_or("", |write| write.name());
                Err(not_done(&[still.field()], 1).with_context(P::NAME, endpoint))
            }
            None => Ok(Updated { before, after, warnings: written.warnings }),
        }
    }

    /// The participant as it is now. The write is done: a read that fails only leaves the picture out.
    pub(super) async fn read_back(&self, after: Option<Participant>, id: Option<&str>) -> Option<Participant> {
        match (after, id) {
            (None, Some(id)) => Directory::get(self, id).await.ok(),
            (after, _) => after,
        }
    }
}

//! Changing a participant: read before, written, and read back where the answer does not show the change.

use super::{
    AlreadyRead, Updated,
    checking::{ignored, not_done, shows_all, still_takes_part},
    named,
    prepared::{Prepared, Writes},
};
use crate::{
    client::Client,
    directory::{Directory, unified::Unified},
    error::Error,
    model::{
        capability::Support,
        field::{Field, ParticipantUpdate},
        operation::Operation,
        participant::Participant,
    },
};
use std::borrow::Cow;

/// What an update says whose result could not be read back.
const NOT_READ_BACK: &str = "the participant could not be read back: whether every field was stored is not known";
/// What a reactivation says that had nothing to do.
const NOT_ENDED: &str = "the participant was not ended; nothing was sent";

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

    /// Prepares an update.
    pub(super) async fn prepared_update(
        &self,
        id: &str,
        read: AlreadyRead<'_>,
        update: &ParticipantUpdate,
    ) -> Result<Prepared<Updated>, Error> {
        self.capabilities().check_update(update)?;
        let before = self.known(id, read).await?;
        let writes = P::update(self, id, before.as_deref(), update).await.map_err(named::<P>)?;
        let writes = Writes::build(self, writes)?;
        let before = before.map(Cow::into_owned);
        let always = matches!(read, AlreadyRead::Nothing);
        let (client, id, update) = (self.clone(), id.to_owned(), update.clone());
        Ok(writes.prepared(|writes| async move { client.changed(&id, before, &writes, &update, always).await }))
    }

    /// Sends an update and looks whether it was carried out: in the answer, and where that shows nothing, or shows a
    /// field as it was, by reading the participant once more.
    ///
    /// With `always`, the participant is read back however much that costs; else only where the provider has a call for
    /// one participant, or the answer gives reason to.
    async fn changed(
        &self,
        id: &str,
        before: Option<Participant>,
        writes: &Writes<P>,
        update: &ParticipantUpdate,
        always: bool,
    ) -> Result<Updated, Error> {
        let written = writes.carry_out().await?;
        let is_read = before.is_some();
        let before = before.or(written.before);
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
        Err(not_done(&fields, update.named().len()).with_context(P::NAME, writes.endpoint()))
    }

    /// Prepares a deactivation.
    pub(super) async fn prepared_deactivation(
        &self,
        id: &str,
        read: AlreadyRead<'_>,
    ) -> Result<Prepared<Updated>, Error> {
        self.can(Operation::Deactivate)?;
        let before = self.known(id, read).await?.map(Cow::into_owned);
        let writes = P::deactivate(self, id, before.as_ref()).await.map_err(named::<P>)?;
        let (client, id) = (self.clone(), id.to_owned());
        Ok(Writes::build(self, writes)?
            .prepared(|writes| async move { client.deactivated(&id, before, &writes).await }))
    }

    /// Sends a deactivation and reads the participant back.
    async fn deactivated(&self, id: &str, before: Option<Participant>, writes: &Writes<P>) -> Result<Updated, Error> {
        let written = writes.carry_out().await?;
        let before = before.or(written.before);
        let after = self.read_back(written.after, Some(id)).await;
        match before.as_ref().zip(after.as_ref()) {
            Some((before, after)) if still_takes_part(before, after) => {
                let fields = [Field::Status, Field::EnrolmentStatus, Field::Active];
                let fields: Vec<_> = fields.into_iter().filter(|field| after.get(field).is_some()).collect();
                Err(not_done(&fields, fields.len()).with_context(P::NAME, writes.endpoint()))
            }
            _ => Ok(Updated { before, after, warnings: written.warnings }),
        }
    }

    /// Prepares the removal of a participant who exists.
    pub(super) async fn prepared_removal(&self, id: &str, read: AlreadyRead<'_>) -> Result<Prepared<()>, Error> {
        self.can(Operation::Delete)?;
        self.known(id, read).await?;
        let writes = P::delete(self, id).await.map_err(named::<P>)?;
        Ok(Writes::build(self, writes)?.prepared(|writes| async move { writes.carry_out().await.map(drop) }))
    }

    /// Prepares to take a deactivation back. A participant who was not ended is left as they are.
    pub(super) async fn prepared_reactivation(
        &self,
        id: &str,
        read: AlreadyRead<'_>,
    ) -> Result<Prepared<Updated>, Error> {
        self.can(Operation::Reactivate)?;
        let before = self.known(id, read).await?.map(Cow::into_owned);
        if before.as_ref().is_some_and(|person| !person.has_ended()) {
            let warnings = vec![NOT_ENDED.to_owned()];
            return Ok(Prepared::nothing(Updated { before: None, after: before, warnings }));
        }
        let writes = P::reactivate(self, id, before.as_ref()).await.map_err(named::<P>)?;
        let (client, id) = (self.clone(), id.to_owned());
        Ok(Writes::build(self, writes)?
            .prepared(|writes| async move { client.reactivated(&id, before, &writes).await }))
    }

    /// Sends a reactivation and reads the participant back.
    async fn reactivated(&self, id: &str, before: Option<Participant>, writes: &Writes<P>) -> Result<Updated, Error> {
        let written = writes.carry_out().await?;
        let before = before.or(written.before);
        let after = self.read_back(written.after, Some(id)).await;
        match after.as_ref().and_then(Participant::inactive) {
            Some(still) => Err(not_done(&[still.field()], 1).with_context(P::NAME, writes.endpoint())),
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

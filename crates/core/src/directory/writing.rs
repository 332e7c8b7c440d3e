//! Sending described writes in order, and reading back what they made of somebody.

use super::{Updated, named};
use crate::{Client, Directory, Error, Participant, ParticipantUpdate, Unified, Write, Written};

impl<P: Unified> Client<P> {
    pub(super) async fn planned_update(
        &self,
        id: &str,
        read: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> Result<Vec<Write<P>>, Error> {
        self.provider().capabilities().check_update(update)?;
        P::update(self, id, read, update).await.map_err(named::<P>)
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
    pub(super) async fn carry_out(&self, writes: &[Write<P>]) -> Result<Written, Error> {
        for write in writes {
            write.request(self.provider())?;
        }
        let mut whole = Written::default();
        let mut done = Vec::new();
        for write in writes {
            let written = self.call(write).await.map_err(|error| error.with_done(done.clone()))?;
            done.push(write.name());
            whole.id = written.id.or(whole.id);
            whole.before = whole.before.or(written.before);
            // An earlier answer does not know of a later write.
            whole.after = written.after;
            whole.warnings.extend(written.warnings);
        }
        Ok(whole)
    }

    pub(super) async fn changed(&self, id: &str, writes: &[Write<P>]) -> Result<Updated, Error> {
        let written = self.carry_out(writes).await?;
        let after = self.read_back(written.after, Some(id)).await;
        Ok(Updated { before: written.before, after, warnings: written.warnings })
    }

    /// The participant as it is now. The write is done: a read that fails only leaves the picture out.
    pub(super) async fn read_back(&self, after: Option<Participant>, id: Option<&str>) -> Option<Participant> {
        match (after, id) {
            (None, Some(id)) => Directory::get(self, id).await.ok(),
            (after, _) => after,
        }
    }
}

//! Creating a participant: once, even where the answer is lost.

use super::{Created, named};
use crate::{
    client::Client,
    directory::{
        presence::Presence,
        unified::{Unified, Write, WriteResult},
    },
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
    model::field::NewParticipant,
};

/// What a creation says that could not be guarded.
const UNSEEN: &str = "made without looking: none of the fields given is a key the provider can look up";

/// What a creation says whose answer did not prove it, and that was found all the same.
const SETTLED: &str =
    "the answer was lost, or did not say who was made; the participant was found by looking once more";

impl<P: Unified> Client<P> {
    pub(super) async fn planned_create(&self, new: &NewParticipant) -> Result<Vec<Write<P>>, Error> {
        self.provider().capabilities().check_create(new.fields())?;
        P::create(self, new).await.map_err(named::<P>)
    }

    /// Looks by every key, makes, and looks once more where the answer proves nothing.
    pub(super) async fn create_checked(&self, new: &NewParticipant) -> Result<Created, Error> {
        let writes = self.planned_create(new).await?;
        let Some(presence) = self.presence(new).await? else {
            let mut created = self.created(new, &writes).await?;
            created.warnings.push(UNSEEN.to_owned());
            return Ok(created);
        };
        if let Some(person) = presence.known().map_err(named::<P>)? {
            return Ok(Created { existed: true, ..Created::from(person) });
        }
        let unknown = match self.created(new, &writes).await {
            Err(error) if error.may_have_been_applied() => error,
            created => return created,
        };
        match self.presence(new).await {
            Ok(Some(Presence::Present(person))) => {
                Ok(Created { warnings: vec![SETTLED.to_owned()], ..Created::from(person) })
            }
            // None yet, or it cannot be said which: neither says that nothing was made.
            _ => Err(unknown),
        }
    }

    /// Sends the writes of a creation and reads back what they made.
    pub(super) async fn created(&self, new: &NewParticipant, writes: &[Write<P>]) -> Result<Created, Error> {
        let written = self.carry_out(writes).await?;
        let written = proven(writes, P::settle_create(self, new, written).await.checked())?;
        let participant = self.read_back(written.after, written.id.as_deref()).await;
        Ok(Created { id: written.id, participant, existed: false, warnings: written.warnings })
    }

    /// Sends the writes of a creation, and reads what is needed to know the identifier and nothing else.
    pub(super) async fn sent(&self, new: &NewParticipant, writes: &[Write<P>]) -> Result<Created, Error> {
        let mut written = self.carry_out(writes).await?;
        if written.id.is_none() {
            written = P::settle_create(self, new, written).await.checked();
        }
        let written = proven(writes, written)?;
        Ok(Created { id: written.id, participant: written.after, existed: false, warnings: written.warnings })
    }
}

/// What was written, where that proves a creation. A success without an identifier proves nothing: proxies and APIs answer
/// like that to what they did not carry out.
fn proven<P: Unified>(writes: &[Write<P>], written: WriteResult) -> Result<WriteResult, Error> {
    if written.id.is_some() || written.names_record {
        return Ok(written);
    }
    Err(unproven(writes, &written))
}

fn unproven<P: Unified>(writes: &[Write<P>], written: &WriteResult) -> Error {
    let mut what = "the answer names no participant, so that it does not prove that one was made".to_owned();
    for warning in &written.warnings {
        what.push_str("; ");
        what.push_str(warning);
    }
    let endpoint = writes.last().map_or("", |write| write.name());
    Error::new(ErrorKind::Decode, what).with_outcome(Outcome::Unknown).with_context(P::NAME, endpoint)
}

//! Creating a participant: once, even where the answer is lost.

use super::{
    Created, ExistenceCheck, named,
    prepared::{Prepared, Writes},
};
use crate::{
    client::Client,
    directory::{
        Directory,
        presence::Presence,
        unified::{Unified, WriteResult},
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
    /// Prepares a creation; looks by every key where that is asked for.
    pub(super) async fn prepared_create(
        &self,
        new: &NewParticipant,
        check: ExistenceCheck,
    ) -> Result<Prepared<Created>, Error> {
        self.capabilities().check_create(new.fields())?;
        let writes = Writes::build(self, P::create(self, new).await.map_err(named::<P>)?)?;
        let presence = match check {
            ExistenceCheck::ByEveryKey => self.presence(new).await?,
            ExistenceCheck::ByCaller | ExistenceCheck::Skipped => None,
        };
        let is_checked = presence.is_some();
        if let Some(person) = presence.map(Presence::known).transpose().map_err(named::<P>)?.flatten() {
            return Ok(Prepared::nothing(Created { existed: true, ..Created::from(person) }));
        }
        let (client, new) = (self.clone(), new.clone());
        Ok(writes.prepared(|writes| async move {
            match check {
                ExistenceCheck::ByEveryKey if is_checked => client.created_once(&new, &writes).await,
                ExistenceCheck::ByEveryKey => {
                    let mut created = client.created(&new, &writes).await?;
                    created.warnings.push(UNSEEN.to_owned());
                    Ok(created)
                }
                ExistenceCheck::ByCaller => client.sent(&new, &writes).await,
                ExistenceCheck::Skipped => client.created(&new, &writes).await,
            }
        }))
    }

    /// Sends the writes of a creation, and looks once more where the answer proves nothing.
    async fn created_once(&self, new: &NewParticipant, writes: &Writes<P>) -> Result<Created, Error> {
        let unknown = match self.created(new, writes).await {
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
    async fn created(&self, new: &NewParticipant, writes: &Writes<P>) -> Result<Created, Error> {
        let written = writes.carry_out().await?;
        let written = proven(writes, P::settle_create(self, new, written).await.checked())?;
        let participant = self.read_back(written.after, written.id.as_deref()).await;
        Ok(Created { id: written.id, participant, existed: false, warnings: written.warnings })
    }

    /// Sends the writes of a creation, and reads what is needed to know the identifier and nothing else.
    async fn sent(&self, new: &NewParticipant, writes: &Writes<P>) -> Result<Created, Error> {
        let mut written = writes.carry_out().await?;
        if written.id.is_none() {
            written = P::settle_create(self, new, written).await.checked();
        }
        let written = proven(writes, written)?;
        Ok(Created { id: written.id, participant: written.after, existed: false, warnings: written.warnings })
    }
}

/// What was written, where that proves a creation. A success without an identifier proves nothing: proxies and APIs answer
/// like that to what they did not carry out.
fn proven<P: Unified>(writes: &Writes<P>, written: WriteResult) -> Result<WriteResult, Error> {
    if written.id.is_some() || written.names_record {
        return Ok(written);
    }
    Err(unproven(writes, &written))
}

fn unproven<P: Unified>(writes: &Writes<P>, written: &WriteResult) -> Error {
    let mut what = "the answer names no participant, so that it does not prove that one was made".to_owned();
    for warning in &written.warnings {
        what.push_str("; ");
        what.push_str(warning);
    }
    Error::new(ErrorKind::Decode, what).with_outcome(Outcome::Unknown).with_context(P::NAME, writes.endpoint())
}

//! Making a participant: once, whatever becomes of the answer.

use super::{Created, Made, named};
use crate::{Client, Error, ErrorKind, NewParticipant, Outcome, Presence, Unified, Write, Written};

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
    pub(super) async fn made_once(&self, new: &NewParticipant) -> Result<Made<Created>, Error> {
        let writes = self.planned_create(new).await?;
        let Some(presence) = self.presence(new).await? else {
            let mut made = self.made(new, &writes).await?;
            if let Made::Created(created) = &mut made {
                created.warnings.push(UNSEEN.to_owned());
            }
            return Ok(made);
        };
        if let Some(person) = presence.known().map_err(named::<P>)? {
            return Ok(Made::AlreadyThere(Created::from(person)));
        }
        match self.made(new, &writes).await? {
            Made::Unknown(error) => Ok(match self.presence(new).await {
                Ok(Some(Presence::Present(person))) => {
                    let warnings = vec![SETTLED.to_owned()];
                    Made::Created(Created { warnings, ..Created::from(person) })
                }
                // Nobody yet, or nobody knows who: neither says that nothing was made.
                _ => Made::Unknown(error),
            }),
            made => Ok(made),
        }
    }

    /// Sends the writes of a creation and reads back what they made.
    pub(super) async fn made(&self, new: &NewParticipant, writes: &[Write<P>]) -> Result<Made<Created>, Error> {
        let written = match self.written(writes).await? {
            Ok(written) => P::settle_create(self, new, written).await.checked(),
            Err(unknown) => return Ok(Made::Unknown(unknown)),
        };
        if !is_proven(&written) {
            return Ok(Made::Unknown(unproven(writes, &written)));
        }
        let participant = self.read_back(written.after, written.id.as_deref()).await;
        Ok(Made::Created(Created { id: written.id, participant, warnings: written.warnings }))
    }

    /// Sends the writes of a creation, and reads what is needed to know the identifier and nothing else.
    pub(super) async fn sent(&self, new: &NewParticipant, writes: &[Write<P>]) -> Result<Made<Created>, Error> {
        let mut written = match self.written(writes).await? {
            Ok(written) => written,
            Err(unknown) => return Ok(Made::Unknown(unknown)),
        };
        if written.id.is_none() {
            written = P::settle_create(self, new, written).await.checked();
        }
        if !is_proven(&written) {
            return Ok(Made::Unknown(unproven(writes, &written)));
        }
        Ok(Made::Created(Created { id: written.id, participant: written.after, warnings: written.warnings }))
    }

    /// What the answers say; the inner error is that of an answer that was lost.
    async fn written(&self, writes: &[Write<P>]) -> Result<Result<Written, Error>, Error> {
        match self.carry_out(writes).await {
            Ok(written) => Ok(Ok(written)),
            Err(error) if matches!(error.outcome(), Outcome::Unknown | Outcome::Applied) => Ok(Err(error)),
            Err(error) => Err(error),
        }
    }
}

/// A success without an identifier proves nothing: proxies and APIs answer like that to what they did not carry out.
fn is_proven(written: &Written) -> bool {
    written.id.is_some() || written.names_record
}

fn unproven<P: Unified>(writes: &[Write<P>], written: &Written) -> Error {
    let mut what = "the answer names no participant, so that it does not prove that one was made".to_owned();
    for warning in &written.warnings {
        what.push_str("; ");
        what.push_str(warning);
    }
    let endpoint = writes.last().map_or("", |write| write.name());
    Error::new(ErrorKind::Decode, what).with_outcome(Outcome::Unknown).at(P::NAME, endpoint)
}

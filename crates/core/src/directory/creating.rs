//! Making a participant: once, whatever becomes of the answer.

use super::{Created, Made, named};
use crate::{
    Client, Completeness, Error, ErrorKind, Field, Found, Key, NewParticipant, Outcome, Unified, Write, Written,
    key::ambiguous,
};

/// What a creation says that could not be guarded.
const UNSEEN: &str = "made without looking: none of the fields given is a key the provider can look up";

/// What a creation says whose answer was lost and that was found all the same.
const SETTLED: &str = "the answer was lost; the participant was found by looking once more";

impl<P: Unified> Client<P> {
    pub(super) async fn planned_create(&self, new: &NewParticipant) -> Result<Vec<Write<P>>, Error> {
        self.provider().capabilities().check_create(new.fields())?;
        P::create(self, new).await.map_err(named::<P>)
    }

    /// Looks, makes, and looks once more where the answer is lost.
    pub(super) async fn made_once(&self, new: &NewParticipant) -> Result<Made<Created>, Error> {
        let writes = self.planned_create(new).await?;
        let Some(key) = Key::of(new).into_iter().find(|key| self.can(key.operation()).is_ok()) else {
            let mut made = self.made(new, &writes).await?;
            if let Made::Created(created) = &mut made {
                created.warnings.push(UNSEEN.to_owned());
            }
            return Ok(made);
        };
        let session = new.fields().session.value().filter(|_| self.shows(&Field::Session)).map(String::as_str);
        match self.look_up(&key, session).await? {
            Found::One(person) => return Ok(Made::AlreadyThere(Created::from(*person))),
            Found::Several(people) => return Err(named::<P>(ambiguous(&people))),
            Found::Nobody(Completeness::Complete | Completeness::Presumed(_)) => {}
            Found::Nobody(_) => return Err(named::<P>(not_seen())),
        }
        match self.made(new, &writes).await? {
            Made::Unknown(error) => Ok(match self.look_up(&key, session).await {
                Ok(Found::One(person)) => {
                    let warnings = vec![SETTLED.to_owned()];
                    Made::Created(Created { warnings, ..Created::from(*person) })
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
            Ok(written) => P::settle_create(self, new, written).await,
            Err(unknown) => return Ok(Made::Unknown(unknown)),
        };
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
            written = P::settle_create(self, new, written).await;
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

fn not_seen() -> Error {
    let what = "the participant was not found, but not everybody could be read: they may be there";
    Error::new(ErrorKind::Ambiguous, what).with_outcome(Outcome::NotApplied)
}

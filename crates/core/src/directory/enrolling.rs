//! Enrolling a participant in a session and withdrawing them: once, even where the answer is lost.

use super::{
    Enrolled, named,
    prepared::{Prepared, Writes},
};
use crate::{
    client::Client,
    directory::unified::{Unified, WriteResult},
    error::{
        Error,
        kind::{ErrorKind, Outcome},
    },
    model::{enrolment::Enrolment, operation::Operation},
};

const SETTLED: &str = "the answer was lost; the enrolment was found by looking once more";

impl<P: Unified> Client<P> {
    /// Prepares an enrolment, unless the participant takes part in the session already.
    pub(super) async fn prepared_enrolment(&self, id: &str, session: &str) -> Result<Prepared<Enrolled>, Error> {
        self.can(Operation::Enrol)?;
        let write = P::enrol(self, id, session).await.map_err(named::<P>)?;
        let writes = Writes::build(self, vec![write])?;
        if let Some(enrolment) = self.enrolment(id, session).await? {
            match enrolment.takes_part() {
                Some(true) => {
                    let enrolled = Enrolled { existed: true, ..Enrolled::of(Some(enrolment), Vec::new()) };
                    return Ok(Prepared::nothing(enrolled));
                }
                Some(false) => {}
                None => return Err(named::<P>(unclear())),
            }
        }
        let (client, id, session) = (self.clone(), id.to_owned(), session.to_owned());
        Ok(writes.prepared(|writes| async move { client.enrolled(&id, &session, &writes).await }))
    }

    /// Sends an enrolment and reads it back; a lost answer is settled by that, too.
    async fn enrolled(&self, id: &str, session: &str, writes: &Writes<P>) -> Result<Enrolled, Error> {
        let unknown = match writes.carry_out().await {
            Ok(WriteResult { mut warnings, .. }) => {
                return match self.seen(id, session, &mut warnings).await {
                    // A status this version does not know is still an enrolment.
                    Ok(enrolment) if enrolment.as_ref().is_some_and(|it| it.takes_part() != Some(false)) => {
                        Ok(Enrolled::of(enrolment, warnings))
                    }
                    Ok(_) => Err(unproven().with_context(P::NAME, "")),
                    Err(NotRead) => Ok(Enrolled::of(None, warnings)),
                };
            }
            Err(error) if error.may_have_been_applied() => error,
            Err(error) => return Err(error),
        };
        match self.enrolment(id, session).await {
            Ok(Some(enrolment)) if enrolment.takes_part() == Some(true) => {
                Ok(Enrolled::of(Some(enrolment), vec![SETTLED.to_owned()]))
            }
            _ => Err(unknown),
        }
    }

    /// Prepares to withdraw a participant from a session they take part in.
    pub(super) async fn prepared_withdrawal(&self, id: &str, session: &str) -> Result<Prepared<Enrolled>, Error> {
        self.can(Operation::Withdraw)?;
        let enrolment = self.enrolment(id, session).await?;
        let Some(enrolment) = enrolment.filter(|enrolment| enrolment.takes_part() != Some(false)) else {
            let what = "the participant does not take part in that session";
            return Err(named::<P>(Error::new(ErrorKind::NotFound, what).with_outcome(Outcome::NotApplied)));
        };
        let write = P::withdraw(self, id, &enrolment).await.map_err(named::<P>)?;
        let (client, id, session) = (self.clone(), id.to_owned(), session.to_owned());
        Ok(Writes::build(self, vec![write])?
            .prepared(|writes| async move { client.withdrawn(&id, &session, &writes).await }))
    }

    /// Sends a withdrawal and reads the enrolment back.
    async fn withdrawn(&self, id: &str, session: &str, writes: &Writes<P>) -> Result<Enrolled, Error> {
        let mut warnings = writes.carry_out().await?.warnings;
        let enrolment = self.seen(id, session, &mut warnings).await.unwrap_or_default();
        if enrolment.as_ref().is_some_and(|enrolment| enrolment.takes_part() == Some(true)) {
            return Err(named::<P>(still_there()));
        }
        Ok(Enrolled::of(enrolment, warnings))
    }

    /// The participant's enrolment in a session: the one that counts, where they left the session and came back.
    async fn enrolment(&self, id: &str, session: &str) -> Result<Option<Enrolment>, Error> {
        let all = P::enrolments(self, id).await.map_err(named::<P>)?;
        let own = all.into_iter().filter(|enrolment| enrolment.session.as_deref() == Some(session));
        Ok(own.max_by_key(|enrolment| match enrolment.takes_part() {
            Some(true) => 2,
            None => 1,
            Some(false) => 0,
        }))
    }

    /// The enrolment as it is now. The write is done: a read that fails only leaves the picture out.
    async fn seen(&self, id: &str, session: &str, warnings: &mut Vec<String>) -> Result<Option<Enrolment>, NotRead> {
        self.enrolment(id, session).await.map_err(|error| {
            warnings.push(format!("the enrolment could not be read back: {error}"));
            NotRead
        })
    }
}

/// What a write made could not be read back.
struct NotRead;

impl Enrolled {
    fn of(enrolment: Option<Enrolment>, warnings: Vec<String>) -> Self {
        Self { enrolment, existed: false, warnings }
    }
}

fn unclear() -> Error {
    let what = "the participant has an enrolment in that session whose status this version does not know";
    Error::new(ErrorKind::Conflict, what).with_outcome(Outcome::NotApplied)
}

fn unproven() -> Error {
    let what = "the answer was a success, and yet the participant does not take part in the session";
    Error::new(ErrorKind::Decode, what).with_outcome(Outcome::Unknown)
}

fn still_there() -> Error {
    let what = "the provider answered with success, and yet the participant still takes part in the session";
    Error::new(ErrorKind::Ignored, what).with_outcome(Outcome::NotApplied)
}

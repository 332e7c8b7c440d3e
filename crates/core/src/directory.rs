//! The unified view of a provider, object-safe: implemented once, for every client of a provider that has it.

use crate::{
    Capabilities, Client, Error, Field, Listing, NewParticipant, Operation, Participant, ParticipantUpdate, Unified,
    Write, Written, transport::BoxFuture,
};

/// A provider's people, in the common vocabulary.
///
/// What the provider cannot do is refused with [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before
/// anything is sent; [`capabilities`](Self::capabilities) says so beforehand.
pub trait Directory: Send + Sync {
    /// The provider's name.
    fn provider(&self) -> &'static str;

    /// What the provider can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// Reads one participant by the provider's identifier.
    fn get<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Participant, Error>>;

    /// Finds the participants with exactly this e-mail address, in any letter case; none is an empty list.
    fn find<'a>(&'a self, email: &'a str) -> BoxFuture<'a, Result<Vec<Participant>, Error>>;

    /// Reads all participants.
    fn list(&self) -> BoxFuture<'_, Result<Listing, Error>>;

    /// Makes a participant. A lost answer is an error that says it may have been made; it is never made twice.
    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>>;

    /// Changes the named fields of a participant, and nothing else.
    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>>;

    /// The reversible act that ends a participant's taking part.
    fn deactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>>;

    /// Removes a participant for good.
    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>>;

    /// The requests that [`create`](Self::create) would send, as readable text without secrets. Nothing is written.
    fn preview_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Vec<String>, Error>>;

    /// The requests that [`update`](Self::update) would send, as readable text without secrets. Nothing is written,
    /// though the provider may be read.
    fn preview_update<'a>(
        &'a self,
        id: &'a str,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Vec<String>, Error>>;

    /// Signs out, where the provider has sessions.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// A participant that was made.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Created {
    /// The new identifier, where the provider says it.
    pub id: Option<String>,
    /// The new participant, where the provider's answer or one more read shows it.
    pub participant: Option<Participant>,
    /// What the caller should know though it was made.
    pub warnings: Vec<String>,
}

/// A participant that was changed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Updated {
    /// How the participant was before, where the provider's answer shows it.
    pub before: Option<Participant>,
    /// How the participant is now, where the provider's answer or one more read shows it.
    pub after: Option<Participant>,
    /// What the caller should know though it was changed.
    pub warnings: Vec<String>,
}

impl<P: Unified> Directory for Client<P> {
    fn provider(&self) -> &'static str {
        P::NAME
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.provider().capabilities()
    }

    fn get<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Participant, Error>> {
        Box::pin(async move {
            self.can(Operation::Get)?;
            P::get(self, id).await.map_err(named::<P>)
        })
    }

    fn find<'a>(&'a self, email: &'a str) -> BoxFuture<'a, Result<Vec<Participant>, Error>> {
        Box::pin(async move {
            self.can(Operation::Find)?;
            if !email.contains('@') {
                return Err(named::<P>(Error::invalid("that is not an e-mail address")));
            }
            let mut found = P::find(self, email).await.map_err(named::<P>)?;
            // Not every provider matches exactly; the promise is kept here.
            let wanted = email.to_lowercase();
            found.retain(|person| person.email.as_ref().is_some_and(|email| email.to_lowercase() == wanted));
            Ok(found)
        })
    }

    fn list(&self) -> BoxFuture<'_, Result<Listing, Error>> {
        Box::pin(async move {
            self.can(Operation::List)?;
            P::list(self).await.map_err(named::<P>)
        })
    }

    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        Box::pin(async move {
            let writes = self.planned_create(new).await?;
            let written = self.carry_out(&writes).await?;
            let written = P::settle_create(self, new, written).await;
            let participant = self.read_back(written.after, written.id.as_deref()).await;
            Ok(Created { id: written.id, participant, warnings: written.warnings })
        })
    }

    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            let writes = self.planned_update(id, update).await?;
            self.changed(id, &writes).await
        })
    }

    fn deactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            self.can(Operation::Deactivate)?;
            let writes = P::deactivate(self, id).await.map_err(named::<P>)?;
            self.changed(id, &writes).await
        })
    }

    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move {
            self.can(Operation::Delete)?;
            let writes = P::delete(self, id).await.map_err(named::<P>)?;
            self.carry_out(&writes).await.map(drop)
        })
    }

    fn preview_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        Box::pin(async move { self.preview(&self.planned_create(new).await?) })
    }

    fn preview_update<'a>(
        &'a self,
        id: &'a str,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        Box::pin(async move { self.preview(&self.planned_update(id, update).await?) })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(Client::close(self))
    }
}

impl<P: Unified> Client<P> {
    fn can(&self, operation: Operation) -> Result<(), Error> {
        self.provider().capabilities().check_operation(operation)
    }

    async fn planned_create(&self, new: &NewParticipant) -> Result<Vec<Write<P>>, Error> {
        self.provider().capabilities().check_create(new.fields())?;
        P::create(self, new).await.map_err(named::<P>)
    }

    async fn planned_update(&self, id: &str, update: &ParticipantUpdate) -> Result<Vec<Write<P>>, Error> {
        self.provider().capabilities().check_update(update)?;
        P::update(self, id, update).await.map_err(named::<P>)
    }

    fn preview(&self, writes: &[Write<P>]) -> Result<Vec<String>, Error> {
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
    async fn carry_out(&self, writes: &[Write<P>]) -> Result<Written, Error> {
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

    async fn changed(&self, id: &str, writes: &[Write<P>]) -> Result<Updated, Error> {
        let written = self.carry_out(writes).await?;
        let after = self.read_back(written.after, Some(id)).await;
        Ok(Updated { before: written.before, after, warnings: written.warnings })
    }

    /// The participant as it is now. The write is done: a read that fails only leaves the picture out.
    async fn read_back(&self, after: Option<Participant>, id: Option<&str>) -> Option<Participant> {
        match (after, id) {
            (None, Some(id)) => Directory::get(self, id).await.ok(),
            (after, _) => after,
        }
    }
}

impl Updated {
    /// How a field was before and is now, as text, where either is known.
    #[must_use]
    pub fn field(&self, field: &Field) -> (Option<String>, Option<String>) {
        let value = |person: &Option<Participant>| person.as_ref().and_then(|person| person.get(field));
        (value(&self.before), value(&self.after))
    }
}

fn named<P: Unified>(error: Error) -> Error {
    error.at(P::NAME, "")
}

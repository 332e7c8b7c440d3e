//! What a provider crate writes for the common view. Reads are carried out; writes are only described.

use crate::{
    client::{
        Client,
        endpoint::{Call, Provider},
    },
    directory::{listing::Listing, people::PageStream},
    error::Error,
    model::{
        capability::Capabilities,
        document::Document,
        enrolment::Enrolment,
        field::{NewParticipant, ParticipantUpdate},
        filter::Filter,
        key::Key,
        participant::Participant,
    },
    wire::response::Response,
};
use std::future::Future;

/// The unified operations of one provider, out of its endpoints.
///
/// Reading functions send. Writing functions may read, but hand back the writes as [`Write`] values: core checks the
/// capabilities before, builds every request before the first is sent, can show them instead of sending them, and
/// carries them out in order. An operation the table calls unsupported is never asked for, so it needs no code.
pub trait Unified: Provider {
    /// Every table of what the provider can do, one for each way its settings may be; the usual one first.
    const TABLES: &'static [&'static Capabilities];

    /// What the provider can do, with these settings: one of [`TABLES`](Self::TABLES).
    fn capabilities(&self) -> &'static Capabilities;

    /// Reads the people out of an answer of this API, in whichever of its forms it comes: one record, a list, an
    /// envelope around either. Pure; it lets a saved answer be explained without a call.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) where the answer as a whole cannot be read; a single record that
    /// cannot is an item of its own.
    fn people_in(answer: &Response) -> Result<Vec<Result<Participant, Error>>, Error>;

    /// Reads one participant.
    fn get(client: &Client<Self>, id: &str) -> impl Future<Output = Result<Participant, Error>> + Send {
        let _ = (client, id);
        missing()
    }

    /// The participants that may be meant by a key; core drops those that are not. Unless a provider knows better,
    /// all participants are read and compared with the key.
    fn find(client: &Client<Self>, key: &Key) -> impl Future<Output = Result<Listing, Error>> + Send {
        client.in_list(key)
    }

    /// Whether [`find`](Self::find) searches by keys of this kind, instead of reading the whole list: several keys of
    /// other kinds are looked up in one list.
    fn searches(&self, key: &Key) -> bool {
        let _ = key;
        false
    }

    /// Reads the participants that a filter lets through. The provider leaves out those it can; core drops the rest.
    fn list(client: &Client<Self>, filter: &Filter) -> impl Future<Output = Result<PageStream, Error>> + Send {
        let _ = (client, filter);
        missing()
    }

    /// The write that makes a participant.
    fn create(
        client: &Client<Self>,
        new: &NewParticipant,
    ) -> impl Future<Output = Result<Vec<Write<Self>>, Error>> + Send {
        let _ = (client, new);
        missing()
    }

    /// Completes, by reading, what the answer to a creation leaves open: most often the new identifier. The record is
    /// made already, so this cannot fail: what cannot be found out becomes a warning.
    fn settle_create(
        client: &Client<Self>,
        new: &NewParticipant,
        written: WriteResult,
    ) -> impl Future<Output = WriteResult> + Send {
        let _ = (client, new);
        std::future::ready(written)
    }

    /// The writes that change the named fields of a participant. Where `read` is the participant as [`get`](Self::get)
    /// just read them, a provider that needs the record takes it from there.
    fn update(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
        update: &ParticipantUpdate,
    ) -> impl Future<Output = Result<Vec<Write<Self>>, Error>> + Send {
        let _ = (client, id, read, update);
        missing()
    }

    /// The writes of the reversible act that ends a participant's taking part; `read` as in [`update`](Self::update).
    fn deactivate(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
    ) -> impl Future<Output = Result<Vec<Write<Self>>, Error>> + Send {
        let _ = (client, id, read);
        missing()
    }

    /// The writes that take back a deactivation: those of an update that sets the field of
    /// [`Inactive::field`](crate::Inactive::field) to [`Inactive::taken_back`](crate::Inactive::taken_back).
    fn reactivate(
        client: &Client<Self>,
        id: &str,
        read: Option<&Participant>,
    ) -> impl Future<Output = Result<Vec<Write<Self>>, Error>> + Send {
        let _ = (client, id, read);
        missing()
    }

    /// The write that removes a participant permanently.
    fn delete(client: &Client<Self>, id: &str) -> impl Future<Output = Result<Vec<Write<Self>>, Error>> + Send {
        let _ = (client, id);
        missing()
    }

    /// Reads the sessions a participant is enrolled in, those they have left among them. A participant who is not there
    /// is [`ErrorKind::NotFound`](crate::ErrorKind::NotFound), not a participant without enrolments.
    fn enrolments(client: &Client<Self>, id: &str) -> impl Future<Output = Result<Vec<Enrolment>, Error>> + Send {
        let _ = (client, id);
        missing()
    }

    /// The write that enrols a participant in a session.
    fn enrol(
        client: &Client<Self>,
        id: &str,
        session: &str,
    ) -> impl Future<Output = Result<Write<Self>, Error>> + Send {
        let _ = (client, id, session);
        missing()
    }

    /// The write that withdraws a participant from the session of this enrolment, one of
    /// [`enrolments`](Self::enrolments).
    fn withdraw(
        client: &Client<Self>,
        id: &str,
        enrolment: &Enrolment,
    ) -> impl Future<Output = Result<Write<Self>, Error>> + Send {
        let _ = (client, id, enrolment);
        missing()
    }
}

/// A write not yet sent: an endpoint whose answer is read as what it says about the participant.
pub type Write<P> = Call<P, WriteResult>;

/// What the answer to a write says about the participant.
#[derive(Clone, Debug, Default)]
pub struct WriteResult {
    /// The identifier, where the answer names it. An empty one is none.
    pub id: Option<String>,
    /// Whether the answer names another record that the write made, so that the write is proven although the
    /// participant's identifier is not known yet.
    pub names_record: bool,
    /// The answer itself, where [`Unified::settle_create`] finds the participant by it.
    pub answer: Option<Document>,
    /// How the participant was before, where the answer says so.
    pub before: Option<Participant>,
    /// How the participant is now, where the answer says so in full.
    pub after: Option<Participant>,
    /// What the caller should know though the write succeeded.
    pub warnings: Vec<String>,
}

impl WriteResult {
    /// An answer that is the participant as it is now. Without an identifier it may be anything, and says nothing.
    #[must_use]
    pub fn current(participant: Participant) -> Self {
        Self { id: Some(participant.id.clone()), after: Some(participant), ..Self::default() }.checked()
    }

    /// An answer that says nothing about the participant.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The same without an identifier that is empty, and without a participant that has none.
    pub(crate) fn checked(mut self) -> Self {
        self.id = self.id.filter(|id| !id.trim().is_empty());
        self.after = self.after.filter(|person| !person.id.trim().is_empty());
        self
    }
}

async fn missing<T>() -> Result<T, Error> {
    Err(Error::unsupported("the operation has no implementation although the capabilities name it"))
}

//! The unified view of a provider, object-safe: implemented once, for every client of a provider that has it.

mod checking;
mod creating;
mod enrolling;
mod finding;
pub(crate) mod listing;
pub(crate) mod people;
pub(crate) mod presence;
pub(crate) mod results;
pub(crate) mod unified;
pub(crate) mod writing;

use results::{AlreadyRead, Created, Enrolled, Updated};
use writing::Prepared;

use crate::{
    client::{
        Client,
        account_name::AccountName,
        limit::{Limit, Waiting},
        transport::BoxFuture,
    },
    directory::{listing::Listing, people::People, unified::Unified},
    error::{Error, kind::Outcome},
    model::{
        capability::Capabilities,
        enrolment::Enrolment,
        field::{Field, NewParticipant, ParticipantUpdate},
        filter::Filter,
        key::{Found, Key},
        operation::Operation,
        participant::Participant,
    },
};
use std::{borrow::Cow, path::Path};

/// A provider's people, in the common vocabulary.
///
/// What the provider cannot do is refused with [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before
/// anything is sent; [`capabilities`](Self::capabilities) says so beforehand.
pub trait Directory: Send + Sync {
    /// The provider's name.
    fn provider(&self) -> &'static str;

    /// What the provider can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// The limits that all calls keep to: what the provider's documents state.
    fn limits(&self) -> Vec<Limit>;

    /// Whether calls of this account wait for leave right now, for how long, and why. Cheap enough to be asked many
    /// times a second.
    fn waiting(&self) -> Option<Waiting>;

    /// A mark of the account: 32 lower-case hexadecimal digits that say nothing about the credentials to anyone who
    /// does not know `salt`; see [`Client::account`].
    fn account(&self, salt: &[u8]) -> String;

    /// What distinguishes the account from others of the provider.
    fn account_name(&self) -> AccountName;

    /// Keeps one budget of calls with every process of this machine that shares the same folder and salt: the account's
    /// limits and pauses hold for all of them together. Call it before anything is sent; the folder must be there.
    ///
    /// The file in the folder is named after [`account`](Self::account); see [`Limiter::share`](crate::Limiter::share).
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where the file can be neither opened nor made, or
    /// the limits are shared already.
    fn share_limits(&self, folder: &Path, salt: &[u8]) -> Result<(), Error>;

    /// Reads one participant by the provider's identifier.
    fn get<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Participant, Error>>;

    /// Looks for the one participant with this key. More than one match is [`Found::Several`], never the first of them.
    fn find<'a>(&'a self, key: &'a Key) -> BoxFuture<'a, Result<Found, Error>>;

    /// Whether the provider searches by keys of this kind; for other keys the whole list is read.
    fn searches(&self, key: &Key) -> bool;

    /// Reads the participants a filter lets through, one after the other, and says at the end whether they are all.
    /// [`People::filtered_here`] names what the provider could not filter by.
    fn list<'a>(&'a self, filter: &'a Filter) -> BoxFuture<'a, Result<People, Error>>;

    /// Reads all participants, and whether they are all, into memory.
    fn list_all(&self) -> BoxFuture<'_, Result<Listing, Error>> {
        Box::pin(async move { self.list(&Filter::all()).await?.collect().await })
    }

    /// Creates a participant who does not exist yet.
    ///
    /// They are looked up before by every one of their keys ([`Key::of`]) that the provider can look up; a participant
    /// who is found is left as it is ([`Created::existed`]). Where a session is given, only a participant of that
    /// session counts. An answer that is lost, or names no participant, is settled by another look-up.
    ///
    /// # Errors
    /// One with [`may_have_been_applied`](crate::Error::may_have_been_applied) where the look-up does not show the
    /// participant: they may have been created, or may still be, where the provider is slow. Look before you try again.
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) where a key belongs to another person: one with another
    /// external id, or with another last name and another first name or date of birth.
    /// [`ErrorKind::Ambiguous`](crate::ErrorKind::Ambiguous) where several have the keys or the list could not be read in full.
    /// Nothing was sent then.
    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>>;

    /// Creates a participant without a look-up before.
    ///
    /// # Errors
    /// One with [`may_have_been_applied`](crate::Error::may_have_been_applied) where the answer is lost, or names no
    /// participant.
    fn create_unchecked<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>>;

    /// Reads a participant, changes the named fields and nothing else, and looks whether the provider did so.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such participant: nothing was sent.
    /// [`ErrorKind::Ignored`](crate::ErrorKind::Ignored) where a field still holds its old value although the provider
    /// answered with success.
    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>>;

    /// The same as [`create_unchecked`](Self::create_unchecked), with nothing read back but an identifier that the answer does
    /// not say: for many, where each look costs a call or more.
    fn send_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        Box::pin(async move { self.prepare_create(new).await?.send().await })
    }

    /// Reads what [`send_create`](Self::send_create) must read before it writes. What comes back writes once it is sent,
    /// so that a caller can record the intent directly before.
    fn prepare_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Prepared<Created>, Error>>;

    /// The same as [`update`](Self::update) for callers who have just read the participant: nothing is read twice. A
    /// provider that takes whole records gets the one read, with the changes laid over it.
    ///
    /// The participant is read back only where the answer does not show the change and the provider has a call for one
    /// participant. Where it has none, [`Updated::after`] is empty and the caller has to look, in a list for many.
    fn send_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_update(id, read, update).await?.send().await })
    }

    /// Reads what [`send_update`](Self::send_update) must read before it writes; see
    /// [`prepare_create`](Self::prepare_create).
    fn prepare_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>>;

    /// Reads what [`send_deactivate`](Self::send_deactivate) must read before it writes; see
    /// [`prepare_create`](Self::prepare_create).
    fn prepare_deactivation<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>>;

    /// Moves a participant to another training group, by the provider's identifier of the group.
    fn move_to_group<'a>(&'a self, id: &'a str, group: &'a str) -> BoxFuture<'a, Result<Updated, Error>>;

    /// Moves a participant to another company, by the provider's identifier of the company.
    fn change_company<'a>(&'a self, id: &'a str, company: &'a str) -> BoxFuture<'a, Result<Updated, Error>>;

    /// Ends a participant's participation, reversibly. It never removes a participant.
    fn deactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_deactivation(id, AlreadyRead::Nothing).await?.send().await })
    }

    /// The same as [`deactivate`](Self::deactivate) for callers who have just read the participant.
    fn send_deactivate<'a>(&'a self, id: &'a str, read: AlreadyRead<'a>) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_deactivation(id, read).await?.send().await })
    }

    /// Takes a deactivation back. A participant who is not deactivated, as far as the provider shows it, is left
    /// unchanged, with a warning.
    fn reactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>>;

    /// Removes a participant permanently. No other method does.
    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>>;

    /// Reads the sessions a participant is enrolled in, those they have left among them.
    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>>;

    /// Enrols a participant in a session, by the provider's identifier of the session. A participant of the session
    /// is left unchanged ([`Enrolled::existed`]); a lost answer is settled by reading.
    fn enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>>;

    /// Withdraws a participant from a session they take part in.
    fn withdraw<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>>;

    /// The requests that making a participant would send, as readable text without secrets. Nothing is written.
    fn preview_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Vec<String>, Error>>;

    /// The requests that [`update`](Self::update) would send, as readable text without secrets. Nothing is written,
    /// though the provider may be read.
    fn preview_update<'a>(
        &'a self,
        id: &'a str,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Vec<String>, Error>>;

    /// The requests that [`enrol`](Self::enrol) would send where the participant does not take part in the session yet.
    fn preview_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Vec<String>, Error>>;

    /// Signs out, where the provider has sessions.
    fn close(&self) -> BoxFuture<'_, ()>;
}

impl<P: Unified> Directory for Client<P> {
    fn provider(&self) -> &'static str {
        P::NAME
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.provider().capabilities()
    }

    fn limits(&self) -> Vec<Limit> {
        self.provider().limits()
    }

    fn waiting(&self) -> Option<Waiting> {
        self.limiter().waiting()
    }

    fn account(&self, salt: &[u8]) -> String {
        Client::account(self, salt)
    }

    fn account_name(&self) -> AccountName {
        Client::account_name(self)
    }

    fn share_limits(&self, folder: &Path, salt: &[u8]) -> Result<(), Error> {
        let file = folder.join(format!("limits-{}", Client::account(self, salt)));
        self.limiter().share(&file).map_err(named::<P>)
    }

    fn get<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Participant, Error>> {
        Box::pin(async move {
            self.can(Operation::Get)?;
            P::get(self, id).await.map_err(named::<P>)
        })
    }

    fn find<'a>(&'a self, key: &'a Key) -> BoxFuture<'a, Result<Found, Error>> {
        Box::pin(self.look_up(key))
    }

    fn searches(&self, key: &Key) -> bool {
        matches!(key, Key::Id(_)) || self.provider().searches(key)
    }

    fn list<'a>(&'a self, filter: &'a Filter) -> BoxFuture<'a, Result<People, Error>> {
        Box::pin(self.listed(filter))
    }

    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        Box::pin(self.create_checked(new))
    }

    fn create_unchecked<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        Box::pin(async move {
            let writes = self.planned_create(new).await?;
            self.created(new, &writes).await
        })
    }

    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            let planned = self.planned_update(id, AlreadyRead::Nothing, update).await?;
            self.changed(id, planned, update, true).await
        })
    }

    fn prepare_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Prepared<Created>, Error>> {
        Box::pin(async move {
            let writes = self.planned_create(new).await?;
            let (client, new) = (self.clone(), new.clone());
            Ok(Prepared::new(async move { client.sent(&new, &writes).await }))
        })
    }

    fn prepare_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(async move {
            let (writes, before) = self.planned_update(id, read, update).await?;
            let planned = (writes, before.map(|before| Cow::Owned(before.into_owned())));
            let (client, id, update) = (self.clone(), id.to_owned(), update.clone());
            Ok(Prepared::new(async move { client.changed(&id, planned, &update, false).await }))
        })
    }

    fn move_to_group<'a>(&'a self, id: &'a str, group: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            self.can(Operation::MoveToGroup)?;
            Directory::update(self, id, &ParticipantUpdate::new().group(group.to_owned())).await
        })
    }

    fn change_company<'a>(&'a self, id: &'a str, company: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            self.can(Operation::ChangeCompany)?;
            Directory::update(self, id, &ParticipantUpdate::new().company(company.to_owned())).await
        })
    }

    fn prepare_deactivation<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(self.prepared_end(id, read))
    }

    fn reactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(self.reactivated(id))
    }

    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.removed(id))
    }

    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>> {
        Box::pin(async move {
            self.can(Operation::Enrolments)?;
            P::enrolments(self, id).await.map_err(named::<P>)
        })
    }

    fn enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(self.enrolled(id, session))
    }

    fn withdraw<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(self.withdrawn(id, session))
    }

    fn preview_create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        Box::pin(async move { self.preview(&self.planned_create(new).await?) })
    }

    fn preview_update<'a>(
        &'a self,
        id: &'a str,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        Box::pin(async move { self.preview(&self.planned_update(id, AlreadyRead::Nothing, update).await?.0) })
    }

    fn preview_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Vec<String>, Error>> {
        Box::pin(async move { self.preview(&[self.planned_enrol(id, session).await?]) })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(Client::close(self))
    }
}

impl<P: Unified> Client<P> {
    fn can(&self, operation: Operation) -> Result<(), Error> {
        self.provider().capabilities().check_operation(operation)
    }

    /// Whether a field's value shows when a participant is read.
    fn shows(&self, field: &Field) -> bool {
        self.provider().capabilities().field(field).is_some_and(|known| known.read)
    }
}

/// An error of a look, or of preparing a write: nothing was changed by it, whatever an unreadable answer usually means.
fn named<P: Unified>(error: Error) -> Error {
    let error = match error.outcome() {
        Outcome::Unknown | Outcome::Applied => error.with_outcome(Outcome::NotApplied),
        Outcome::NotSent | Outcome::NotApplied => error,
    };
    error.with_context(P::NAME, "")
}

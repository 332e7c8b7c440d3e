//! The unified view of a provider, object-safe: implemented once, for every client of a provider that has it.

mod checking;
mod creating;
mod enrolling;
mod finding;
pub(crate) mod listing;
pub(crate) mod people;
pub(crate) mod prepared;
pub(crate) mod presence;
pub(crate) mod results;
pub(crate) mod unified;
mod writing;

use prepared::Prepared;
use results::{AlreadyRead, Created, Enrolled, ExistenceCheck, Updated};

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
use std::path::Path;

/// A provider's people, in the common vocabulary.
///
/// What the provider cannot do is refused with [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before
/// anything is sent; [`capabilities`](Self::capabilities) says so beforehand.
///
/// A write has one shape. `prepare_…` reads what must be read and sends no write. What it returns is looked at
/// ([`Prepared::preview`]) and sent ([`Prepared::send`]), so that a caller can ask or record the intent between the two.
/// The method without `prepare_` does both at once.
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

    /// Reads the sessions a participant is enrolled in, those they have left among them.
    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>>;

    /// Prepares to create a participant. Where `check` finds that they exist, there is nothing to send, and what is sent
    /// returns them as they are ([`Created::existed`]).
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) where a key belongs to another person: one with another
    /// external id, or with another last name and another first name or date of birth.
    /// [`ErrorKind::Ambiguous`](crate::ErrorKind::Ambiguous) where several have the keys or the list could not be read in full.
    ///
    /// Sending it fails with [`may_have_been_applied`](crate::Error::may_have_been_applied) where the answer is lost, or
    /// names no participant, and no look-up shows them: they may have been created, or may still be, where the provider
    /// is slow. Look before you try again.
    fn prepare_create<'a>(
        &'a self,
        new: &'a NewParticipant,
        check: ExistenceCheck,
    ) -> BoxFuture<'a, Result<Prepared<Created>, Error>>;

    /// Prepares to change the named fields and nothing else. The participant is read first, unless the caller has just
    /// read them; once it is sent, the provider is looked at whether it did so.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is no such participant.
    ///
    /// Sending it fails with [`ErrorKind::Ignored`](crate::ErrorKind::Ignored) where a field still holds its old value
    /// although the provider answered with success.
    fn prepare_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>>;

    /// Prepares to end a participant's participation, reversibly. It never removes a participant.
    fn prepare_deactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>>;

    /// Prepares to take a deactivation back. Where the participant is not deactivated, as far as the provider shows it,
    /// there is nothing to send, and what is sent returns them with a warning.
    fn prepare_reactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>>;

    /// Prepares to remove a participant permanently. No other write does.
    fn prepare_delete<'a>(&'a self, id: &'a str, read: AlreadyRead<'a>) -> BoxFuture<'a, Result<Prepared<()>, Error>>;

    /// Prepares to enrol a participant in a session, by the provider's identifier of the session. Where they take part
    /// in it already, there is nothing to send ([`Enrolled::existed`]). A lost answer is settled by reading.
    fn prepare_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>>;

    /// Prepares to withdraw a participant from a session they take part in.
    fn prepare_withdraw<'a>(
        &'a self,
        id: &'a str,
        session: &'a str,
    ) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>>;

    /// Creates a participant who does not exist yet, by every key: [`prepare_create`](Self::prepare_create), sent.
    fn create<'a>(&'a self, new: &'a NewParticipant) -> BoxFuture<'a, Result<Created, Error>> {
        Box::pin(async move { self.prepare_create(new, ExistenceCheck::ByEveryKey).await?.send().await })
    }

    /// Reads a participant, changes the named fields and nothing else, and looks whether the provider did so:
    /// [`prepare_update`](Self::prepare_update), sent.
    fn update<'a>(&'a self, id: &'a str, update: &'a ParticipantUpdate) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_update(id, AlreadyRead::Nothing, update).await?.send().await })
    }

    /// Moves a participant to another training group, by the provider's identifier of the group.
    fn move_to_group<'a>(&'a self, id: &'a str, group: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            self.capabilities().check_operation(Operation::MoveToGroup)?;
            self.update(id, &ParticipantUpdate::new().group(group.to_owned())).await
        })
    }

    /// Moves a participant to another company, by the provider's identifier of the company.
    fn change_company<'a>(&'a self, id: &'a str, company: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move {
            self.capabilities().check_operation(Operation::ChangeCompany)?;
            self.update(id, &ParticipantUpdate::new().company(company.to_owned())).await
        })
    }

    /// Ends a participant's participation, reversibly: [`prepare_deactivate`](Self::prepare_deactivate), sent.
    fn deactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_deactivate(id, AlreadyRead::Nothing).await?.send().await })
    }

    /// Takes a deactivation back: [`prepare_reactivate`](Self::prepare_reactivate), sent.
    fn reactivate<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Updated, Error>> {
        Box::pin(async move { self.prepare_reactivate(id, AlreadyRead::Nothing).await?.send().await })
    }

    /// Removes a participant permanently: [`prepare_delete`](Self::prepare_delete), sent.
    fn delete<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async move { self.prepare_delete(id, AlreadyRead::Nothing).await?.send().await })
    }

    /// Enrols a participant in a session: [`prepare_enrol`](Self::prepare_enrol), sent.
    fn enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(async move { self.prepare_enrol(id, session).await?.send().await })
    }

    /// Withdraws a participant from a session: [`prepare_withdraw`](Self::prepare_withdraw), sent.
    fn withdraw<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Enrolled, Error>> {
        Box::pin(async move { self.prepare_withdraw(id, session).await?.send().await })
    }

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

    fn enrolments<'a>(&'a self, id: &'a str) -> BoxFuture<'a, Result<Vec<Enrolment>, Error>> {
        Box::pin(async move {
            self.can(Operation::Enrolments)?;
            P::enrolments(self, id).await.map_err(named::<P>)
        })
    }

    fn prepare_create<'a>(
        &'a self,
        new: &'a NewParticipant,
        check: ExistenceCheck,
    ) -> BoxFuture<'a, Result<Prepared<Created>, Error>> {
        Box::pin(self.prepared_create(new, check))
    }

    fn prepare_update<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
        update: &'a ParticipantUpdate,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(self.prepared_update(id, read, update))
    }

    fn prepare_deactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(self.prepared_deactivation(id, read))
    }

    fn prepare_reactivate<'a>(
        &'a self,
        id: &'a str,
        read: AlreadyRead<'a>,
    ) -> BoxFuture<'a, Result<Prepared<Updated>, Error>> {
        Box::pin(self.prepared_reactivation(id, read))
    }

    fn prepare_delete<'a>(&'a self, id: &'a str, read: AlreadyRead<'a>) -> BoxFuture<'a, Result<Prepared<()>, Error>> {
        Box::pin(self.prepared_removal(id, read))
    }

    fn prepare_enrol<'a>(&'a self, id: &'a str, session: &'a str) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>> {
        Box::pin(self.prepared_enrolment(id, session))
    }

    fn prepare_withdraw<'a>(
        &'a self,
        id: &'a str,
        session: &'a str,
    ) -> BoxFuture<'a, Result<Prepared<Enrolled>, Error>> {
        Box::pin(self.prepared_withdrawal(id, session))
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

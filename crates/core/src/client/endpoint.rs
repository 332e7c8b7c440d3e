//! The two pure traits of a provider crate: the API as a whole, and one documented call of it as a value. Neither sends.

use crate::{
    client::{account_name::AccountName, failure::Failure, limit::Limit},
    error::Error,
    model::field::Field,
    wire::{base_url::BaseUrl, request::Request, response::Response},
};
use secrecy::SecretString;

/// One remote API with its settings. Pure: it neither sends nor waits.
pub trait Provider: Send + Sync + Sized + 'static {
    /// The provider's name in errors, spans and on the command line: lower case, one word.
    const NAME: &'static str;

    /// The realms there are sign-ins for, for APIs that have sessions: what [`sign_in`](Self::sign_in) answers to.
    const REALMS: &'static [&'static str] = &[];

    /// The names of members that let a reader in wherever they stand in this API's records, such as a link that signs in:
    /// [`Participant::extra`](crate::Participant::extra) and [`Record::extra`](crate::Record::extra) leave them out.
    /// Passwords and tokens need not be listed.
    const SECRETS: &'static [&'static str];

    /// The address below which the API's calls go, for endpoints of the caller's own.
    fn base(&self) -> &BaseUrl;

    /// What distinguishes the account from others of this provider: its address alone where each account has its own, with the
    /// account's identifiers where several share one, and with the key only where nothing else does. Links,
    /// locks and runs belong to the account, and an account that is known by its key loses them once that is replaced.
    fn account_name(&self) -> AccountName;

    /// Adds the credentials to a request; `token` is what the sign-in gave, for calls that need one.
    ///
    /// # Errors
    /// A credential is missing or cannot be carried by HTTP.
    fn authorize(&self, request: &mut Request, token: Option<&SecretString>) -> Result<(), Error>;

    /// Looks for a failure in an answer, a 200 included. `None` means the endpoint may read it.
    fn failure(&self, response: &Response) -> Option<Failure>;

    /// The limits the API's documents state; empty where they state none.
    fn limits(&self) -> Vec<Limit> {
        Vec::new()
    }

    /// The call that signs in to a realm, for APIs that have sessions.
    fn sign_in(&self, _realm: &'static str) -> Option<Call<Self, SecretString>> {
        None
    }

    /// The call that signs out of a realm, where there is one.
    fn sign_out(&self, _realm: &'static str) -> Option<Call<Self, ()>> {
        None
    }
}

/// What a call does, which alone decides whether it may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It changes nothing and may be repeated, whatever its HTTP method.
    Read,
    /// Carried out twice it leaves the same state as once, and may be repeated.
    Idempotent,
    /// Carried out twice it makes two records. It is repeated only where it provably was not carried out.
    Create,
}

/// How large an answer may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AnswerSize {
    /// One record: 1 MiB unless the client says otherwise.
    #[default]
    Record,
    /// Many records, read whole: 16 MiB unless the client says otherwise. A [`List`](crate::List) can be read while it
    /// arrives, without a limit but for each record.
    List,
}

/// One documented call, with its arguments.
///
/// Both functions are pure: a request can be looked at without a server, and an answer read without a network. To
/// send a call this crate does not have, implement the trait for a type of your own; limits, retries and redaction
/// apply to it as to any other.
pub trait Endpoint: Send + Sync {
    /// The API the call belongs to.
    type Api: Provider;
    /// What a good answer is read as.
    type Output;

    /// The call's name in errors and spans: resource and verb, such as `participants.update`.
    const NAME: &'static str;
    /// What the call does.
    const EFFECT: Effect;
    /// How large its answer may be.
    const ANSWER: AnswerSize = AnswerSize::Record;

    /// The request, without credentials.
    ///
    /// # Errors
    /// The arguments contradict a rule of the provider; nothing will be sent.
    fn request(&self, api: &Self::Api) -> Result<Request, Error>;

    /// Reads an answer in which [`Provider::failure`] found no failure.
    ///
    /// # Errors
    /// The answer cannot be understood, or says that something else was done than was asked.
    fn response(&self, api: &Self::Api, response: &Response) -> Result<Self::Output, Error>;
}

/// An endpoint whose type is forgotten, so that calls of different kinds can stand in one list.
pub struct Call<P, T> {
    endpoint: Box<dyn ErasedEndpoint<P, T>>,
    fields: Vec<Field>,
}

impl<P: Provider, T: 'static> Call<P, T> {
    /// The call of `endpoint`, its output turned into `T` by `read`.
    pub fn new<E>(endpoint: E, read: impl Fn(E::Output) -> Result<T, Error> + Send + Sync + 'static) -> Self
    where
        E: Endpoint<Api = P> + 'static,
    {
        Self { endpoint: Box::new(Erased { endpoint, read }), fields: Vec::new() }
    }

    /// The same call, said to change these fields of a participant: where one change takes several calls, this is how it
    /// is known what an earlier one has changed when a later one fails.
    #[must_use]
    pub fn covering(mut self, fields: impl IntoIterator<Item = Field>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// The fields of a participant that the call is said to change.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The endpoint's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.endpoint.name()
    }

    /// What the call does.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.endpoint.effect()
    }

    /// The request, without credentials.
    ///
    /// # Errors
    /// As [`Endpoint::request`].
    pub fn request(&self, api: &P) -> Result<Request, Error> {
        self.endpoint.request(api).map_err(|error| error.with_context(P::NAME, self.name()))
    }

    pub(crate) fn answer(&self) -> AnswerSize {
        self.endpoint.answer()
    }

    pub(crate) fn response(&self, api: &P, response: &Response) -> Result<T, Error> {
        self.endpoint.response(api, response)
    }
}

trait ErasedEndpoint<P, T>: Send + Sync {
    fn name(&self) -> &'static str;
    fn effect(&self) -> Effect;
    fn answer(&self) -> AnswerSize;
    fn request(&self, api: &P) -> Result<Request, Error>;
    fn response(&self, api: &P, response: &Response) -> Result<T, Error>;
}

struct Erased<E, F> {
    endpoint: E,
    read: F,
}

impl<P, T, E, F> ErasedEndpoint<P, T> for Erased<E, F>
where
    P: Provider,
    E: Endpoint<Api = P>,
    F: Fn(E::Output) -> Result<T, Error> + Send + Sync,
{
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn effect(&self) -> Effect {
        E::EFFECT
    }

    fn answer(&self) -> AnswerSize {
        E::ANSWER
    }

    fn request(&self, api: &P) -> Result<Request, Error> {
        self.endpoint.request(api)
    }

    fn response(&self, api: &P, response: &Response) -> Result<T, Error> {
        self.endpoint.response(api, response).and_then(&self.read)
    }
}

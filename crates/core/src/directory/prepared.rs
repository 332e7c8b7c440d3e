//! A write that was prepared: it is looked at, and sent once.

use crate::{
    client::{Client, transport::BoxFuture},
    directory::unified::{Unified, Write, WriteResult},
    error::Error,
    wire::request::Request,
};
use secrecy::SecretString;
use std::{fmt, sync::Arc};

/// A write that only has to be sent: everything that must be read for it was read, and its requests are built. Dropped,
/// nothing was written.
pub struct Prepared<T> {
    preview: Box<dyn Fn() -> Result<Vec<String>, Error> + Send + Sync>,
    send: BoxFuture<'static, Result<T, Error>>,
}

impl<T: Send + 'static> Prepared<T> {
    /// A write with these requests, as text without secrets, that `send` sends once it is awaited: for a
    /// [`Directory`](crate::Directory) of your own.
    pub fn new(
        preview: impl Fn() -> Result<Vec<String>, Error> + Send + Sync + 'static,
        send: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Self {
        Self { preview: Box::new(preview), send: Box::pin(send) }
    }

    /// A write without a request, since the provider is as wanted already: sending it returns `result`.
    pub fn nothing(result: T) -> Self {
        Self::new(|| Ok(Vec::new()), std::future::ready(Ok(result)))
    }

    /// The requests in the order they are sent, as readable text without secrets; none where there is nothing to send.
    /// Nothing is sent by this.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where HTTP cannot carry the credentials.
    pub fn preview(&self) -> Result<Vec<String>, Error> {
        (self.preview)()
    }

    /// Sends it.
    ///
    /// # Errors
    /// As the operation it belongs to.
    pub async fn send(self) -> Result<T, Error> {
        self.send.await
    }

    /// The same requests, sent by a future that `wrap` makes of the one that sends them: for a
    /// [`Directory`](crate::Directory) around another one.
    #[must_use]
    pub fn wrapped<F>(self, wrap: impl FnOnce(BoxFuture<'static, Result<T, Error>>) -> F) -> Self
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self { send: Box::pin(wrap(self.send)), ..self }
    }
}

impl<T> fmt::Debug for Prepared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared(…)")
    }
}

/// The writes of one operation with their requests, each built once.
pub(super) struct Writes<P: Unified> {
    client: Client<P>,
    built: Vec<(Write<P>, Request)>,
}

impl<P: Unified> Writes<P> {
    /// Builds every request before the first is sent, so that a rule the last one breaks leaves nothing half done.
    pub(super) fn build(client: &Client<P>, writes: Vec<Write<P>>) -> Result<Self, Error> {
        let build = |write: Write<P>| {
            let request = write.request(client.provider())?;
            Ok((write, request))
        };
        Ok(Self { client: client.clone(), built: writes.into_iter().map(build).collect::<Result<_, Error>>()? })
    }

    /// The write that is prepared by this: `send` carries it out and reads what came of it.
    pub(super) fn prepared<T, F>(self, send: impl FnOnce(Arc<Self>) -> F) -> Prepared<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let writes = Arc::new(self);
        let send = send(Arc::clone(&writes));
        Prepared::new(move || writes.preview(), send)
    }

    fn preview(&self) -> Result<Vec<String>, Error> {
        let api = self.client.provider();
        let preview = |(_, request): &(Write<P>, Request)| {
            let mut request = request.clone();
            let token = request.needs().map(|_| SecretString::from("?"));
            api.authorize(&mut request, token.as_ref())?;
            Ok(request.preview())
        };
        self.built.iter().map(preview).collect()
    }

    /// The name of the last endpoint, which an error about the whole names.
    pub(super) fn endpoint(&self) -> &'static str {
        self.built.last().map_or("", |(write, _)| write.name())
    }

    /// Sends the writes in order. A failure after the first says what was done already.
    pub(super) async fn carry_out(&self) -> Result<WriteResult, Error> {
        let mut whole = WriteResult::default();
        let (mut done, mut applied) = (Vec::new(), Vec::new());
        for (write, request) in &self.built {
            let written = self.client.call_built(write, request).await;
            let written = written.map_err(|error| error.with_done(done.clone(), applied.clone()))?.checked();
            done.push(write.name());
            applied.extend_from_slice(write.fields());
            whole.id = written.id.or(whole.id);
            whole.names_record |= written.names_record;
            whole.answer = written.answer;
            whole.before = whole.before.or(written.before);
            // An earlier answer does not know of a later write.
            whole.after = written.after;
            whole.warnings.extend(written.warnings);
        }
        Ok(whole)
    }
}

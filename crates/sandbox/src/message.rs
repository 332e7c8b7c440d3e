//! Between the untyped calls and replies of the emulators and the types of the `http` crate.

use crate::emulator::{Call, Reply};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, Uri};

impl Call {
    /// A call as it stands in an HTTP request. A `?` or `&` too many in the query means nothing.
    #[must_use]
    pub fn new(method: Method, uri: &Uri, headers: HeaderMap, body: Bytes) -> Self {
        let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        Self { method, path: uri.path().to_owned(), query, headers, body }
    }
}

impl From<Request<Bytes>> for Call {
    fn from(request: Request<Bytes>) -> Self {
        let (parts, body) = request.into_parts();
        Self::new(parts.method, &parts.uri, parts.headers, body)
    }
}

impl TryFrom<Reply> for Response<Bytes> {
    type Error = http::Error;

    /// # Errors
    /// The status or a header cannot be sent.
    fn try_from(reply: Reply) -> Result<Self, http::Error> {
        let response = Response::builder().status(reply.status);
        let headers = reply.headers.into_iter();
        headers.fold(response, |response, (name, value)| response.header(name, value)).body(reply.body)
    }
}

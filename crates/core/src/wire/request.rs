//! A request as a value: what an endpoint wants sent, before it is sent.

pub(crate) mod body;
mod preview;

use body::Body;

use crate::{
    error::{Error, kind::ErrorKind},
    wire::base_url::{BaseUrl, push_segment},
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use secrecy::{ExposeSecret, SecretString};

/// What an endpoint wants sent.
///
/// Its `Debug` and [`preview`](Self::preview) hide every secret; `Debug` hides all values besides.
#[derive(Clone)]
pub struct Request {
    method: Method,
    url: String,
    /// A last segment of the path that must never be shown.
    secret_segment: Option<SecretString>,
    query: Vec<Parameter>,
    headers: HeaderMap,
    body: Body,
    realm: Option<&'static str>,
    masked: &'static [&'static str],
}

#[derive(Clone)]
struct Parameter {
    name: String,
    value: String,
    is_secret: bool,
}

impl Request {
    /// A request to a path below `base`; each segment is checked and encoded on its own, so that no identifier can
    /// change which endpoint is called.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] where a segment is empty, `.` or `..`, or holds a control character, a slash or a
    /// backslash.
    pub fn new(method: Method, base: &BaseUrl, segments: &[&str]) -> Result<Self, Error> {
        let mut url = base.as_str().to_owned();
        for text in segments {
            push_segment(&mut url, text)?;
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let (query, body) = (Vec::new(), Body::Empty);
        Ok(Self { method, url, secret_segment: None, query, headers, body, realm: None, masked: &[] })
    }

    /// A `GET`; see [`new`](Self::new).
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn get(base: &BaseUrl, segments: &[&str]) -> Result<Self, Error> {
        Self::new(Method::GET, base, segments)
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push(Parameter { name: name.into(), value: value.into(), is_secret: false });
        self
    }

    /// Adds a query parameter where there is a value.
    #[must_use]
    pub fn query_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.query(name, value.to_string()),
            None => self,
        }
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// Says which sign-in the call needs, where an API has sessions.
    #[must_use]
    pub fn realm(mut self, realm: &'static str) -> Self {
        self.realm = Some(realm);
        self
    }

    /// Names members of the body, or of JSON in the query, that are secrets themselves: a preview hides them.
    #[must_use]
    pub fn masked(mut self, names: &'static [&'static str]) -> Self {
        self.masked = names;
        self
    }

    /// Adds a last segment to the path that must never be shown, such as a code that is as good as money.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn secret_segment(mut self, value: &SecretString) -> Result<Self, Error> {
        push_segment(&mut String::new(), value.expose_secret())?;
        self.secret_segment = Some(value.clone());
        Ok(self)
    }

    /// Adds a query parameter that must never be shown.
    pub fn add_secret_query(&mut self, name: &str, value: &SecretString) {
        self.query.push(Parameter { name: name.into(), value: value.expose_secret().to_owned(), is_secret: true });
    }

    /// Adds a header that must never be shown, its value made of `prefix`, the secret, and `suffix`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] where the secret holds a line break or another character no header can carry.
    pub fn add_secret_header(
        &mut self,
        name: &'static str,
        prefix: &str,
        value: &SecretString,
        suffix: &str,
    ) -> Result<(), Error> {
        let text = format!("{prefix}{}{suffix}", value.expose_secret());
        let mut value = HeaderValue::from_str(&text).map_err(|_| {
            Error::configuration("the key or token holds a character no header can carry, such as a line break")
        })?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds a header that may be shown.
    pub fn add_header(&mut self, name: &'static str, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// The sign-in the call needs.
    #[must_use]
    pub fn needs(&self) -> Option<&'static str> {
        self.realm
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The finished HTTP request.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] where the parts do not make a URL.
    pub fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        self.clone().into_http()
    }

    /// As [`to_http`](Self::to_http), without a copy.
    pub(crate) fn into_http(self) -> Result<http::Request<Bytes>, Error> {
        let mut url = self.url;
        if let Some(segment) = &self.secret_segment {
            push_segment(&mut url, segment.expose_secret())?;
        }
        if !self.query.is_empty() {
            url.push('?');
            let start = url.len();
            let mut pairs = form_urlencoded::Serializer::for_suffix(url, start);
            pairs.extend_pairs(self.query.iter().map(|parameter| (&parameter.name, &parameter.value)));
            url = pairs.finish();
        }
        let uri: http::Uri =
            url.try_into().map_err(|_| Error::new(ErrorKind::Invalid, "the request's address cannot be built"))?;
        let (content_type, body) = self.body.encoded();
        let mut request = http::Request::new(body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if let Some(content_type) = content_type {
            request.headers_mut().insert(header::CONTENT_TYPE, content_type);
        }
        Ok(request)
    }

    /// Every text that is sent as a value, for cleaning what an API says back.
    pub(crate) fn values(&self) -> Vec<String> {
        let mut values: Vec<_> = self.query.iter().map(|parameter| parameter.value.clone()).collect();
        for parameter in &self.query {
            values.extend(body::leaves(&parameter.value));
        }
        values.extend(self.body.values());
        values.extend(self.secret_segment.iter().map(|segment| segment.expose_secret().to_owned()));
        let headers = self.headers.values().filter(|value| value.is_sensitive());
        let words = headers.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split([' ', '"', '=']));
        values.extend(words.filter(|word| word.len() > 5).map(str::to_owned));
        // Longer ones first, so that a value inside another does not leave the rest of it standing.
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        values
    }
}

//! The address of an API: https, or loopback, or explicitly allowed; no user, query or fragment.

use crate::error::Error;
use http::{Uri, uri::Scheme};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::{fmt, net::IpAddr};

/// Everything but letters, digits and `-._~` is encoded in a path segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The base URL of an API, checked once and extended by path segments only.
///
/// Plain `http` is accepted for loopback alone, so that a key cannot cross a network in the clear by a typing slip;
/// [`allowing_plain_http`](Self::allowing_plain_http) is the explicit way out.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
}

impl BaseUrl {
    /// Checks an address; a trailing slash does not matter.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) where the text is no absolute http(s) URL, has a
    /// user, query or fragment, or is plain http to anything but loopback.
    pub fn new(text: &str) -> Result<Self, Error> {
        let (base, uri) = Self::parse(text)?;
        if uri.scheme() == Some(&Scheme::HTTP) && !uri.host().is_some_and(is_loopback) {
            return Err(Error::configuration(
                "the base URL is plain http and not on this machine: use https, or allow plain http explicitly",
            ));
        }
        Ok(base)
    }

    /// Checks an address, accepting plain `http` to any host: keys and people's data then travel in the clear.
    ///
    /// # Errors
    /// As [`new`](Self::new), plain http aside.
    pub fn allowing_plain_http(text: &str) -> Result<Self, Error> {
        Self::parse(text).map(|(base, _)| base)
    }

    fn parse(text: &str) -> Result<(Self, Uri), Error> {
        let text = text.trim_end_matches('/');
        let refused = |why| Error::configuration(format!("the base URL {why}"));
        if text.contains(['?', '#', '@']) {
            return Err(refused("must have no user, query or fragment"));
        }
        let uri: Uri = text.parse().map_err(|_| refused("cannot be read"))?;
        let is_http = matches!(uri.scheme_str(), Some("http" | "https"));
        if !is_http || uri.host().is_none_or(str::is_empty) {
            return Err(refused("must be absolute and start with https://"));
        }
        if uri.path().split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err(refused("must not contain . or .. segments"));
        }
        Ok((Self { text: text.to_owned() }, uri))
    }

    /// The same address with one more segment, for APIs whose prefix depends on an account.
    ///
    /// # Errors
    /// As [`Request::new`](crate::Request::new): the segment must be able to stand in a path.
    pub fn join(&self, segment: &str) -> Result<Self, Error> {
        let mut text = self.text.clone();
        push_segment(&mut text, segment)?;
        Ok(Self { text })
    }

    /// The address without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Shows the address: it has no user and no query, so no secret either.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({})", self.text)
    }
}

/// Checks one path segment and adds it to an address, encoded.
pub(crate) fn push_segment(address: &mut String, text: &str) -> Result<(), Error> {
    let is_unfit = |c: char| c.is_control() || c == '/' || c == '\\';
    if text.is_empty() || text == "." || text == ".." || text.contains(is_unfit) {
        return Err(Error::invalid("an identifier must not be empty, a dot, or hold slashes or control characters"));
    }
    address.push('/');
    address.extend(utf8_percent_encode(text, SEGMENT));
    Ok(())
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in
            ["https://api.example.org/v2/", "http://127.0.0.1:8080", "http://localhost:1/demo", "http://[::1]:9"]
        {
            assert!(BaseUrl::new(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.example.org",
            "http://localhost.example.org",
            "http://10.0.0.1",
            "http://127.0.0.1.example.org",
        ] {
            assert!(BaseUrl::new(bad).is_err(), "{bad}");
            assert!(BaseUrl::allowing_plain_http(bad).is_ok(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_base_is_refused() {
        for bad in
            ["", "api.example.org", "/v2", "ftp://x", "https://", "https://u:p@x", "https://x?a=1", "https://x/../y"]
        {
            assert!(BaseUrl::allowing_plain_http(bad).is_err(), "{bad}");
        }
    }
}

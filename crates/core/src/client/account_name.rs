//! What distinguishes an account of a provider from another.

use crate::wire::base_url::BaseUrl;
use http::Uri;
use secrecy::SecretString;
use std::fmt;

/// What distinguishes an account of a provider from another: its address and, where several accounts share that, names
/// that are no secret, or else the key.
///
/// An account that is known by its key becomes another one once the key is replaced; one that is known by names stays.
#[derive(Clone)]
pub struct AccountName {
    pub(crate) address: String,
    pub(crate) names: Vec<String>,
    pub(crate) key: Option<SecretString>,
}

impl AccountName {
    /// The account that has this address for itself.
    #[must_use]
    pub fn at(address: &BaseUrl) -> Self {
        Self { address: folded(address.as_str()), names: Vec::new(), key: None }
    }

    /// The one of several accounts at the address that has this name, which is no secret. The order of names counts.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The one of several accounts at the address that has this key, where nothing else distinguishes them.
    #[must_use]
    pub fn known_by_key(mut self, key: &SecretString) -> Self {
        self.key = Some(key.clone());
        self
    }

    /// The account of this name, wherever its address is.
    pub(crate) fn anywhere(name: &str) -> Self {
        Self { address: String::new(), names: vec![name.to_owned()], key: None }
    }

    /// The address, which has no key in it; empty where the account was given its name alone.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether it becomes another account once its key is replaced.
    #[must_use]
    pub fn follows_key(&self) -> bool {
        self.key.is_some()
    }
}

/// Shows the address and the names, never the key.
impl fmt::Debug for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountName")
            .field("address", &self.address)
            .field("names", &self.names)
            .field("follows_key", &self.follows_key())
            .finish()
    }
}

/// The address with its host in lower case, since names of hosts have no letter case, and without the usual port.
fn folded(base: &str) -> String {
    let Ok(uri) = base.parse::<Uri>() else { return base.to_owned() };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return base.to_owned() };
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let host = authority.as_str().to_ascii_lowercase();
    base.replacen(authority.as_str(), host.strip_suffix(usual).unwrap_or(&host), 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Tests may be blunt.

    use super::*;

    #[test]
    fn an_address_is_the_same_however_its_host_is_written() {
        let at = |text: &str| AccountName::at(&BaseUrl::new(text).unwrap()).address;
        for same in ["https://API.Example.ORG/v1", "https://api.example.org:443/v1/", "https://api.example.org/v1"] {
            assert_eq!(at(same), "https://api.example.org/v1");
        }
        for other in ["https://api.example.org/V1", "https://api.example.org:8443/v1", "https://api.example.org"] {
            assert_ne!(at(other), "https://api.example.org/v1");
        }
        assert_eq!(at("http://127.0.0.1:80/a"), "http://127.0.0.1/a");
    }

    #[test]
    fn debug_hides_the_key() {
        let name = AccountName::at(&BaseUrl::new("https://api.example.org").unwrap()).known_by_key(&"k3y".into());
        let shown = format!("{name:?}");
        assert!(shown.contains("api.example.org") && !shown.contains("k3y"), "{shown}");
        assert!(name.follows_key() && !AccountName::anywhere("k3y").follows_key());
    }
}

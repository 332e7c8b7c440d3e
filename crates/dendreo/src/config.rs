//! Where a Dendreo account is and how one enters it.

use participants_core::{BaseUrl, Configure, Error, Provider, Variable, Vars, secrecy::SecretString};
use std::fmt;

/// One Dendreo account: address, key, and how both are used.
///
/// Keys are made in the product; each carries read and write rights per endpoint
/// (<https://developers.dendreo.com>).
#[derive(Clone)]
pub struct Dendreo {
    pub(crate) base: BaseUrl,
    pub(crate) key: SecretString,
    pub(crate) key_place: KeyPlace,
    pub(crate) encoding: Encoding,
}

/// Where the key travels. Both are documented; the header keeps it out of addresses and logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyPlace {
    /// `Authorization: Token token="…"`.
    #[default]
    Header,
    /// `key=…` in the query.
    Query,
}

/// How a body is written. Both are documented, with the same member names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// `application/json`.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

impl Dendreo {
    /// The account of an instance: the segment of its own login address, `demo` in the vendor's examples.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`](participants_core::ErrorKind::Invalid) where the instance cannot stand in an address.
    pub fn new(instance: &str, key: impl Into<SecretString>) -> Result<Self, Error> {
        let base = BaseUrl::new("https://pro.dendreo.com")?.join(instance)?.join("api")?;
        Ok(Self::at(base, key))
    }

    /// The account at an address that ends in `/<instance>/api`: another host, or a sandbox.
    #[must_use]
    pub fn at(base: BaseUrl, key: impl Into<SecretString>) -> Self {
        Self { base, key: key.into(), key_place: KeyPlace::default(), encoding: Encoding::default() }
    }

    /// Sends the key elsewhere than in the header.
    #[must_use]
    pub fn key_place(mut self, place: KeyPlace) -> Self {
        self.key_place = place;
        self
    }

    /// Writes bodies in another encoding than JSON.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }
}

impl Configure for Dendreo {
    const VARIABLES: &'static [Variable] = &[
        Variable {
            name: "DENDREO_API_KEY",
            required: true,
            secret: true,
            meaning: "the API key, made in Dendreo's settings",
        },
        Variable {
            name: "DENDREO_INSTANCE",
            required: false,
            secret: false,
            meaning: "the instance: the segment after pro.dendreo.com/ in your login address",
        },
        Variable {
            name: "DENDREO_BASE_URL",
            required: false,
            secret: false,
            meaning: "the whole address up to /api, in place of the instance",
        },
        Variable { name: "DENDREO_KEY_IN", required: false, secret: false, meaning: "header (default) or query" },
        Variable { name: "DENDREO_ENCODING", required: false, secret: false, meaning: "json (default) or form" },
    ];

    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error> {
        vars.require(&[&["DENDREO_API_KEY"], &["DENDREO_INSTANCE", "DENDREO_BASE_URL"]])?;
        let key = vars.secret("DENDREO_API_KEY")?;
        let account = match vars.optional("DENDREO_BASE_URL") {
            Some(_) => Self::at(vars.base_url("DENDREO_BASE_URL")?, key),
            None => Self::new(&vars.required("DENDREO_INSTANCE")?, key)?,
        };
        let places = [("header", KeyPlace::Header), ("query", KeyPlace::Query)];
        let encodings = [("json", Encoding::Json), ("form", Encoding::Form)];
        Ok(account.key_place(vars.choice("DENDREO_KEY_IN", &places, KeyPlace::Header)?).encoding(vars.choice(
            "DENDREO_ENCODING",
            &encodings,
            Encoding::Json,
        )?))
    }
}

/// Shows the address, never the key.
impl fmt::Debug for Dendreo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME)
            .field("base", &self.base)
            .field("key_place", &self.key_place)
            .field("encoding", &self.encoding)
            .finish_non_exhaustive()
    }
}

//! How a provider's settings are found in named variables: the environment, or anything else that has names.

use crate::{client::endpoint::Provider, error::Error, wire::base_url::BaseUrl};
use secrecy::SecretString;

/// A provider that can be set up from named variables.
pub trait Configure: Provider {
    /// The variables, in the order they are shown.
    const VARIABLES: &'static [Variable];

    /// Sets the provider up.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) naming the variable that is missing or wrong.
    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error>;

    /// Sets the provider up from the environment.
    ///
    /// # Errors
    /// As [`from_vars`](Self::from_vars).
    fn from_env() -> Result<Self, Error> {
        Self::from_vars(&Vars::new(&|name| std::env::var(name).ok()))
            .map_err(|error| error.with_context(Self::NAME, ""))
    }
}

/// One variable a provider is set up from.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name, such as `DENDREO_API_KEY`.
    pub name: &'static str,
    /// Whether the provider cannot work without it.
    pub required: bool,
    /// Whether it gives access: such a value is kept out of files that others may read, and never printed.
    pub secret: bool,
    /// What it holds and where one gets it.
    pub meaning: &'static str,
}

/// A source of variables; an empty value counts as none.
#[derive(Clone, Copy)]
pub struct Vars<'a>(&'a dyn Fn(&str) -> Option<String>);

impl<'a> Vars<'a> {
    /// Variables found by `get`.
    #[must_use]
    pub fn new(get: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self(get)
    }

    /// A variable that may be missing.
    #[must_use]
    pub fn optional(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    /// A variable that must be there.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) naming it where it is not.
    pub fn required(&self, name: &str) -> Result<String, Error> {
        self.optional(name).ok_or_else(|| Error::configuration(format!("{name} is not set")))
    }

    /// Checks that there is a value for each, where several names mean that one of them is enough. What is missing is
    /// named all at once.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) naming every variable that is missing.
    pub fn require(&self, needed: &[&[&str]]) -> Result<(), Error> {
        let is_missing = |names: &&&[&str]| names.iter().all(|name| self.optional(name).is_none());
        let missing: Vec<_> = needed.iter().filter(is_missing).map(|names| names.join(" or ")).collect();
        match missing.as_slice() {
            [] => Ok(()),
            [one] => Err(Error::configuration(format!("{one} is not set"))),
            several => Err(Error::configuration(format!("these are not set: {}", several.join(", ")))),
        }
    }

    /// A secret that must be there.
    ///
    /// # Errors
    /// As [`required`](Self::required).
    pub fn secret(&self, name: &str) -> Result<SecretString, Error> {
        self.required(name).map(SecretString::from)
    }

    /// A base URL that must be there.
    ///
    /// # Errors
    /// As [`required`](Self::required) and [`BaseUrl::new`].
    pub fn base_url(&self, name: &str) -> Result<BaseUrl, Error> {
        let text = self.required(name)?;
        BaseUrl::new(&text).map_err(|error| Error::configuration(format!("{name}: {error}")))
    }

    /// One of several words, `default` where the variable is missing.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) naming the words there are.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)], default: T) -> Result<T, Error> {
        let Some(text) = self.optional(name) else { return Ok(default) };
        let found = choices.iter().find(|(word, _)| *word == text);
        found.map(|(_, choice)| *choice).ok_or_else(|| {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            Error::configuration(format!("{name} must be one of: {}", words.join(", ")))
        })
    }
}

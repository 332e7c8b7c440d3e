//! Where a company's Open API is and how one enters it.

use crate::Language;
use participants_core::{BaseUrl, Configure, Error, Provider, Variable, Vars, secrecy::SecretString};
use std::fmt;

/// One company in the Automated Security Awareness Platform: address, token, and how its reports are read.
///
/// An administrator copies the address from the console (*Dashboard*, *Import and synchronization*, tab *Open API*)
/// and makes the token there, ticking the methods it may call. A token is shown once, lives 12 months and dies after
/// 6 months without use (<https://support.kaspersky.com/ASAP/1.0/en-US/242743.htm>,
/// <https://support.kaspersky.com/kasap/1.0/250648>).
#[derive(Clone)]
pub struct Groups {
    pub(crate) base: BaseUrl,
    pub(crate) token: SecretString,
    pub(crate) language: Language,
    pub(crate) first_page: u32,
}

impl Groups {
    /// The company whose Open API URL was copied from the console. No public address is documented, so there is no
    /// default.
    ///
    /// Documented is `<Open API URL>/openapi/v1/…`. Whether the copied text ends in a slash or holds `/openapi`
    /// already is not said, so both are accepted, `/openapi/v1` too, and nothing is doubled.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](participants_core::ErrorKind::Configuration) where the text is no such address.
    pub fn new(address: &str, token: impl Into<SecretString>) -> Result<Self, Error> {
        BaseUrl::new(address).map(|base| Self::at(base, token))
    }

    /// The company at an address that was checked already: a sandbox, or one for which plain http was allowed.
    #[must_use]
    pub fn at(base: BaseUrl, token: impl Into<SecretString>) -> Self {
        Self { base, token: token.into(), language: Language::English, first_page: 1 }
    }

    /// The language of the texts and dates in reports (`lng`), English unless said otherwise. One report can have
    /// [its own](crate::Report::language).
    #[must_use]
    pub fn language(mut self, language: impl Into<Language>) -> Self {
        self.language = language.into();
        self
    }

    /// The number of the report's first page, where all of it is read. Not documented; the sample sends 1, which is the
    /// default. If it is 0, the people of the first page are missing until this says so.
    #[must_use]
    pub fn first_page(mut self, number: u32) -> Self {
        self.first_page = number;
        self
    }

    /// The path of a request: the documented prefix, as far as the address does not hold it, and the rest.
    pub(crate) fn path<'a>(&self, rest: &[&'a str]) -> Vec<&'a str> {
        let address = self.base.as_str();
        // What stands before the first slash is the host, which may well be called openapi.
        let path = address.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
        let path = path.unwrap_or_default();
        let missing: &[&str] = match path {
            _ if path.ends_with("/openapi/v1") => &[],
            _ if path.ends_with("/openapi") => &["v1"],
            _ => &["openapi", "v1"],
        };
        [missing, rest].concat()
    }
}

impl Configure for Groups {
    const VARIABLES: &'static [Variable] = &[
        Variable {
            name: "GROUPS_BASE_URL",
            required: true,
            secret: false,
            meaning: "the Open API URL, copied from the console: Dashboard, Import and synchronization, Open API",
        },
        Variable {
            name: "GROUPS_TOKEN",
            required: true,
            secret: true,
            meaning: "the company's API token, made at the same place; shown once, valid 12 months",
        },
        Variable {
            name: "GROUPS_LANGUAGE",
            required: false,
            secret: false,
            meaning: "the language of texts and dates in reports, by the platform's code: en (default), de, fr, mx, …",
        },
        Variable {
            name: "GROUPS_FIRST_PAGE",
            required: false,
            secret: false,
            meaning: "the number of the report's first page, which no document says: 1 (default) or 0",
        },
    ];

    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error> {
        vars.require(&[&["GROUPS_BASE_URL"], &["GROUPS_TOKEN"]])?;
        let company = Self::at(vars.base_url("GROUPS_BASE_URL")?, vars.secret("GROUPS_TOKEN")?);
        let company = company.first_page(vars.choice("GROUPS_FIRST_PAGE", &[("1", 1), ("0", 0)], 1)?);
        let Some(code) = vars.optional("GROUPS_LANGUAGE") else { return Ok(company) };
        let language = Language::from(code.as_str());
        match language.checked() {
            Ok(_) => Ok(company.language(language)),
            Err(error) => Err(Error::configuration(format!("GROUPS_LANGUAGE: {error}"))),
        }
    }
}

/// Shows the address and the settings, never the token.
impl fmt::Debug for Groups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME).field("base", &self.base).field("language", &self.language).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_never_doubled() {
        for (address, segments) in [
            ("https://asap.example.org", vec!["openapi", "v1", "groups"]),
            ("https://asap.example.org/", vec!["openapi", "v1", "groups"]),
            ("https://asap.example.org/company-7", vec!["openapi", "v1", "groups"]),
            ("https://asap.example.org/openapi", vec!["v1", "groups"]),
            ("https://asap.example.org/openapi//", vec!["v1", "groups"]),
            ("https://asap.example.org/company-7/openapi/v1/", vec!["groups"]),
            ("https://asap.example.org/my-openapi", vec!["openapi", "v1", "groups"]),
            ("https://openapi", vec!["openapi", "v1", "groups"]),
            ("https://openapi/v1", vec!["openapi", "v1", "groups"]),
        ] {
            let company = Groups::new(address, "token").unwrap();
            assert_eq!(company.path(&["groups"]), segments, "{address}");
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let set = |base: &'static str, token: &'static str, language: &'static str| {
            let get = move |name: &str| {
                let value = match name {
                    "GROUPS_BASE_URL" => base,
                    "GROUPS_TOKEN" => token,
                    "GROUPS_LANGUAGE" => language,
                    _ => return None,
                };
                Some(value.to_owned())
            };
            Groups::from_vars(&Vars::new(&get))
        };
        let address = "https://asap.example.org";
        assert_eq!(set(address, "t0ken", "").unwrap().language, Language::English);
        assert_eq!(set(address, "t0ken", "mx").unwrap().language, Language::MexicanSpanish);
        assert_eq!(set(address, "t0ken", "uk").unwrap().language, Language::Other("uk".into()));
        for (base, token, language, named) in [
            ("", "t0ken", "", "GROUPS_BASE_URL"),
            ("asap.example.org", "t0ken", "", "GROUPS_BASE_URL"),
            ("http://asap.example.org", "t0ken", "", "GROUPS_BASE_URL"),
            (address, "", "", "GROUPS_TOKEN"),
            (address, "t0ken", "EN", "GROUPS_LANGUAGE"),
        ] {
            let shown = set(base, token, language).unwrap_err().to_string();
            assert!(shown.contains(named) && !shown.contains("t0ken"), "{shown}");
        }
    }

    #[test]
    fn debug_hides_the_token() {
        let company = Groups::new("https://asap.example.org", "t0ken").unwrap();
        let shown = format!("{company:?}");
        assert!(shown.contains("asap.example.org") && !shown.contains("t0ken"), "{shown}");
    }
}

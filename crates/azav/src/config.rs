//! How one enters an AZAV Pilot account, and what to do where its documents leave a choice.

use participants_core::{BaseUrl, Configure, Error, Provider, Variable, Vars, secrecy::SecretString};
use std::fmt;

/// One AZAV Pilot account: address, token, and how both are used.
///
/// Every documented call carries a bearer token; how one is issued, how long it lives and whether it selects the
/// tenant stands on no page of the documentation (<https://developer.azav-pilot.de>).
#[derive(Clone)]
pub struct Azav {
    pub(crate) base: BaseUrl,
    pub(crate) token: SecretString,
    pub(crate) account: Option<String>,
    pub(crate) profile: Profile,
    pub(crate) on_mismatch: OnMismatch,
    pub(crate) update_mode: UpdateMode,
}

/// How members are spelled in what is written. The documentation contradicts itself, so it is a choice; reading
/// understands both spellings, whatever is chosen here.
///
/// A server of this kind may ignore a name it does not know and still answer "created": a wrong choice loses values.
/// Every write is therefore compared with its answer; see [`OnMismatch`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Profile {
    /// camelCase, with address and contacts: the schema of the documentation shown by default.
    #[default]
    Default,
    /// camelCase but `date_of_birth`, without address and contacts: the schema of the branch called "development".
    Development,
    /// snake_case throughout: how the documentation's samples are spelled.
    Snake,
}

/// What to do where a member that was sent does not come back, or comes back as something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnMismatch {
    /// The write succeeds and says so: natively in [`Echo`](crate::Echo), else among the warnings.
    #[default]
    Warn,
    /// The write is an error, [`ErrorKind::Mismatch`](participants_core::ErrorKind::Mismatch), that says it was
    /// carried out. The documentation's own samples show answers too thin to pass this.
    Error,
}

/// What an update by the common vocabulary sends. Whether the server replaces the record or merges into it is not
/// documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateMode {
    /// The whole record as it was just read, changed where named: right whichever the server does.
    #[default]
    Overlay,
    /// Only what is named: for those who know that their server merges. Address and contacts still go whole, read
    /// first where they are named.
    Partial,
}

impl Azav {
    /// The account this token belongs to, at the vendor's documented address.
    ///
    /// # Errors
    /// None in practice: the address is fixed and known to be good.
    pub fn new(token: impl Into<SecretString>) -> Result<Self, Error> {
        Ok(Self::at(BaseUrl::new("https://api.azav-pilot.de")?, token))
    }

    /// The account at another address, without `/v1`: another host, or a sandbox.
    #[must_use]
    pub fn at(base: BaseUrl, token: impl Into<SecretString>) -> Self {
        Self {
            base,
            token: token.into(),
            account: None,
            profile: Profile::default(),
            on_mismatch: OnMismatch::default(),
            update_mode: UpdateMode::default(),
        }
    }

    /// Names the account. The name then identifies it in place of the token: links, locks and runs stay with the name
    /// when the token is replaced. Any text that no other account of the same caller has.
    #[must_use]
    pub fn account(mut self, name: impl Into<String>) -> Self {
        self.account = Some(name.into());
        self
    }

    /// Writes in another spelling than camelCase.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Takes another view of members that do not come back as they were sent.
    #[must_use]
    pub fn on_mismatch(mut self, on_mismatch: OnMismatch) -> Self {
        self.on_mismatch = on_mismatch;
        self
    }

    /// Sends another extent of the record when updating.
    #[must_use]
    pub fn update_mode(mut self, mode: UpdateMode) -> Self {
        self.update_mode = mode;
        self
    }
}

const PROFILES: &[(&str, Profile)] =
    &[("default", Profile::Default), ("development", Profile::Development), ("snake", Profile::Snake)];
const ON_MISMATCH: &[(&str, OnMismatch)] = &[("warn", OnMismatch::Warn), ("error", OnMismatch::Error)];
const UPDATES: &[(&str, UpdateMode)] = &[("overlay", UpdateMode::Overlay), ("partial", UpdateMode::Partial)];

impl Configure for Azav {
    const VARIABLES: &'static [Variable] = &[
        Variable { name: "AZAV_TOKEN", required: true, secret: true, meaning: "the API token; ask AZAV Pilot for one" },
        Variable {
            name: "AZAV_BASE_URL",
            required: false,
            secret: false,
            meaning: "the address up to /v1, without it; https://api.azav-pilot.de by default",
        },
        Variable {
            name: "AZAV_ACCOUNT",
            required: false,
            secret: false,
            meaning: "a name of yours for the account: with it, links and open runs stay when the token is replaced",
        },
        Variable {
            name: "AZAV_PROFILE",
            required: false,
            secret: false,
            meaning: "how members are spelled in writing: default (camelCase), development or snake",
        },
        Variable {
            name: "AZAV_ON_MISMATCH",
            required: false,
            secret: false,
            meaning: "where an answer does not show what was sent: warn (default) or error",
        },
        Variable {
            name: "AZAV_UPDATE",
            required: false,
            secret: false,
            meaning: "what an update sends: overlay (default: the whole record, changed) or partial",
        },
    ];

    fn from_vars(vars: &Vars<'_>) -> Result<Self, Error> {
        let token = vars.secret("AZAV_TOKEN")?;
        let account = match vars.optional("AZAV_BASE_URL") {
            Some(_) => Self::at(vars.base_url("AZAV_BASE_URL")?, token),
            None => Self::new(token)?,
        };
        let account = match vars.optional("AZAV_ACCOUNT") {
            Some(name) => account.account(name),
            None => account,
        };
        Ok(account
            .profile(vars.choice("AZAV_PROFILE", PROFILES, Profile::default())?)
            .on_mismatch(vars.choice("AZAV_ON_MISMATCH", ON_MISMATCH, OnMismatch::default())?)
            .update_mode(vars.choice("AZAV_UPDATE", UPDATES, UpdateMode::default())?))
    }
}

/// Shows the address and the settings, never the token.
impl fmt::Debug for Azav {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(Self::NAME)
            .field("base", &self.base)
            .field("profile", &self.profile)
            .field("on_mismatch", &self.on_mismatch)
            .field("update_mode", &self.update_mode)
            .finish_non_exhaustive()
    }
}

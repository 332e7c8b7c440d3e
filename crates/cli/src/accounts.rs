//! Accounts by name: those of `participants.toml`, and for each provider the one that the environment sets up.

mod file;
mod source;

pub(crate) use file::{AccountsFile, FROM, check_name, setting_name};
pub(crate) use source::Source;

use crate::{args::Args, exit::Failure, nearest::did_you_mean, output::note};
use participants::{Capabilities, Directory, Entry, Error, PROVIDERS, Vars};
use std::{collections::BTreeMap, path::PathBuf, time::Duration};

/// How long a command may take that prints a setting, unless the account says otherwise.
const COMMAND_LIMIT: Duration = Duration::from_secs(30);

/// An account of a provider: which one, and where each of its settings comes from.
pub(crate) struct Account {
    pub(crate) entry: &'static Entry,
    /// Its name and its file; none for the one that the environment sets up.
    pub(crate) named: Option<(String, PathBuf)>,
    /// By variable.
    pub(crate) sources: BTreeMap<&'static str, Source>,
    command_limit: Duration,
}

impl Account {
    /// The account with this name, or the provider's with this name that the environment sets up.
    pub(crate) fn named(args: &Args, name: &str) -> Result<Self, Failure> {
        if let Ok(entry) = Entry::named(name) {
            return Self::of_environment(entry);
        }
        let file = AccountsFile::find(args.config.as_deref())?;
        let accounts = file.as_ref().map_or(Ok(Vec::new()), AccountsFile::read)?;
        let providers = PROVIDERS.iter().map(|entry| entry.name);
        let names: Vec<_> = accounts.iter().filter_map(Self::name).map(str::to_owned).collect();
        let meant = did_you_mean(name, providers.clone().chain(names.iter().map(String::as_str)));
        let found = accounts.into_iter().find(|account| account.name() == Some(name));
        found.ok_or_else(|| {
            let has = match file {
                Some(file) if !names.is_empty() => format!("; {} has: {}", file.path.display(), names.join(", ")),
                _ => String::new(),
            };
            Failure::invalid(format!(
                "there is no such provider or account: {name}{meant}; this build has: {}{has}. Nothing was sent.",
                providers.collect::<Vec<_>>().join(", ")
            ))
        })
    }

    /// The accounts of a provider that the file has, where there is a file.
    pub(crate) fn all_of(args: &Args, provider: &str) -> Result<Vec<Self>, Failure> {
        let file = AccountsFile::find(args.config.as_deref())?;
        let accounts = file.map_or(Ok(Vec::new()), |file| file.read())?;
        Ok(accounts.into_iter().filter(|account| account.entry.name == provider).collect())
    }

    /// The account that the environment sets up.
    fn of_environment(entry: &'static Entry) -> Result<Self, Failure> {
        let mut sources = BTreeMap::new();
        for variable in entry.variables {
            let found = Source::of_environment(variable.name)
                .map_err(|why| Failure::invalid(format!("{why}. Nothing was sent.")))?;
            sources.extend(found.map(|source| (variable.name, source)));
        }
        Ok(Self { entry, named: None, sources, command_limit: COMMAND_LIMIT })
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.named.as_ref().map(|(name, _)| name.as_str())
    }

    /// What a command line calls it.
    pub(crate) fn word(&self) -> &str {
        self.name().unwrap_or(self.entry.name)
    }

    /// A directory of the account. Secrets are read now.
    pub(crate) fn connect(&self) -> Result<Box<dyn Directory>, Failure> {
        let mut values = BTreeMap::new();
        for (variable, source) in &self.sources {
            let value = source.read(self.command_limit);
            let value = value.map_err(|why| self.refused(&format!("{}: {why}", self.setting(variable))))?;
            values.insert(*variable, value);
        }
        self.warn();
        let get = |name: &str| values.get(name).cloned();
        self.entry.connect(&Vars::new(&get)).map_err(|error| self.not_connected(error))
    }

    /// What the provider can do with these settings, or else with the usual ones. No secret is read.
    pub(crate) fn capabilities(&self) -> Result<&'static Capabilities, Failure> {
        let get = |name: &str| match self.sources.get(name)? {
            Source::Value(value) => Some(value.clone()),
            Source::Variable(name) => std::env::var(name).ok(),
            // Its value decides nothing here, only that there is one.
            _ => Some("-".to_owned()),
        };
        match (self.entry.capabilities(&Vars::new(&get)), self.entry.tables.first()) {
            (Ok(table), _) => Ok(table),
            (Err(_), Some(usual)) => Ok(usual),
            (Err(error), None) => Err(error.into()),
        }
    }

    /// What the user calls this variable: itself, or its key in the file.
    pub(crate) fn setting(&self, variable: &str) -> String {
        match self.named {
            Some(_) => setting_name(self.entry.name, variable),
            None => variable.to_owned(),
        }
    }

    fn refused(&self, why: &str) -> Failure {
        let of = self.named.as_ref().map(|(name, file)| format!("the account {name} in {}: ", file.display()));
        Failure::invalid(format!("{}{why}. Nothing was sent.", of.unwrap_or_default()))
    }

    /// Why the settings lead to no provider: with the names that the user knows them by.
    fn not_connected(&self, error: Error) -> Failure {
        if self.named.is_none() {
            return error.into();
        }
        let mut variables: Vec<_> = self.entry.variables.iter().map(|variable| variable.name).collect();
        // A name may begin with another one.
        variables.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let text = variables.iter().fold(error.to_string(), |text, name| text.replace(name, &self.setting(name)));
        self.refused(&text)
    }

    /// Says where a secret is easier to read than it need be.
    fn warn(&self) {
        let Some((name, file)) = &self.named else { return };
        for variable in self.entry.variables.iter().filter(|variable| variable.secret) {
            if let Some(Source::Value(_)) = self.sources.get(variable.name) {
                let key = self.setting(variable.name);
                note(&format!(
                    "{} holds {key} of {name} itself; {key}_file or {key}_command keeps it elsewhere",
                    file.display()
                ));
            }
        }
    }
}

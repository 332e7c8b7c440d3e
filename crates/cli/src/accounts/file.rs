//! The file of accounts: where it is, and what it says. What cannot be meant is refused with the line's name for it.

use super::{Account, COMMAND_LIMIT, Source};
use crate::{exit::Failure, nearest::did_you_mean};
use participants::{Entry, PROVIDERS, Variable};
use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};
use toml::{Table, Value};

/// Its name, in every folder.
const NAME: &str = "participants.toml";

/// The variable that says where it is.
const VARIABLE: &str = "PARTICIPANTS_CONFIG";

/// What may stand behind a setting's name, in place of its value.
pub(crate) const FROM: [&str; 3] = ["_env", "_file", "_command"];

/// A file of accounts.
pub(crate) struct AccountsFile {
    pub(crate) path: PathBuf,
}

impl AccountsFile {
    /// The first there is: the one that is named, by the command line or by the variable, else that of the working folder
    /// or of the user's configuration folder. One that is named must be there.
    pub(crate) fn find(named: Option<&Path>) -> Result<Option<Self>, Failure> {
        match Self::asked_for(named) {
            Some(path) if path.is_file() => Ok(Some(Self { path })),
            Some(path) => Err(Failure::invalid(format!(
                "{} is no file of accounts: `participants accounts add` makes one. Nothing was sent.",
                path.display()
            ))),
            None => Ok(places().into_iter().find(|path| path.is_file()).map(|path| Self { path })),
        }
    }

    /// The file that an account is to be added to: the one that is found, or a new one.
    pub(crate) fn to_write(named: Option<&Path>) -> Result<Self, Failure> {
        let there = || places().into_iter().find(|path| path.is_file()).or_else(|| places().into_iter().next_back());
        let path = Self::asked_for(named).or_else(there);
        path.map(|path| Self { path }).ok_or_else(|| Failure::invalid("say which file with --config."))
    }

    fn asked_for(named: Option<&Path>) -> Option<PathBuf> {
        let variable = || env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        named.map(Path::to_owned).or_else(variable)
    }

    /// Its accounts, in the order of their names.
    pub(crate) fn read(&self) -> Result<Vec<Account>, Failure> {
        let text = fs::read_to_string(&self.path).map_err(|error| self.refused(&format!("cannot be read: {error}")))?;
        let access = access(&self.path).map_err(|error| self.refused(&format!("cannot be read: {error}")))?;
        if access == Access::OthersWrite {
            return Err(self.refused(
                "belongs to another user, or others may write to it: it says which commands are run and where keys are \
                 sent, so make it yours alone (chmod go-w)",
            ));
        }
        self.parse(&text, access == Access::OwnerOnly)
    }

    /// Reads the text. `is_private` says whether only its owner may read it.
    pub(crate) fn parse(&self, text: &str, is_private: bool) -> Result<Vec<Account>, Failure> {
        let table: Table = toml::from_str(text).map_err(|error| {
            // The error's own text shows the line, which may hold a secret.
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            self.refused(&format!("line {line}: {}", error.message()))
        })?;
        let mut accounts = Vec::new();
        for (key, value) in &table {
            let Value::Table(found) = value else { return Err(self.refused(&unknown(key, ["accounts"]))) };
            if key != "accounts" {
                return Err(self.refused(&unknown(key, ["accounts"])));
            }
            for (name, account) in found {
                accounts.push(self.account(name, account, is_private)?);
            }
        }
        Ok(accounts)
    }

    fn account(&self, name: &str, value: &Value, is_private: bool) -> Result<Account, Failure> {
        let refused = |why: &str| self.refused(&format!("[accounts.{name}]: {why}"));
        check_name(name).map_err(|why| refused(&why))?;
        let Value::Table(table) = value else { return Err(refused("is no table")) };
        let providers = || PROVIDERS.iter().map(|entry| entry.name);
        let provider = table.get("provider").and_then(Value::as_str);
        let names = providers().collect::<Vec<_>>().join(", ");
        let provider = provider.ok_or_else(|| refused(&format!("provider is missing; it is one of: {names}")))?;
        let entry = Entry::named(provider).map_err(|_| {
            refused(&format!(
                "there is no provider {provider}{}; it is one of: {names}",
                did_you_mean(provider, providers())
            ))
        })?;
        let mut account = Account {
            entry,
            named: Some((name.to_owned(), self.path.clone())),
            sources: BTreeMap::new(),
            command_limit: COMMAND_LIMIT,
        };
        for (key, value) in table.iter().filter(|(key, _)| *key != "provider") {
            if key == "command_seconds" {
                let seconds = value.as_integer().and_then(|seconds| u64::try_from(seconds).ok());
                let seconds = seconds.filter(|seconds| (1..=600).contains(seconds));
                let seconds = seconds.ok_or_else(|| refused("command_seconds is a number from 1 to 600"))?;
                account.command_limit = Duration::from_secs(seconds);
                continue;
            }
            let (variable, source) = self.setting(entry, key, value).map_err(|why| refused(&why))?;
            if variable.secret && matches!(source, Source::Value(_)) && !is_private {
                return Err(refused(&format!(
                    "{key} is a secret, and others may read this file: say {key}_file, {key}_env or {key}_command, or \
                     make the file yours alone (chmod 600)"
                )));
            }
            if account.sources.insert(variable.name, source).is_some() {
                return Err(refused(&format!("{} is given twice", setting_name(entry.name, variable.name))));
            }
        }
        Ok(account)
    }

    /// Which variable a key sets, and from where.
    fn setting(&self, entry: &'static Entry, key: &str, value: &Value) -> Result<(&'static Variable, Source), String> {
        let named = |key: &str| entry.variables.iter().find(|known| setting_name(entry.name, known.name) == key);
        if let Some(variable) = named(key) {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Integer(number) => number.to_string(),
                Value::Boolean(flag) => flag.to_string(),
                _ => return Err(format!("{key} is a text")),
            };
            return Ok((variable, Source::Value(text)));
        }
        let from = FROM.iter().find_map(|from| Some((named(key.strip_suffix(from)?)?, *from)));
        let Some((variable, from)) = from else {
            let names = entry.variables.iter().map(|known| setting_name(entry.name, known.name));
            let all = names.flat_map(|name| FROM.map(|from| format!("{name}{from}")).into_iter().chain([name]));
            let all: Vec<_> = all.chain(["provider".into(), "command_seconds".into()]).collect();
            return Err(unknown(key, all.iter().map(String::as_str)));
        };
        let text = value.as_str().filter(|text| !text.is_empty());
        Ok((
            variable,
            match (from, text, value) {
                ("_env", Some(name), _) => Source::Variable(name.to_owned()),
                ("_file", Some(path), _) => Source::File(self.path_of(path)?),
                ("_command", _, Value::Array(words)) if !words.is_empty() => {
                    let words = words.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<_>>();
                    Source::Command(words.ok_or_else(|| format!("{key} is a list of texts"))?)
                }
                ("_command", ..) => {
                    return Err(format!("{key} is a list of texts, such as [\"pass\", \"show\", \"key\"]"));
                }
                _ => return Err(format!("{key} is a text")),
            },
        ))
    }

    /// A path of the file: from its own folder, the user's home (`~/`), or the folder of a service's credentials.
    fn path_of(&self, text: &str) -> Result<PathBuf, String> {
        if let Some(rest) = text.strip_prefix("$CREDENTIALS_DIRECTORY/") {
            let folder = env::var_os("CREDENTIALS_DIRECTORY").filter(|folder| !folder.is_empty());
            // Outside the service there is none, and the other accounts can be used all the same.
            return Ok(folder.map_or_else(|| text.into(), |folder| Path::new(&folder).join(rest)));
        }
        if let Some(rest) = text.strip_prefix("~/") {
            return env::home_dir()
                .map(|home| home.join(rest))
                .ok_or_else(|| format!("{text}: there is no home folder"));
        }
        Ok(self.path.parent().unwrap_or(Path::new("")).join(text))
    }

    fn refused(&self, why: &str) -> Failure {
        Failure::invalid(format!("{}: {why}. Nothing was sent.", self.path.display()))
    }
}

/// What a variable is called in the file: without its provider's name, in lower case.
pub(crate) fn setting_name(provider: &str, variable: &str) -> String {
    let lower = variable.to_ascii_lowercase();
    lower.strip_prefix(&format!("{provider}_")).unwrap_or(&lower).to_owned()
}

/// Refuses what cannot be an account's name: it must be short, plain, and no provider's.
pub(crate) fn check_name(name: &str) -> Result<(), String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if Entry::named(name).is_ok() {
        return Err(format!("{name} is a provider's name, which means the account of the environment: take another"));
    }
    if name.is_empty() || name.len() > 64 || name.starts_with('-') || !name.chars().all(is_plain) {
        return Err("an account's name has letters, digits, - . _ and at most 64 of them".into());
    }
    Ok(())
}

fn unknown<'a>(key: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    format!("there is no setting {key}{}", did_you_mean(key, known))
}

/// Where the file is looked for, the first place first.
fn places() -> Vec<PathBuf> {
    let absolute = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || env::home_dir().filter(|path| path.is_absolute());
    let configuration = if cfg!(windows) {
        absolute("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_CONFIG_HOME").or_else(|| home().map(|home| home.join(".config")))
    };
    let of_user = configuration.map(|folder| folder.join("participants").join(NAME));
    [PathBuf::from(NAME)].into_iter().chain(of_user).collect()
}

/// Who may do what with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    OwnerOnly,
    OthersRead,
    OthersWrite,
}

#[cfg(unix)]
fn access(path: &Path) -> io::Result<Access> {
    use std::os::unix::fs::MetadataExt;
    let found = fs::metadata(path)?;
    // A file without a name belongs to the user who runs the program.
    let user = tempfile::tempfile()?.metadata()?.uid();
    Ok(match found.mode() & 0o077 {
        _ if found.uid() != user && found.uid() != 0 => Access::OthersWrite,
        mode if mode & 0o022 != 0 => Access::OthersWrite,
        0 => Access::OwnerOnly,
        _ => Access::OthersRead,
    })
}

/// What cannot be known here: others may read it, so that no secret stands in it.
#[cfg(not(unix))]
fn access(_: &Path) -> io::Result<Access> {
    Ok(Access::OthersRead)
}

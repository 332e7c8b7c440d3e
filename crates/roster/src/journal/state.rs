//! What belongs to an account on this machine, whichever journal its runs are in: one folder for each user.

use super::{
    AccountLock, JournalError,
    files::{owned, private, write_once},
};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of a user's state: the salt of all marks of accounts, a lock for each account that a run is carried out
/// at, and what processes share of their accounts' limits. It holds no value of a person and no key.
///
/// Two processes of one machine know of each other's runs where they use the same one.
#[derive(Clone, Debug)]
pub struct StateFolder(PathBuf);

impl StateFolder {
    /// The variable that says where it is, before every other place.
    pub const VARIABLE: &'static str = "PARTICIPANTS_STATE";

    /// The folder, made where it is missing.
    ///
    /// # Errors
    /// It cannot be made, or is no folder.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref().to_owned();
        private(&path).map_err(|why| JournalError::State { path: path.clone(), why })?;
        Ok(Self(path))
    }

    /// The folder of the user that this process runs for, made where it is missing: where
    /// [`PARTICIPANTS_STATE`](Self::VARIABLE) says; else where a system keeps what programs remember for a user, which is
    /// `$XDG_STATE_HOME/participants` or `~/.local/state/participants`, on macOS
    /// `~/Library/Application Support/participants`, on Windows `%LOCALAPPDATA%\participants`.
    ///
    /// # Errors
    /// [`JournalError::NoHome`] where there is no such place; the folder cannot be made.
    pub fn of_user() -> Result<Self, JournalError> {
        let place = place(&|name| std::env::var_os(name), std::env::home_dir());
        place.map_or(Err(JournalError::NoHome), Self::open)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A salt for marks of accounts: 32 bytes, the same as long as the folder is there.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn salt(&self) -> Result<Vec<u8>, JournalError> {
        let salt = || {
            write_once(&self.0, SALT, &random()?)?;
            fs::read(self.0.join(SALT))
        };
        salt().map_err(|why| self.cannot(SALT, why))
    }

    /// Where the processes that use this folder share what their accounts' limits have counted.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn limits(&self) -> Result<PathBuf, JournalError> {
        let path = self.0.join(LIMITS);
        private(&path).map_err(|why| self.cannot(LIMITS, why))?;
        Ok(path)
    }

    /// Takes hold of an account, by its mark: one run at a time is carried out there, whichever journal it is in. Two side
    /// by side might both find a participant missing and create them.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where another process holds it.
    pub fn lock(&self, account: &str) -> Result<AccountLock, JournalError> {
        let name = format!("account-{account}.lock");
        let file = owned().append(true).open(self.0.join(&name)).map_err(|why| self.cannot(&name, why))?;
        match file.try_lock() {
            Ok(()) => Ok(AccountLock::new(file, self.0.join(format!("account-{account}.json")))),
            Err(fs::TryLockError::WouldBlock) => Err(JournalError::Busy),
            Err(fs::TryLockError::Error(why)) => Err(self.cannot(&name, why)),
        }
    }

    fn cannot(&self, name: &str, why: io::Error) -> JournalError {
        JournalError::State { path: self.0.join(name), why }
    }
}

const LIMITS: &str = "limits";
const SALT: &str = "salt";

/// The place of a user's state, by these variables and this home.
fn place(variable: &dyn Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    let path = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // A relative place would be another one in each working folder.
    let absolute = |path: &PathBuf| path.is_absolute();
    let state = if cfg!(windows) {
        path("LOCALAPPDATA").filter(absolute)
    } else if cfg!(target_os = "macos") {
        home.filter(absolute).map(|home| home.join("Library/Application Support"))
    } else {
        let home = home.filter(absolute).map(|home| home.join(".local/state"));
        path("XDG_STATE_HOME").filter(absolute).or(home)
    };
    path(StateFolder::VARIABLE).or_else(|| state.map(|state| state.join("participants")))
}

/// 32 bytes that cannot be guessed.
fn random() -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use super::*;

    fn placed(variables: &[(&str, &str)], home: &str) -> Option<PathBuf> {
        let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        place(&get, Some(PathBuf::from(home)).filter(|home| !home.as_os_str().is_empty()))
    }

    #[test]
    fn the_place_of_the_state_is_the_same_in_every_working_folder() {
        let (ours, xdg) = ("PARTICIPANTS_STATE", "XDG_STATE_HOME");
        for (variables, home, expected) in [
            (vec![(ours, "/ours"), (xdg, "/xdg")], "/people/lena", Some("/ours")),
            (vec![(ours, "ours")], "/people/lena", Some("ours")),
            (vec![(ours, ""), (xdg, "/xdg")], "/people/lena", Some("/xdg/participants")),
            (vec![(xdg, "xdg")], "/people/lena", Some("/people/lena/.local/state/participants")),
            (vec![], "/people/lena", Some("/people/lena/.local/state/participants")),
            (vec![(xdg, "xdg")], "", None),
            (vec![], "home", None),
        ] {
            assert_eq!(placed(&variables, home), expected.map(PathBuf::from), "{variables:?} {home}");
        }
    }
}

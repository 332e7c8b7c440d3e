//! Where a journal lies: a folder of its own that nobody but its owner may read.

use super::{Journal, JournalError};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// The folder a journal lies in, with what belongs to it: `journal.db`, a salt, a lock for each account
/// that a run is carried out at, and what processes of one account share.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

/// One process's hold on an account. It ends with the process, whatever ends that.
#[derive(Debug)]
pub struct AccountLock {
    _file: File,
}

impl Folder {
    /// What the folder is called where nobody says otherwise: in the working folder.
    pub const NAME: &'static str = ".participants";

    /// The folder, made where it is missing.
    ///
    /// # Errors
    /// It cannot be made, or is no folder.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, JournalError> {
        let folder = Self(path.into());
        private(&folder.0).map_err(|why| folder.cannot("", why))?;
        // People's values do not belong into anybody's version control.
        folder.write_once(".gitignore", b"*\n")?;
        Ok(folder)
    }

    /// The folder, if a journal is in it already.
    ///
    /// # Errors
    /// Nobody can tell: it may not be looked into.
    pub fn existing(path: impl Into<PathBuf>) -> Result<Option<Self>, JournalError> {
        let folder = Self(path.into());
        match fs::metadata(folder.0.join(JOURNAL)) {
            Ok(there) => Ok(there.is_file().then_some(folder)),
            Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(why) => Err(folder.cannot(JOURNAL, why)),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The journal in it, made where it is missing.
    ///
    /// # Errors
    /// It cannot be opened, or is none.
    pub fn journal(&self) -> Result<Journal, JournalError> {
        let path = self.0.join(JOURNAL);
        // The database gives its companions the same permissions; it must be there with the right ones before.
        owned().append(true).open(&path).map_err(|why| self.cannot(JOURNAL, why))?;
        Journal::open(&path)
    }

    /// A salt for marks of accounts: 32 bytes, the same as long as the folder is there.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn salt(&self) -> Result<Vec<u8>, JournalError> {
        let fresh = random().map_err(|why| self.cannot(SALT, why))?;
        self.write_once(SALT, &fresh)?;
        fs::read(self.0.join(SALT)).map_err(|why| self.cannot(SALT, why))
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

    /// Takes hold of an account, by its mark: one run at a time is carried out there. Two side by side might both find
    /// somebody missing and make them, and share one allowance of calls anyway.
    ///
    /// # Errors
    /// [`JournalError::Busy`] where another process holds it.
    pub fn lock(&self, account: &str) -> Result<AccountLock, JournalError> {
        let name = format!("account-{account}.lock");
        let file = owned().append(true).open(self.0.join(&name)).map_err(|why| self.cannot(&name, why))?;
        match file.try_lock() {
            Ok(()) => Ok(AccountLock { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(JournalError::Busy),
            Err(fs::TryLockError::Error(why)) => Err(self.cannot(&name, why)),
        }
    }

    /// Writes a file unless it is there: whole, or not at all.
    fn write_once(&self, name: &str, content: &[u8]) -> Result<(), JournalError> {
        let path = self.0.join(name);
        if path.exists() {
            return Ok(());
        }
        let written = self.0.join(format!("{name}.{}", std::process::id()));
        let mut options = owned();
        let write = |options: &mut OpenOptions| options.write(true).truncate(true).open(&written)?.write_all(content);
        // A hard link is there at once and complete; who comes second finds the first one's.
        let linked = write(&mut options).and_then(|()| match fs::hard_link(&written, &path) {
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            linked => linked,
        });
        fs::remove_file(&written).and(linked).map_err(|why| self.cannot(name, why))
    }

    fn cannot(&self, name: &str, why: io::Error) -> JournalError {
        let path = if name.is_empty() { self.0.clone() } else { self.0.join(name) };
        JournalError::Folder { path, why }
    }
}

const JOURNAL: &str = "journal.db";
const LIMITS: &str = "limits";
const SALT: &str = "salt";

/// Makes a folder that nobody but its owner may look into, unless there is one already.
fn private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// How files are made here: readable by their owner only.
fn owned() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// 32 bytes nobody can guess, from the system where it has such a file; else from the randomness of hash maps.
fn random() -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; 32];
    match File::open("/dev/urandom") {
        Ok(mut file) => file.read_exact(&mut bytes)?,
        Err(_) => {
            use std::hash::{BuildHasher, RandomState};
            for chunk in bytes.chunks_mut(8) {
                chunk.copy_from_slice(&RandomState::new().hash_one(std::process::id()).to_le_bytes());
            }
        }
    }
    Ok(bytes)
}

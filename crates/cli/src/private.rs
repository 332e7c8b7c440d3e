//! Files with values of people: only their owner may read them, and a file that was there before is replaced only by one
//! that is whole.

use crate::exit::Failure;
use std::{
    fs::{self, File},
    io::{self, Seek},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// A file that takes its place once it is whole. Until then it has no name, so that nothing of it is left by a program
/// that is killed, and what was there before stays.
pub(crate) struct Draft(Option<(File, PathBuf)>);

/// Begins a file that only its owner may read. What is no plain file, such as `/dev/stdout`, is written to as it is.
pub(crate) fn create(path: &Path) -> io::Result<(File, Draft)> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Ok((File::options().write(true).open(path)?, Draft(None)));
    }
    // A link stays one, and what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file = tempfile::tempfile_in(folder(&path))?;
    // An unnamed file is made with the permissions of any other.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok((file.try_clone()?, Draft(Some((file, path)))))
}

impl Draft {
    /// Puts the file in its place.
    pub(crate) fn keep(self) -> io::Result<()> {
        let Some((file, path)) = self.0 else { return Ok(()) };
        let named = tempfile::Builder::new().make_in(folder(&path), |name| give_name(&file, name));
        match named {
            Ok(named) => named.persist(&path).map(drop).map_err(|error| error.error),
            // Not every system and file system can do that.
            Err(_) => copy(file, &path),
        }
    }
}

/// Gives the unnamed file a name, at once and whole.
#[cfg(target_os = "linux")]
fn give_name(file: &File, name: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, open, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn give_name(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn copy(mut from: File, path: &Path) -> io::Result<()> {
    let mut named = NamedTempFile::new_in(folder(path))?;
    from.rewind()?;
    io::copy(&mut from, &mut named)?;
    named.persist(path).map(drop).map_err(|error| error.error)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses to write where something is read from.
pub(crate) fn apart(out: &Path, read: &[&Path]) -> Result<(), Failure> {
    let whole = |path: &Path| path.canonicalize().ok();
    let same = |read: &&&Path| whole(out).is_some_and(|out| whole(read).is_some_and(|read| out.starts_with(read)));
    match read.iter().find(same) {
        None => Ok(()),
        Some(read) => Err(Failure::invalid(format!(
            "{} is read, and would be overwritten: name another file for what is written. Nothing was sent.",
            read.display()
        ))),
    }
}

//! Files with values of people: only their owner may read them, and a file that was there before is replaced only by one
//! that is whole.

use crate::exit::Failure;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempPath};

/// A file that takes its place once it is whole; one that does not get so far leaves what was there before.
pub(crate) struct Draft(Option<(TempPath, PathBuf)>);

/// Begins a file that only its owner may read. What is no plain file, such as `/dev/stdout`, is written to as it is.
pub(crate) fn create(path: &Path) -> io::Result<(File, Draft)> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Ok((File::options().write(true).open(path)?, Draft(None)));
    }
    // A link stays one, and what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (file, draft) = NamedTempFile::new_in(folder)?.into_parts();
    Ok((file, Draft(Some((draft, path)))))
}

impl Draft {
    /// Puts the file in its place.
    pub(crate) fn keep(self) -> io::Result<()> {
        self.0.map_or(Ok(()), |(draft, path)| draft.persist(path).map_err(|error| error.error))
    }
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

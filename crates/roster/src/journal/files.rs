//! Files and folders that only their owner may read.

use super::JournalError;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Makes a folder that only its owner may read, unless it exists already.
pub(super) fn private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// How files are made here: readable by their owner only.
pub(super) fn owned() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file into a folder unless it is there: whole, or not at all.
pub(super) fn write_once(folder: &Path, name: &str, content: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if path.exists() {
        return Ok(());
    }
    let written = folder.join(format!("{name}.{}", std::process::id()));
    let mut options = owned();
    let write = |options: &mut OpenOptions| options.write(true).truncate(true).open(&written)?.write_all(content);
    // A hard link is there at once and complete; who comes second finds the first one's.
    let linked = write(&mut options).and_then(|()| match fs::hard_link(&written, &path) {
        Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    fs::remove_file(&written).and(linked)
}

/// What the system says of a folder, or of a file in it.
pub(super) fn unusable(folder: &Path, name: &str, why: io::Error) -> JournalError {
    let path = if name.is_empty() { folder.to_owned() } else { folder.join(name) };
    JournalError::Folder { path, why }
}

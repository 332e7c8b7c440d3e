//! Files with values of people: only their owner may read them.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Makes a file that only its owner may read, or empties one that is there, whoever could read it before. What is no
/// plain file, such as `/dev/stdout`, stays as it is.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    if file.metadata()?.is_file() {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    Ok(file)
}

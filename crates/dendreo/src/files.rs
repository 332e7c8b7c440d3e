//! Stored and signed documents: `fichiers.php`.

use crate::{FileTarget, Id, Resource, StoredFile, calls::List};

/// Reads the files of one record and collection, such as the signed documents of an enrolment. `signature_date` is none
/// while a document is not signed. <https://github.com/medere-tech/medere-dendreo-dashboard>
///
/// The server refuses a call without target and collection with 422, so [`ListFiles::of`] asks for all three.
///
/// ```
/// use participants_dendreo::{FileTarget, ListFiles};
///
/// let signed = ListFiles::of(&FileTarget::Lap, "5001", "signature");
/// # let _ = signed;
/// ```
pub type ListFiles = List<StoredFile>;

impl Resource for StoredFile {
    const SCRIPT: &'static str = "fichiers.php";
    const ID: Id = Id::Shown("id");
    const LIST: &'static str = "files.list";
    const NEEDS: &'static [&'static str] = &["cible", "id_cible", "collection_name"];
}

impl List<StoredFile> {
    /// The files of the record of this kind and number, in the collection of this name; `signature` is known.
    #[must_use]
    pub fn of(target: &FileTarget, id: impl Into<String>, collection: impl Into<String>) -> Self {
        Self::new().filter(|query| {
            query.text("cible", target.as_str()).number("id_cible", id).text("collection_name", collection)
        })
    }
}

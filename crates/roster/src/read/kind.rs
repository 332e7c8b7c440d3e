//! What a file is by its first bytes, where it is neither CSV nor JSON lines.

use super::problem;
use crate::Problem;

/// How Excel hides a workbook behind a password: under this name, in the older kind of file.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Whether the file is a packed one, as workbooks are; else it is taken for text.
///
/// # Errors
/// What it is where it is neither, and what to do.
pub(super) fn is_packed(bytes: &[u8]) -> Result<bool, Problem> {
    if bytes.starts_with(b"%PDF") {
        return Err(problem::file("it is a PDF: export the people as CSV and take that"));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(problem::file(match bytes.windows(ENCRYPTED.len()).any(|window| window == ENCRYPTED) {
            true => "it is protected by a password: open it, save it without one and take that",
            false => {
                "it is a file of an old Excel (.xls) or another office program: save it as .xlsx or as \"CSV UTF-8\""
            }
        }));
    }
    Ok(bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_and_no_workbook_is_named() {
        let protected = [b"\xd0\xcf\x11\xe0".as_slice(), &[0; 70_000], ENCRYPTED, &[0; 9]].concat();
        for (bytes, why) in [
            (b"%PDF-1.7".to_vec(), "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "old Excel"),
            (protected, "password"),
        ] {
            let problem = is_packed(&bytes).unwrap_err();
            assert!(problem.why.contains(why), "{problem}");
        }
        assert_eq!(is_packed(b"PK\x03\x04"), Ok(true));
        assert_eq!(is_packed(b"nom;courriel"), Ok(false));
        assert_eq!(is_packed(b""), Ok(false));
    }
}

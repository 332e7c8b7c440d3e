//! What a file is by its beginning, where it is no table of people.

use super::problem;
use crate::Problem;

/// How Excel hides a workbook behind a password: under this name, in the older kind of file.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// How a file of an old Excel, and of other office programs, begins.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// What other kinds of files begin with, and what they are.
const OTHERS: [(&[u8], &str); 10] = [
    (b"%PDF", "it is a PDF: export the people as CSV and take that"),
    (b"{\\rtf", "it is a text document (.rtf): copy the table into a sheet, and save that as .xlsx or as CSV"),
    (b"\x1f\x8b", "it is packed by gzip: unpack it, and take the file in it"),
    (b"7z\xbc\xaf", "it is a 7z archive: unpack it, and take the file in it"),
    (b"Rar!", "it is a RAR archive: unpack it, and take the file in it"),
    (b"\x89PNG", "it is a picture: export the people as CSV and take that"),
    (b"\xff\xd8\xff", "it is a picture: export the people as CSV and take that"),
    (b"SQLite format 3", "it is a database: export the people as CSV and take that"),
    (b"PAR1", "it is a Parquet file: export the people as CSV and take that"),
    (b"Obj\x01", "it is an Avro file: export the people as CSV and take that"),
];

/// Whether the file is a workbook, packed or of an old Excel; else it is taken for text.
///
/// # Errors
/// What it is where it is neither, and what to do.
pub(super) fn is_workbook(bytes: &[u8]) -> Result<bool, Problem> {
    if let Some((_, why)) = OTHERS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Err(problem::file(*why));
    }
    if bytes.starts_with(COMPOUND) && bytes.windows(ENCRYPTED.len()).any(|window| window == ENCRYPTED) {
        return Err(problem::file("it is protected by a password: open it, save it without one and take that"));
    }
    Ok(bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(COMPOUND))
}

/// What a text is where it is neither CSV nor JSON, and what to do.
pub(super) fn other_text(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let head: String = text.chars().take(4096).collect::<String>().to_lowercase();
    let begins = |word: &str| head.starts_with(word);
    if begins("<") {
        return Some(match () {
            () if head.contains("schemas-microsoft-com:office:spreadsheet") => {
                "it is an XML spreadsheet of Excel 2003: open it in a spreadsheet program, and save it as .xlsx or as \"CSV UTF-8\""
            }
            () if head.contains("<html") || head.contains("<table") || begins("<!doctype html") => {
                "it is an HTML page, as some programs name .xls: open it in a spreadsheet program, and save it as .xlsx or as \
                 \"CSV UTF-8\""
            }
            () => "it is XML: export the people as CSV and take that",
        });
    }
    let has_line = |word: &str| begins(word) || head.contains(&format!("\n{word}"));
    match () {
        () if has_line("dn: ") || has_line("dn:: ") => Some(
            "it is LDIF, the export of a directory: export the people as CSV and take that, for instance with csvde or \
             Get-ADUser … | Export-Csv",
        ),
        () if begins("begin:vcard") => Some("it is a vCard file: export the contacts as CSV and take that"),
        () if begins("begin:vcalendar") => Some("it is a calendar: export the people as CSV and take that"),
        () if begins("mime-version:") || begins("content-type: multipart") => Some(
            "it is a saved web page (.mht): open it in a spreadsheet program, and save it as .xlsx or as \"CSV UTF-8\"",
        ),
        () if begins("insert into") || begins("create table") => {
            Some("it is SQL: export the people as CSV and take that")
        }
        () if begins("---\n") || (begins("- ") && head.lines().next().is_some_and(|line| line.contains(": "))) => {
            Some("it is YAML: export the people as CSV or JSON and take that")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_and_no_workbook_is_named() {
        let protected = [b"\xd0\xcf\x11\xe0".as_slice(), &[0; 70_000], ENCRYPTED, &[0; 9]].concat();
        for (bytes, why) in [(b"%PDF-1.7".to_vec(), "PDF"), (b"\x1f\x8b\x08".to_vec(), "gzip"), (protected, "password")]
        {
            let problem = is_workbook(&bytes).unwrap_err();
            assert!(problem.why.contains(why), "{problem}");
        }
        assert_eq!(is_workbook(b"PK\x03\x04"), Ok(true));
        assert_eq!(is_workbook(b"nom;courriel"), Ok(false));
        assert_eq!(is_workbook(b""), Ok(false));
        assert_eq!(is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Ok(true));
    }

    #[test]
    fn a_text_that_is_no_table_is_named() {
        for (text, why) in [
            ("\n<html><body><table>", "HTML"),
            (
                "<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "Excel 2003",
            ),
            ("<?xml version=\"1.0\"?><people/>", "XML"),
            ("version: 1\n\ndn: cn=Ana,dc=example\nsn: Alpha\n", "LDIF"),
            ("BEGIN:VCARD\nVERSION:3.0\n", "vCard"),
            ("- first_name: Ana\n", "YAML"),
        ] {
            assert!(other_text(text).is_some_and(|known| known.contains(why)), "{text}");
        }
        for text in ["Nom;Prénom\n", "-;a\n", "{\"a\":1}"] {
            assert_eq!(other_text(text), None);
        }
    }
}

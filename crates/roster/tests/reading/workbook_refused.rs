//! Workbooks that are refused as a whole: which sheet is not said, it is another kind of file, or it is broken.

use super::workbook::{one_sheet, roster, write};
use participants_roster::core::Field;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same workbook with one part changed.
fn with_part(workbook: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let (name, mut text) = (entry.name().unwrap().into_owned(), String::new());
        entry.read_to_string(&mut text).unwrap();
        let text = if name == part { change(text) } else { text };
        parts.push((name, text.into_bytes()));
    }
    packed(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

fn two_sheets() -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, person) in [("Kurs A", "Zoë"), ("Kurs B", "Bo")] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        write(sheet, &[&["Vorname", "Nachname"], &[person, "Å"]]);
    }
    let lists = workbook.add_worksheet().set_name("Listen").unwrap().set_hidden(true);
    write(lists, &[&["ja"], &["nein"]]);
    workbook.add_worksheet().set_name("leer").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn which_of_several_sheets_is_meant_is_not_guessed() {
    let problem = roster(two_sheets(), "").unwrap_err();
    assert!(problem.why.contains("\"Kurs A\", \"Kurs B\"") && !problem.why.contains("Listen"), "{problem}");
    let named = roster(two_sheets(), "[file]\nsheet = \"kurs b\"").unwrap();
    let row = named.rows().unwrap().next().unwrap().unwrap();
    assert_eq!(super::value(&row, &Field::FirstName).as_deref(), Some("Bo"));
    let problem = roster(two_sheets(), "[file]\nsheet = \"Kurs C\"").unwrap_err();
    assert!(problem.why.contains("no sheet \"Kurs C\"") && problem.why.contains("\"Kurs B\""), "{problem}");
    let problem = roster(two_sheets(), "[file]\nsheet = \"leer\"").unwrap_err();
    assert!(problem.why.contains("empty"), "{problem}");
    let problem = roster(one_sheet(|_| {}), "").unwrap_err();
    assert!(problem.why.contains("empty"), "{problem}");
}

#[test]
fn headings_are_reported_by_the_row_they_are_in() {
    let title = |first: &str| {
        one_sheet(|sheet| write(sheet, &[&[], &["Teilnehmerliste"], &[first, "Nachname"], &["Zoë", "Å"]]))
    };
    let found = roster(title("Vorname"), "").unwrap();
    assert!(found.notes().iter().any(|note| note.contains("line 3")), "{:?}", found.notes());
    assert_eq!(found.rows().unwrap().map(|row| row.unwrap().line).collect::<Vec<_>>(), [4]);
    let problem = roster(title("Schuhgröße"), "").unwrap_err();
    assert!(problem.line == Some(2) && problem.why.contains("no heading is known"), "{problem}");
}

#[test]
fn other_packed_files_are_named() {
    for (parts, why) in [
        (
            &[("mimetype", &b"application/vnd.oasis.opendocument.spreadsheet"[..]), ("content.xml", b"<x/>")][..],
            "damaged",
        ),
        (&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.bin", b"")], "damaged"),
        (&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")], "Word"),
        (&[("people.csv", b"email;nom\n")], "unpack it"),
        (&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<workbook")], "damaged"),
    ] {
        let problem = roster(packed(parts), "").unwrap_err();
        assert!(problem.line.is_none() && problem.why.contains(why), "{problem}");
    }
    let problem = roster(b"PK\x03\x04 and no more".to_vec(), "").unwrap_err();
    assert!(problem.why.contains("damaged"), "{problem}");
}

#[test]
fn what_unpacks_without_end_is_not_unpacked() {
    let blanks = vec![b' '; 5 << 20];
    let bomb =
        packed(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"), ("xl/sharedStrings.xml", &blanks)]);
    assert!(bomb.len() < 100_000);
    let problem = roster(bomb, "").unwrap_err();
    assert!(problem.why.contains("too large"), "{problem}");
    let styles = "<xf/>".repeat(4 << 20);
    let bomb = packed(&[("xl/workbook.xml", b"<x/>"), ("xl/styles.xml", styles.as_bytes())]);
    let problem = roster(bomb, "").unwrap_err();
    assert!(problem.why.contains("too large"), "{problem}");
}

#[test]
fn a_sheet_that_breaks_off_ends_there_and_is_said_to() {
    let sound = one_sheet(|sheet| {
        write(sheet, &[&["first_name", "email"], &["Zoë", "a@example.org"], &["Bo", "b@example.org"], &["Jo"]])
    });
    let sheet = "xl/worksheets/sheet1.xml";
    let far = |text: String| text.replace("r=\"A3\"", "r=\"A99999999999\"");
    let back = |text: String| text.replace("<row r=\"3\"", "<row r=\"1\"").replace("r=\"A3\"", "r=\"A1\"");
    let unknown = |text: String| text.replacen("r=\"B3\" t=\"s\"", "r=\"B3\" t=\"zz\"", 1);
    let cut = |text: String| text.split("<row r=\"3\"").next().unwrap().to_owned();
    for (which, broken) in [
        with_part(&sound, sheet, far),
        with_part(&sound, sheet, back),
        with_part(&sound, sheet, unknown),
        with_part(&sound, sheet, cut),
    ]
    .into_iter()
    .enumerate()
    {
        let results: Vec<_> = match roster(broken, "") {
            Ok(roster) => roster.rows().unwrap().collect(),
            Err(problem) => vec![Err(problem)],
        };
        let last = results.last().unwrap().as_ref().unwrap_err();
        assert!(last.why.contains("damaged"), "{which}: {last}");
        assert!(results.len() <= 2 && results.iter().filter(|row| row.is_err()).count() == 1, "{which}: {results:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_happens_to_the_bytes_reading_comes_to_an_end(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<proptest::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = two_sheets();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(roster) = roster(bytes, "[file]\nsheet = \"Kurs A\"") {
            prop_assert!(roster.rows().unwrap().count() <= 3);
        }
    }
}

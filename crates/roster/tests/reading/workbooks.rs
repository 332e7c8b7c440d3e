//! Workbooks of spreadsheets, written here as people write them.

use participants_roster::core::{Change, Field};
use participants_roster::{Format, Mapping, Problem, Roster, Row, ValueClass};
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Formula, Workbook};

/// A workbook of one sheet with these cells, and whatever else is done to it.
fn workbook(rows: &[&[&str]], more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(at, column, *cell).unwrap();
        }
    }
    more(sheet);
    book.save_to_buffer().unwrap()
}

fn rows(file: Vec<u8>, mapping: &str) -> Vec<Result<Row, Problem>> {
    let mapping = Mapping::parse(mapping).unwrap();
    Roster::from_bytes(file, &mapping).unwrap().rows().unwrap().collect()
}

fn refused(file: impl Into<Vec<u8>>, mapping: &str) -> Problem {
    Roster::from_bytes(file, &Mapping::parse(mapping).unwrap()).unwrap_err()
}

fn is(row: &Result<Row, Problem>, field: &Field, value: &str) {
    assert_eq!(row.as_ref().unwrap().wanted.change(field), Change::Set(value.into()), "{field}");
}

const HEADINGS: &[&str] = &["Pers.-Nr.", "Prénom", "Etternavn", "E-mail", "PLZ", "Geb."];

#[test]
fn a_sheet_is_read_as_people_fill_it() {
    let file = workbook(&[HEADINGS, &["", "Zoë", "D'Hôtel\nMuñoz", "zoe@example.org"]], |sheet| {
        sheet.write(1, 0, 1007.0).unwrap();
        sheet.write(1, 4, 1099.0).unwrap();
        let date = Style::new().set_num_format("dd.mm.yyyy");
        sheet.write_with_format(1, 5, &ExcelDateTime::from_ymd(1990, 4, 12).unwrap(), &date).unwrap();
        // Two rows below nothing at all; a formula has the value it had.
        sheet.write(4, 1, "李").unwrap();
        sheet.write(4, 2, Formula::new("=\"Ø\"&\"y\"").set_result("Øy")).unwrap();
        sheet.write(4, 5, "1991-01-31").unwrap();
    });
    let roster = Roster::from_bytes(file.clone(), &Mapping::default()).unwrap();
    assert_eq!(roster.format(), &Format::Xlsx { sheet: "Sheet1".into() });
    let rows = rows(file, "");
    assert_eq!(rows.iter().map(|row| row.as_ref().unwrap().line).collect::<Vec<_>>(), [2, 5]);
    is(&rows[0], &Field::ExternalId, "1007");
    is(&rows[0], &Field::LastName, "D'Hôtel\nMuñoz");
    is(&rows[0], &Field::PostalCode, "1099");
    is(&rows[0], &Field::DateOfBirth, "1990-04-12");
    is(&rows[1], &Field::LastName, "Øy");
    is(&rows[1], &Field::DateOfBirth, "1991-01-31");
    assert!(rows[1].as_ref().unwrap().wanted.email.is_keep());
}

#[test]
fn what_a_spreadsheet_has_mangled_costs_its_row_alone() {
    let file = workbook(&[HEADINGS, &["1"], &["2"], &["3"], &["4"], &["5"]], |sheet| {
        sheet.write(1, 0, 4.123_456_789_012_345e17).unwrap();
        sheet.write(2, 5, 32_975.0).unwrap();
        sheet.write(3, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write(4, 9, "beyond").unwrap();
    });
    let rows = rows(file, "");
    let problem = |at: usize| rows[at].as_ref().unwrap_err();
    assert_eq!((problem(0).line, problem(0).field.clone()), (Some(2), Some(Field::ExternalId)));
    assert!(problem(0).why.contains("digits are lost"), "{}", problem(0));
    assert_eq!((problem(1).line, problem(1).class), (Some(3), Some(ValueClass::Digits)));
    assert!(problem(1).why.contains("format the column as a date"), "{}", problem(1));
    assert!(problem(2).why.contains("spreadsheet's error"), "{}", problem(2));
    assert!(problem(3).why.contains("last heading"), "{}", problem(3));
    is(&rows[4], &Field::ExternalId, "5");
}

#[test]
fn the_sheet_is_the_only_one_or_the_one_that_is_named() {
    let mut book = Workbook::new();
    for (name, email) in [("Leaflet", "a@example.org"), ("Leute 2026", "b@example.org")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "E-mail").unwrap();
        sheet.write(1, 0, email).unwrap();
    }
    book.add_worksheet();
    let file = book.save_to_buffer().unwrap();
    let unclear = refused(file.clone(), "");
    assert!(unclear.why.contains("\"Leaflet\", \"Leute 2026\"") && unclear.why.contains("sheet ="), "{unclear}");
    let missing = refused(file.clone(), "[file]\nsheet = \"Gone\"");
    assert!(missing.why.contains("no sheet \"Gone\""), "{missing}");
    is(&rows(file, "[file]\nsheet = \"Leute 2026\"")[0], &Field::Email, "b@example.org");
    // One mapping serves the workbook and what is saved of it.
    is(&rows("E-mail;Nom\nx@example.org;Ng\n".into(), "[file]\nsheet = \"x\"")[0], &Field::Email, "x@example.org");
}

#[test]
fn the_providers_own_id_says_whom_a_row_means_and_is_no_wish() {
    let file = workbook(&[&["Teilnehmer", "E-mail"], &["", "x@example.org"]], |sheet| {
        sheet.write(1, 0, 2001.0).unwrap();
    });
    let rows = rows(file, "[columns]\nTeilnehmer = \"id\"");
    let row = rows[0].as_ref().unwrap();
    assert_eq!((row.id.as_deref(), row.wanted.named()), (Some("2001"), vec![Field::Email]));
}

#[test]
fn what_is_no_workbook_is_told_with_what_to_do() {
    let older = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec();
    assert!(refused(older, "").why.contains("save it as .xlsx"));
    let whole = workbook(&[HEADINGS, &["1"]], |_| {});
    for end in [4, 40, whole.len() / 2, whole.len() - 1] {
        let cut = refused(&whole[..end], "");
        assert!(cut.why.contains("damaged"), "{end}: {cut}");
    }
    assert!(refused(workbook(&[], |_| {}), "").why.contains("empty"));
    let wide = workbook(&[&["Prénom"]], |sheet| {
        sheet.write(0, 5000, "x").unwrap();
    });
    assert!(refused(wide, "").why.contains("columns"));
}

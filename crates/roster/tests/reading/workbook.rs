//! Workbooks as Excel writes them: which sheet, which rows, and what the kinds of cells say.

use super::value;
use participants_roster::{Format, Mapping, Problem, Roster, Row, ValueClass, core::Field};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook, Worksheet};

/// The bytes of a workbook with one sheet.
pub(super) fn one_sheet(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

/// Writes rows of texts from the first cell on.
pub(super) fn write(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
}

pub(super) fn roster(bytes: Vec<u8>, mapping: &str) -> Result<Roster, Problem> {
    Roster::from_bytes(bytes, &Mapping::parse(mapping).unwrap())
}

pub(super) fn rows(bytes: Vec<u8>) -> Vec<Result<Row, Problem>> {
    roster(bytes, "").unwrap().rows().unwrap().collect()
}

#[test]
fn a_sheet_is_read_as_it_shows() {
    let date = ExcelDateTime::from_ymd(1990, 4, 12).unwrap();
    let bytes = one_sheet(|sheet| {
        let days = Look::new().set_num_format("dd.mm.yyyy");
        let five = Look::new().set_num_format("00000");
        write(sheet, &[&["Vorname", "Nachname", "Geb.", "PLZ", "Telefon", "Aktiv", "Pers.-Nr.", "Größe"]]);
        write(sheet, &[&[], &[], &["Zoë", "D'Hôtel", "", "", "", "", "", "38"], &[], &["李", "Å", "1985-02-01"]]);
        sheet.write_datetime_with_format(2, 2, &date, &days).unwrap();
        sheet.write_number_with_format(2, 3, 1099, &five).unwrap();
        sheet.write_number(2, 4, 4_930_000_007.0).unwrap();
        sheet.write_boolean(2, 5, true).unwrap();
        sheet.write_formula(2, 6, Formula::new("=40+2").set_result("42")).unwrap();
        sheet.write_string(4, 6, "E-7").unwrap();
        sheet.set_row_hidden(4).unwrap();
    });
    let roster = roster(bytes, "").unwrap();
    assert_eq!(roster.format(), Format::Workbook { sheet: "Sheet1".into() });
    assert_eq!((roster.columns()[7].heading.as_str(), &roster.columns()[7].field), ("Größe", &None));
    for _ in 0..2 {
        let rows: Vec<_> = roster.rows().unwrap().map(Result::unwrap).collect();
        assert_eq!(
            rows.iter().map(|row| row.line).collect::<Vec<_>>(),
            [3, 5],
            "as Excel shows them, blank ones left out"
        );
        let zoe =
            [Field::LastName, Field::DateOfBirth, Field::PostalCode, Field::Phone, Field::Active, Field::ExternalId];
        let zoe = zoe.map(|field| value(&rows[0], &field).unwrap());
        assert_eq!(zoe, ["D'Hôtel", "1990-04-12", "01099", "4930000007", "true", "42"]);
        let hidden =
            [Field::FirstName, Field::DateOfBirth, Field::ExternalId].map(|field| value(&rows[1], &field).unwrap());
        assert_eq!(hidden, ["李", "1985-02-01", "E-7"]);
    }
}

#[test]
fn the_mapping_says_what_an_empty_cell_means_and_which_day_comes_first() {
    let bytes = one_sheet(|sheet| {
        write(
            sheet,
            &[
                &["Vorname", "Telefon", "Geb."],
                &["Zoë", "", "04.05.1990"],
                &["", " ", ""],
                &["Bo", "+47 555 0100", "31.01.1985"],
            ],
        );
    });
    let shown = roster(bytes.clone(), "[fields.phone]\nempty = \"clear\"").unwrap();
    let rows: Vec<_> = shown.rows().unwrap().map(Result::unwrap).collect();
    assert!(rows[0].wanted.phone.is_clear() && rows.len() == 2);
    assert_eq!(value(&rows[0], &Field::DateOfBirth).as_deref(), Some("1990-05-04"));
    let declared =
        roster(bytes, "[columns]\n\"Geb.\" = { field = \"date_of_birth\", date = \"month-day-year\" }").unwrap();
    let rows: Vec<_> = declared.rows().unwrap().collect();
    assert_eq!(value(rows[0].as_ref().unwrap(), &Field::DateOfBirth).as_deref(), Some("1990-04-05"));
    assert!(rows[1].as_ref().unwrap_err().why.contains("no such day"));
}

#[test]
fn one_bad_row_costs_one_row() {
    let date = ExcelDateTime::from_ymd(2024, 12, 14).unwrap();
    let bytes = one_sheet(|sheet| {
        let days = Look::new().set_num_format("d-mmm");
        let heads: &[&str] = &["Prénom", "Né le", "N° de rue", "Matricule", "Courriel"];
        write(
            sheet,
            &[
                heads,
                &["Zoë"],
                &["Bo"],
                &["Jo"],
                &["Æ"],
                &["Ôé", "", "", "", "oe@example.org"],
                &["Ty", "", "", "", "ty"],
            ],
        );
        sheet.write_number(1, 1, 32_975).unwrap();
        sheet.write_datetime_with_format(2, 2, &date, &days).unwrap();
        sheet.write_number(3, 3, 1.234_567_890_123_456e18).unwrap();
        sheet.write_formula(4, 3, Formula::new("=VLOOKUP(1,Z1:Z2,1)").set_result("#N/A")).unwrap();
    });
    let results = rows(bytes);
    let expected = [
        (2, Field::DateOfBirth, ValueClass::Digits, "as a date"),
        (3, Field::HouseNumber, ValueClass::DateLike, "made one of it"),
        (4, Field::ExternalId, ValueClass::Digits, "digits are lost"),
        (5, Field::ExternalId, ValueClass::Text, "error"),
    ];
    for ((line, field, class, why), result) in expected.into_iter().zip(&results) {
        let problem = result.as_ref().unwrap_err();
        assert_eq!((problem.line, problem.field.as_ref(), problem.class), (Some(line), Some(&field), Some(class)));
        assert!(problem.column.is_some() && problem.why.contains(why), "{problem}");
    }
    assert_eq!((results.len(), results[4].as_ref().unwrap().line), (6, 6));
    assert!(results[5].as_ref().unwrap_err().why.contains("e-mail"));
}

#[test]
fn merged_cells_cost_the_rows_they_lie_in() {
    let bytes = one_sheet(|sheet| {
        let look = Look::new();
        write(
            sheet,
            &[&["Vorname", "Firma", "Schuhgröße"], &["Zoë"], &["Bo"], &["Jo", "Ø & Söhne"], &["Å", "Ø & Söhne", "40"]],
        );
        sheet.merge_range(1, 1, 2, 1, "Ø & Söhne", &look).unwrap();
        sheet.merge_range(3, 2, 4, 2, "41", &look).unwrap();
        sheet.merge_range(6, 0, 6, 2, "", &look).unwrap();
    });
    let results = rows(bytes);
    assert_eq!(results.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true, true]);
    let problem = results[1].as_ref().unwrap_err();
    assert_eq!((problem.line, problem.field.clone()), (Some(3), Some(Field::CompanyName)));
    assert!(problem.why.contains("unmerge"), "{problem}");
}

#[test]
fn a_long_sheet_is_read_to_its_end_or_left_early() {
    let bytes = one_sheet(|sheet| {
        write(sheet, &[&["first_name", "external_id"]]);
        for row in 1..=3000 {
            sheet.write(row, 0, "Oda").unwrap();
            sheet.write(row, 1, format!("E-{row}")).unwrap();
        }
    });
    let roster = roster(bytes, "").unwrap();
    let lines: Vec<_> = roster.rows().unwrap().map(|row| row.unwrap().line).collect();
    assert!(lines.iter().copied().eq(2..=3001));
    let mut early = roster.rows().unwrap();
    assert_eq!(early.next().unwrap().unwrap().line, 2);
    drop(early);
}

#[test]
fn a_macro_workbook_is_read_like_any_other_and_from_a_file() {
    let bytes = one_sheet(|sheet| write(sheet, &[&["first_name", "email"], &["Zoë", "zoe@example.org"]]));
    let path = std::env::temp_dir().join(format!("participants-workbook-{}.xlsm", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let roster = Roster::open(&path, &Mapping::default()).unwrap();
    assert_eq!(roster.rows().unwrap().map(Result::unwrap).count(), 1);
    std::fs::remove_file(path).unwrap();
}

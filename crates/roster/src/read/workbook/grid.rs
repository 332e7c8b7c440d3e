//! Workbooks that `calamine` reads as a whole: of an old Excel (`.xls`), binary (`.xlsb`) and of LibreOffice (`.ods`).

use super::{
    Packed, cell,
    sheet::{FoundSheets, Sheet, Source, choose},
};
use crate::{
    Mapping, Problem,
    read::{
        columns::{Columns, Headings},
        problem,
        records::{CellKind, Records},
        table::{self, HeadRow, LOOKED_AT},
    },
};
use calamine::{Data, DataRef, Error, Range, Reader, SheetVisible, Sheets, XlsError, open_workbook_auto_from_rs};
use participants_core::Field;
use std::sync::Arc;

/// More cells than a file of people has: a million of ten columns.
const MOST_CELLS: usize = 20_000_000;

/// The sheet that is read, and its headings.
///
/// # Errors
/// The workbook cannot be read, or does not say which sheet is meant.
pub(super) fn find(packed: Packed, mapping: &Mapping) -> Result<(Sheet, Headings), Problem> {
    let mut workbook = open_workbook_auto_from_rs(packed).map_err(|error| problem::file(describe(&error)))?;
    let name = choose(&mut Whole(&mut workbook), mapping.sheet.as_deref())?;
    let range = workbook.worksheet_range(&name).map_err(|error| problem::file(describe(&error)))?;
    if range.get_size().0.saturating_mul(range.get_size().1) > MOST_CELLS {
        return Err(problem::file(
            "the sheet is too large to be read safely: save it as \"CSV UTF-8\", which may be of any size",
        ));
    }
    let rows = head(&range, mapping.headings_row.unwrap_or_default());
    if rows.is_empty() {
        return Err(problem::file("the sheet is empty: the first row has the headings, each further one a person"));
    }
    let headings = table::find(&rows, mapping)?.headings(rows, mapping);
    Ok((Sheet::of(name, Source::Cells(Arc::new(range)), &headings), headings))
}

/// All sheets of a workbook that is read as a whole.
struct Whole<'a>(&'a mut Sheets<Packed>);

impl FoundSheets for Whole<'_> {
    fn names(&self) -> Vec<(String, bool)> {
        let all = self.0.sheets_metadata().iter();
        all.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    fn is_filled(&mut self, name: &str) -> Result<bool, Problem> {
        // A chart is no range of cells.
        Ok(self.0.worksheet_range(name).is_ok_and(|range| range.used_cells().next().is_some()))
    }
}

fn describe(error: &Error) -> String {
    match error {
        Error::Xls(XlsError::Password) => "it is protected by a password: open it, save it without one and take that".to_owned(),
        Error::Msg(_) => "the file is cut off, damaged or of a program that is not known: open it in a spreadsheet program, and save \
                          it as .xlsx or as \"CSV UTF-8\""
            .to_owned(),
        _ => super::DAMAGED.to_owned(),
    }
}

/// The first rows with anything in them.
fn head(range: &Range<Data>, declared: u64) -> Vec<HeadRow> {
    let (mut rows, start) = (Vec::new(), range.start().unwrap_or_default());
    for (cells, line) in range.rows().zip(u64::from(start.0) + 1..) {
        if rows.len() >= LOOKED_AT && line > declared {
            break;
        }
        let text = |cell: &Data| {
            cell::text(&borrowed(cell), None, None).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let texts: Vec<_> = vec![String::new(); start.1 as usize].into_iter().chain(cells.iter().map(text)).collect();
        if texts.iter().any(|text| !text.is_empty()) {
            rows.push(HeadRow { line, count: 0, cells: texts });
        }
    }
    rows
}

/// A cell as the reader of other workbooks has it.
fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(flag) => DataRef::Bool(*flag),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The records of such a sheet.
pub(in crate::read) struct GridRecords {
    range: Arc<Range<Data>>,
    fields: Vec<(String, Option<Field>)>,
    /// The row to be read next, from 1.
    line: u64,
    current: Vec<(String, CellKind)>,
}

impl GridRecords {
    pub(super) fn of(range: &Arc<Range<Data>>, last_line: u64, columns: &Columns) -> Self {
        let fields = columns.all.iter().map(|column| (column.heading.clone(), column.field.clone())).collect();
        Self { range: Arc::clone(range), fields, line: last_line + 1, current: Vec::new() }
    }

    fn read(&mut self, line: u64) -> Result<u64, Problem> {
        self.current.clear();
        for (column, (heading, field)) in self.fields.iter().enumerate() {
            let at = (u32::try_from(line - 1).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            let value = self.range.get_value(at).map_or(DataRef::Empty, borrowed);
            let text = match field {
                None => String::new(),
                Some(_) => match cell::text(&value, None, field.as_ref()) {
                    Ok(text) => text.into_owned(),
                    Err((why, class)) => {
                        let (heading, field) = (Some(heading.clone()), field.clone());
                        return Err(Problem { column: heading, field, class: Some(class), ..problem::line(line, why) });
                    }
                },
            };
            self.current.push((text, cell::kind(&value)));
        }
        Ok(line)
    }
}

impl Records for GridRecords {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        let end = self.range.end().map_or(0, |end| u64::from(end.0) + 1);
        let line = self.line;
        if line > end {
            return None;
        }
        self.line += 1;
        Some(self.read(line))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.current.get(column).map(|(text, _)| text.as_str())
    }

    fn kind(&self, column: usize) -> CellKind {
        self.current.get(column).map(|(_, kind)| *kind).unwrap_or_default()
    }
}

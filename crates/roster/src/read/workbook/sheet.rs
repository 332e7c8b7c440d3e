//! Which sheet of a workbook is read, and the headings it has.

use super::{
    DAMAGED, Workbook, cell, describe,
    formulas::{UNCALCULATED, uncalculated},
    grid, guarded, hidden,
    merged::Region,
    open, package,
};
use crate::{
    Mapping, Problem,
    read::{
        columns::Headings,
        kind::COMPOUND,
        problem,
        table::{self, HeadRow, LOOKED_AT},
    },
};
use calamine::{Cell, Data, DataRef, Range, Reader, SheetType, SheetVisible};
use std::{io::Cursor, sync::Arc};

/// More columns than Excel has: then a cell stands where none can.
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// The sheet that is read.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(in crate::read) name: String,
    source: Source,
    /// The last row that is no record, from 1: the headings, most often.
    last_line: u64,
    /// The merged cells below them.
    pub(super) merged: Vec<Region>,
    /// Whether the workbook has formulas, whose results may never have been calculated.
    pub(super) has_formulas: bool,
    /// The rows below the headings that it does not show.
    hidden: Arc<Vec<u64>>,
    skips_hidden: bool,
}

/// Where the cells of a sheet are.
#[derive(Clone)]
pub(super) enum Source {
    /// In the workbook, as it is packed.
    Packed(Arc<[u8]>),
    /// In memory.
    Cells(Arc<Range<Data>>),
}

impl Sheet {
    /// The sheet that the mapping names, or the only one with anything in it; and its headings.
    ///
    /// # Errors
    /// The file is no workbook that can be read, or does not say which sheet is meant.
    pub(in crate::read) fn find(bytes: Arc<[u8]>, mapping: &Mapping) -> Result<(Self, Headings), Problem> {
        let mapping = mapping.clone();
        guarded(move || {
            let packed = || Cursor::new(Arc::clone(&bytes));
            if bytes.starts_with(COMPOUND) {
                return grid::find(packed(), &mapping);
            }
            let contents = package::look(packed())?;
            if !contents.is_xml_workbook {
                return grid::find(packed(), &mapping);
            }
            let mut workbook = open(&bytes)?;
            let name = choose(&mut workbook, mapping.sheet.as_deref())?;
            let (rows, problems) = head(&mut workbook, &name, mapping.headings_row.unwrap_or_default())?;
            if rows.is_empty() {
                return Err(problem::file(
                    "the sheet is empty: the first row has the headings, each further one a person",
                ));
            }
            let headings = table::find(&rows, &mapping)?.headings(rows, &mapping);
            let line = headings.line;
            if let Some(problem) = problems.into_iter().find(|problem| problem.line == Some(line)) {
                return Err(problem);
            }
            if contents.has_formulas {
                refuse_uncalculated(&mut workbook, &name, line)?;
            }
            let merged = match contents.has_merged {
                true => workbook.merge_cells_by_sheet_name(&name).map_err(|error| problem::file(describe(&error)))?,
                false => Vec::new(),
            };
            let merged = merged.into_iter().map(Region::of).filter(|region| region.last_row > headings.last_line);
            let mut merged: Vec<_> = merged.collect();
            merged.sort_by_key(|region| region.first_row);
            let mut hidden = match contents.has_hidden {
                true => hidden::rows(packed(), &name)?,
                false => Vec::new(),
            };
            hidden.retain(|row| *row > headings.last_line);
            let sheet = Self::of(name, Source::Packed(Arc::clone(&bytes)), &headings);
            let has_formulas = contents.has_formulas;
            let (hidden, skips_hidden) = (Arc::new(hidden), mapping.skips_hidden);
            Ok((Self { merged, has_formulas, hidden, skips_hidden, ..sheet }, headings))
        })
    }

    /// A sheet with nothing special.
    pub(super) fn of(name: String, source: Source, headings: &Headings) -> Self {
        let (last_line, hidden) = (headings.last_line, Arc::default());
        Self { name, source, last_line, merged: Vec::new(), has_formulas: false, hidden, skips_hidden: false }
    }

    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// The last row that is no record.
    pub(super) fn last_line(&self) -> u64 {
        self.last_line
    }

    /// Whether a row is left out because the sheet does not show it.
    pub(super) fn is_left_out(&self, row: u64) -> bool {
        self.skips_hidden && self.hidden.binary_search(&row).is_ok()
    }

    /// How many rows it does not show.
    pub(in crate::read) fn note(&self) -> Option<String> {
        let rows = match self.hidden.len() {
            0 => return None,
            1 => "1 row of the sheet is hidden".to_owned(),
            count => format!("{count} rows of the sheet are hidden"),
        };
        Some(match self.skips_hidden {
            true => format!("{rows}, and not read, as the mapping says"),
            false => {
                format!("{rows}, and read like any other: `hidden = \"skip\"` in the mapping's [file] leaves them out")
            }
        })
    }
}

/// What is asked of a workbook to find the sheet that is meant.
pub(super) trait FoundSheets {
    /// The sheets, and whether each is shown.
    fn names(&self) -> Vec<(String, bool)>;

    /// Whether one has anything in it.
    fn is_filled(&mut self, name: &str) -> Result<bool, Problem>;
}

impl FoundSheets for Workbook {
    fn names(&self) -> Vec<(String, bool)> {
        let sheets = self.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
    }

    fn is_filled(&mut self, name: &str) -> Result<bool, Problem> {
        let damaged = |error| problem::file(describe(&error));
        let mut cells = self.worksheet_cells_reader(name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            if !is_blank(&cell) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The sheet that is named, or the only one that is shown and has anything in it.
pub(super) fn choose(workbook: &mut impl FoundSheets, named: Option<&str>) -> Result<String, Problem> {
    let sheets = workbook.names();
    let listed = |names: &[&str]| names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    if let Some(named) = named {
        // Excel lets no two sheets differ by case alone.
        let found = sheets.iter().find(|(name, _)| name.to_lowercase() == named.to_lowercase());
        return found.map(|(name, _)| name.clone()).ok_or_else(|| {
            let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
            problem::file(format!("it has no sheet {named:?}, which the mapping names; it has {}", listed(&names)))
        });
    }
    let mut filled = Vec::new();
    // A hidden sheet has lists to choose from, most often; it is read where it is named.
    for (name, _) in sheets.iter().filter(|(_, is_visible)| *is_visible) {
        if workbook.is_filled(name)? {
            filled.push(name.as_str());
        }
    }
    match filled.as_slice() {
        [] => Err(problem::file("it is empty: the first row has the headings, each further one a person")),
        [one] => Ok((*one).to_owned()),
        several => Err(problem::file(format!(
            "several of its sheets have something in them, and only one is read: say which by `sheet` in the mapping's [file], \
             one of {}",
            listed(several)
        ))),
    }
}

/// The first rows that have anything in them, and what is wrong with their cells.
fn head(workbook: &mut Workbook, name: &str, declared: u64) -> Result<(Vec<HeadRow>, Vec<Problem>), Problem> {
    let damaged = |error| problem::file(describe(&error));
    let (mut rows, mut problems): (Vec<HeadRow>, _) = (Vec::new(), Vec::new());
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    loop {
        let cell = match cells.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            // What cannot be read below the headings is reported there.
            Err(_) if !rows.is_empty() => break,
            Err(error) => return Err(damaged(error)),
        };
        let (row, column) = cell.get_position();
        let (line, place) = (u64::from(row) + 1, column as usize);
        if is_blank(&cell) || column >= MOST_COLUMNS {
            continue;
        }
        let last = rows.last().map(|row| row.line);
        if last.is_some_and(|last| last != line) && rows.len() >= LOOKED_AT && line > declared {
            break;
        }
        if last.is_none_or(|last| last < line) {
            rows.push(HeadRow { line, count: 0, cells: Vec::new() });
        }
        let Some(row) = rows.last_mut() else { break };
        if row.line > line || place < row.cells.len() {
            problems.push(problem::line(row.line, DAMAGED));
            break;
        }
        let text = match cell::text(cell.get_value(), None, None) {
            Ok(text) => text.trim().to_owned(),
            Err((why, _)) => {
                problems.push(problem::line(line, why));
                String::new()
            }
        };
        row.cells.resize(place, String::new());
        row.cells.push(text);
    }
    Ok((rows, problems))
}

/// Refuses headings that are formulas without a result.
fn refuse_uncalculated(workbook: &mut Workbook, name: &str, line: u64) -> Result<(), Problem> {
    let found = uncalculated(workbook, name, line, |at, _| at == line, |at| at > line);
    match found.map_err(|(at, error)| problem::line(at.max(line), describe(&error)))?.is_empty() {
        true => Ok(()),
        false => Err(problem::line(line, format!("a heading is a formula, and {UNCALCULATED}"))),
    }
}

fn is_blank(cell: &Cell<DataRef<'_>>) -> bool {
    match cell.get_value() {
        DataRef::Empty => true,
        DataRef::String(text) => text.trim().is_empty(),
        DataRef::SharedString(text) => text.trim().is_empty(),
        _ => false,
    }
}

//! Which sheet of a workbook is read, and the headings it has.

use super::{
    DAMAGED, Workbook, cell, describe,
    formulas::{UNCALCULATED, uncalculated},
    guarded,
    merged::Region,
    open, package,
};
use crate::{Problem, read::problem};
use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible};
use std::{io::Cursor, sync::Arc};

/// More columns than Excel has: then a cell stands where none can.
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// The sheet that is read.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(in crate::read) name: String,
    /// The workbook.
    pub(super) bytes: Arc<[u8]>,
    /// The row of the headings, from 1.
    pub(in crate::read) line: u64,
    /// The merged cells below them.
    pub(super) merged: Vec<Region>,
    /// Whether the workbook has formulas, whose results may never have been calculated.
    pub(super) has_formulas: bool,
}

impl Sheet {
    /// The sheet with this name, or the only one with anything in it; and its headings.
    ///
    /// # Errors
    /// The file is no workbook that can be read, or does not say which sheet is meant.
    pub(in crate::read) fn find(bytes: Arc<[u8]>, named: Option<&str>) -> Result<(Self, Vec<String>), Problem> {
        let named = named.map(str::to_owned);
        guarded(move || {
            let contents = package::look(Cursor::new(Arc::clone(&bytes)))?;
            let mut workbook = open(&bytes)?;
            let name = choose(&mut workbook, named.as_deref())?;
            let (line, headings) = headings(&mut workbook, &name)?;
            if contents.has_formulas {
                refuse_uncalculated(&mut workbook, &name, line)?;
            }
            let merged = match contents.has_merged {
                true => workbook.merge_cells_by_sheet_name(&name).map_err(|error| problem::file(describe(&error)))?,
                false => Vec::new(),
            };
            let mut merged: Vec<_> =
                merged.into_iter().map(Region::of).filter(|region| region.last_row >= line).collect();
            merged.sort_by_key(|region| region.first_row);
            Ok((Self { name, bytes, line, merged, has_formulas: contents.has_formulas }, headings))
        })
    }
}

fn choose(workbook: &mut Workbook, named: Option<&str>) -> Result<String, Problem> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
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
        if first_cell(workbook, name)?.is_some() {
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

/// The row of the first cell that has anything in it.
fn first_cell(workbook: &mut Workbook, name: &str) -> Result<Option<u32>, Problem> {
    let damaged = |error| problem::file(describe(&error));
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        if !is_blank(&cell) {
            return Ok(Some(cell.get_position().0));
        }
    }
    Ok(None)
}

/// The first row that has anything in it, and its number.
fn headings(workbook: &mut Workbook, name: &str) -> Result<(u64, Vec<String>), Problem> {
    let damaged = |error| problem::file(describe(&error));
    let Some(first) = first_cell(workbook, name)? else {
        return Err(problem::file("the sheet is empty: the first row has the headings, each further one a person"));
    };
    let line = u64::from(first) + 1;
    let mut headings = Vec::new();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        if row > first || column >= MOST_COLUMNS {
            break;
        }
        if row < first || is_blank(&cell) {
            continue;
        }
        let place = column as usize;
        if place < headings.len() {
            return Err(problem::line(line, DAMAGED));
        }
        let text = cell::text(cell.get_value(), None, None).map_err(|(why, _)| problem::line(line, why))?;
        headings.resize(place, String::new());
        headings.push(text.trim().to_owned());
    }
    Ok((line, headings))
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

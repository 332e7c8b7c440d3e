//! Formulas whose results no program has ever calculated: they show as empty, and are not.

use super::Workbook;
use calamine::{DataRef, XlsxError};
use std::collections::VecDeque;

/// What is wrong with such a cell, and what to do.
pub(super) const UNCALCULATED: &str = "its result was never calculated: open the file in a spreadsheet program, let it calculate, \
                                       and save it again";

/// The rows of a sheet below `after`, or on it, in which a cell that is `wanted` is a formula without a result: the row's
/// number from 1, and the first such column. `is_past` ends the search.
///
/// # Errors
/// The sheet cannot be read, and in which row.
pub(super) fn uncalculated(
    workbook: &mut Workbook,
    sheet: &str,
    after: u64,
    wanted: impl Fn(u64, usize) -> bool,
    is_past: impl Fn(u64) -> bool,
) -> Result<VecDeque<(u64, usize)>, (u64, XlsxError)> {
    let (mut found, mut line) = (VecDeque::new(), after);
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| (line, error))?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|error| (line, error))? {
        let (row, column) = cell.pos;
        line = u64::from(row) + 1;
        if is_past(line) {
            break;
        }
        let is_empty = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
        let is_new = found.back().is_none_or(|(last, _)| *last < line);
        if is_empty && is_new && line >= after && wanted(line, column as usize) {
            found.push_back((line, column as usize));
        }
    }
    Ok(found)
}

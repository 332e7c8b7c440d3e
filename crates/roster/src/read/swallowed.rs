//! Cells that have taken in the rows below them: a quote was opened in one row and closed some rows later. Without this,
//! those rows would be gone in silence where the cell's column is not read or may have several lines.

use super::{cell::is_date, columns::Columns, records::Records};
use crate::ValueClass;
use participants_core::Field;

/// What may have stood between the cells of the rows.
const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];

/// The place of a cell that has taken in rows, if there is one.
pub(super) fn find(records: &dyn Records, columns: &Columns) -> Option<usize> {
    let has_rows = |place: &usize| {
        let cell = records.cell(*place).filter(|cell| cell.contains('\n'));
        cell.is_some_and(|cell| DELIMITERS.iter().any(|delimiter| has_row(cell, *place, *delimiter, records, columns)))
    };
    (0..columns.all.len()).find(has_rows)
}

fn has_row(cell: &str, place: usize, delimiter: char, records: &dyn Records, columns: &Columns) -> bool {
    let width = columns.all.len();
    let lines: Vec<Vec<&str>> = cell.split('\n').map(|line| line.split(delimiter).collect()).collect();
    let [first, middle @ .., last] = lines.as_slice() else { return false };
    // A whole row between two line breaks, or the one that the cell begins and the one that it ends.
    if middle.iter().any(|line| line.len() == width && is_row(line, columns)) {
        return true;
    }
    let is_cut_in_rows = first.len() == width - place && last.len() == place + 1 && width > 1;
    if !is_cut_in_rows || middle.iter().any(|line| line.len() != width) {
        return false;
    }
    let behind = (place + 1..width).map(|place| records.cell(place).unwrap_or_default());
    is_row(&last.iter().copied().chain(behind).collect::<Vec<_>>(), columns)
        && is_row(
            &(0..place)
                .map(|place| records.cell(place).unwrap_or_default())
                .chain(first.iter().copied())
                .collect::<Vec<_>>(),
            columns,
        )
}

/// Whether cells are a row of these columns: each value that has a form of its own is of that form, and there is one.
fn is_row(cells: &[&str], columns: &Columns) -> bool {
    let mut known = 0;
    let fits = cells.iter().zip(&columns.all).all(|(cell, column)| {
        let (cell, Some(field)) = (cell.trim().trim_matches('"'), &column.field) else { return true };
        let fits = match field {
            _ if cell.is_empty() => return true,
            Field::Email => ValueClass::of(cell) == ValueClass::EmailLike && !cell.contains(' '),
            field if is_date(field) => ValueClass::of(cell) == ValueClass::DateLike,
            Field::Id | Field::ExternalId => !cell.contains(' ') && cell.contains(|sign: char| sign.is_ascii_digit()),
            _ => return true,
        };
        known += usize::from(fits);
        fits
    });
    fits && known > 0
}

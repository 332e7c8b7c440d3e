//! The rows of a roster, one at a time: from cells to what is wanted of a participant.

use super::{
    cell::{How, identifier, is_blank, set},
    columns::{Column, Columns},
    left_out::LeftOut,
    placeholder::{self, Placeholder},
    records::{CellKind, Records},
    swallowed, table,
};
use crate::{EmptyCell, Mapping, Problem, Row, ValueClass};
use participants_core::{Field, ParticipantUpdate};
use std::{fmt, sync::OnceLock};

/// The rows of a roster: each one either what it wants, or why it cannot be used.
///
/// After a problem with a row the next row comes; where the file itself can no longer be read, the problem is the last.
pub struct Rows<'a> {
    records: Box<dyn Records + 'a>,
    columns: &'a Columns,
    /// What every row is given, if anything.
    constants: Option<&'a ParticipantUpdate>,
    /// For each used column, whether its empty cells clear.
    clears: Vec<bool>,
    /// What the mapping says beside the columns.
    mapping: &'a Mapping,
    passed: LeftOut,
    /// Whether what follows is not of this table.
    is_ended: bool,
    /// Where that is kept once all rows are read.
    left_out: &'a OnceLock<LeftOut>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        records: Box<dyn Records + 'a>,
        columns: &'a Columns,
        mapping: &'a Mapping,
        left_out: &'a OnceLock<LeftOut>,
    ) -> Self {
        let fields = columns.used.iter().filter_map(|place| columns.all[*place].field.as_ref());
        let clears = fields.map(|field| mapping.on_empty(field) == EmptyCell::Clear).collect();
        let constants = Some(&mapping.constants).filter(|constants| !constants.named().is_empty());
        Self { records, columns, constants, clears, mapping, passed: LeftOut::default(), is_ended: false, left_out }
    }

    fn row(&mut self, line: u64) -> Result<Row, Problem> {
        if let Some(place) = swallowed::find(self.records.as_ref(), self.columns) {
            let cell = self.records.cell(place).unwrap_or_default();
            let rows = cell.matches('\n').count();
            let why = format!(
                "the cell has taken in the rows of {rows} lines below it: a quote is opened there and closed in a later row. Remove \
                 or double that quote, so that each row stands for itself"
            );
            return Err(problem(line, &self.columns.all[place], cell, why));
        }
        let (mut id, mut wanted) = (None, self.constants.cloned().unwrap_or_default());
        for (place, clears) in self.columns.used.iter().zip(&self.clears) {
            let column = &self.columns.all[*place];
            let cell = self.records.cell(*place);
            let (Some(cell), Some(field)) = (cell, &column.field) else { continue };
            let placeholder = placeholder::of(field, cell, self.mapping.empty_values.as_deref());
            self.passed.placeholders += u64::from(placeholder == Some(Placeholder::Empty));
            let done = if placeholder == Some(Placeholder::Missing) {
                Err(placeholder::MISSING.to_owned())
            } else if placeholder.is_some() && *clears && placeholder::is_zero(cell) {
                Err(placeholder::ZERO.to_owned())
            } else if column.has_leading_zeros && self.records.kind(*place) == CellKind::Number {
                Err(LOST_ZEROS.to_owned())
            } else if !is_blank(cell) && placeholder.is_none() {
                match field {
                    Field::Id => identifier(cell).map(|named| id = Some(named)),
                    field => set(
                        &mut wanted,
                        field,
                        cell,
                        How { dates: column.dates, allowed: &self.mapping.allowed_births },
                    ),
                }
            } else if *clears {
                wanted.clear(field).map_err(|error| error.to_string())
            } else {
                Ok(())
            };
            done.map_err(|why| problem(line, column, cell, why))?;
        }
        Ok(Row { line, id, wanted })
    }

    /// What the line is where it is no participant; none where it is one.
    fn other_line(&self) -> Option<Other> {
        let first = self.records.cell(0).unwrap_or_default().trim_start();
        if first.starts_with("# ") || first.starts_with("#TYPE ") {
            return Some(Other::Comment);
        }
        let cells = || self.columns.used.iter().filter_map(|place| Some((self.records.cell(*place)?.trim(), *place)));
        // Most lines are over here: the first cell is no heading.
        let (first, place) = cells().find(|(cell, _)| !cell.is_empty())?;
        if first == self.columns.all[place].heading {
            let is_heading = cells().all(|(cell, place)| cell == self.columns.all[place].heading);
            return is_heading.then_some(Other::Headings);
        }
        self.is_other_table().then_some(Other::Table)
    }

    /// Whether the line has the headings of another table: known ones alone, and at least three.
    fn is_other_table(&self) -> bool {
        let cells = || (0..self.columns.all.len()).filter_map(|place| Some(self.records.cell(place)?.trim()));
        let filled = || cells().filter(|cell| !cell.is_empty());
        // A row of a person has a digit or an `@` somewhere, most often.
        let is_word = |cell: &str| cell.len() <= 40 && !cell.bytes().any(|sign| sign.is_ascii_digit() || sign == b'@');
        filled().all(is_word) && filled().count() > 2 && filled().all(|cell| table::is_known(cell, self.mapping))
    }

    fn is_blank(&self) -> bool {
        let mut places = 0..self.columns.all.len();
        places.all(|place| self.records.cell(place).is_none_or(is_blank))
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(record) = self.records.advance().filter(|_| !self.is_ended) else {
                // Later passes pass over the same.
                let _ = self.left_out.set(self.passed);
                return None;
            };
            let line = match record {
                Ok(_) if self.is_blank() => continue,
                Ok(line) => line,
                Err(problem) => return Some(Err(problem)),
            };
            match self.other_line() {
                Some(Other::Comment) => self.passed.comments += 1,
                Some(Other::Headings) => self.passed.headings += 1,
                Some(Other::Table) => {
                    self.is_ended = true;
                    return Some(Err(super::problem::line(line, OTHER_TABLE)));
                }
                None => return Some(self.row(line)),
            }
        }
    }
}

/// A line that is no participant.
enum Other {
    /// The headings once more, as in files that were joined.
    Headings,
    Comment,
    /// The headings of another table.
    Table,
}

const OTHER_TABLE: &str = "reading ends here: the headings of another table stand in this line, and a file has one. Put the other one in a \
                           file of its own";

const LOST_ZEROS: &str = "the cell is a number, and other cells of the column are texts that begin with a zero: a spreadsheet may have removed \
                          its zeros. Format the column as text and write the value again from its source";

/// Shows no cell.
impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rows(…)")
    }
}

fn problem(line: u64, column: &Column, cell: &str, why: String) -> Problem {
    let (heading, field) = (Some(column.heading.clone()), column.field.clone());
    Problem { line: Some(line), column: heading, field, class: Some(ValueClass::of(cell)), why }
}

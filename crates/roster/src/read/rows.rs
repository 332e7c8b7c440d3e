//! The rows of a roster, one at a time: from cells to what is wanted of a participant.

use super::{
    cell::{How, identifier, is_blank, set},
    columns::{Column, Columns},
    placeholder::{self, Placeholder},
    records::Records,
    swallowed,
};
use crate::{EmptyCell, Mapping, Problem, Row, ValueClass};
use participants_core::{Field, ParticipantUpdate};
use std::fmt;

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
}

impl<'a> Rows<'a> {
    pub(super) fn new(records: Box<dyn Records + 'a>, columns: &'a Columns, mapping: &'a Mapping) -> Self {
        let fields = columns.used.iter().filter_map(|place| columns.all[*place].field.as_ref());
        let clears = fields.map(|field| mapping.on_empty(field) == EmptyCell::Clear).collect();
        let constants = Some(&mapping.constants).filter(|constants| !constants.named().is_empty());
        Self { records, columns, constants, clears, mapping }
    }

    fn row(&self, line: u64) -> Result<Row, Problem> {
        if let Some(place) = swallowed::find(self.records.as_ref(), self.columns) {
            let cell = self.records.cell(place).unwrap_or_default();
            let rows = cell.matches('\n').count();
            let why = format!(
                "the cell has taken in the rows of {rows} lines below it: a quote is opened there and closed in a later row. Remove \
                 or double that quote, so that each row stands for itself"
            );
            return Err(problem(line, &self.columns.all[place], cell, why));
        }
        if let Some(why) = self.no_participant() {
            return Err(problem_of_line(line, why));
        }
        let (mut id, mut wanted) = (None, self.constants.cloned().unwrap_or_default());
        for (place, clears) in self.columns.used.iter().zip(&self.clears) {
            let column = &self.columns.all[*place];
            let cell = self.records.cell(*place);
            let (Some(cell), Some(field)) = (cell, &column.field) else { continue };
            let placeholder = placeholder::of(field, cell, self.mapping.empty_values.as_deref());
            let done = if placeholder == Some(Placeholder::Missing) {
                Err(placeholder::MISSING.to_owned())
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

    /// Why the line is no participant: the headings once more, or a comment.
    fn no_participant(&self) -> Option<&'static str> {
        let cells =
            || self.columns.used.iter().map(|place| (self.records.cell(*place), &self.columns.all[*place].heading));
        let is_heading = cells().all(|(cell, heading)| cell.is_some_and(|cell| cell.trim() == heading));
        let first = self.records.cell(0).unwrap_or_default();
        match is_heading {
            true => Some("the headings stand here once more: take the line out"),
            false => first.trim_start().starts_with("# ").then_some("a comment stands here: take the line out"),
        }
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
            return Some(match self.records.advance()? {
                Ok(_) if self.is_blank() => continue,
                Ok(line) => self.row(line),
                Err(problem) => Err(problem),
            });
        }
    }
}

/// Shows no cell.
impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rows(…)")
    }
}

fn problem_of_line(line: u64, why: &str) -> Problem {
    super::problem::line(line, why)
}

fn problem(line: u64, column: &Column, cell: &str, why: String) -> Problem {
    let (heading, field) = (Some(column.heading.clone()), column.field.clone());
    Problem { line: Some(line), column: heading, field, class: Some(ValueClass::of(cell)), why }
}

//! The rows of a roster, one at a time: from cells to what is wanted of a participant.

use super::{
    cell::{identifier, is_blank, set},
    columns::{Column, Columns},
    records::Records,
};
use crate::{EmptyCell, Mapping, Problem, Row, ValueClass};
use participants_core::{Field, ParticipantUpdate};
use std::fmt;

/// The rows of a roster: each one either what it wants, or why it cannot be used.
///
/// After a problem with a row the next row comes; where the file itself can no longer be read, the problem is the last.
pub struct Rows<'a> {
    records: Box<dyn Records>,
    columns: &'a Columns,
    /// What every row is given, if anything.
    constants: Option<&'a ParticipantUpdate>,
    /// For each used column, whether its empty cells clear.
    clears: Vec<bool>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(records: Box<dyn Records>, columns: &'a Columns, mapping: &'a Mapping) -> Self {
        let fields = columns.used.iter().filter_map(|place| columns.all[*place].field.as_ref());
        let clears = fields.map(|field| mapping.on_empty(field) == EmptyCell::Clear).collect();
        let constants = Some(&mapping.constants).filter(|constants| !constants.named().is_empty());
        Self { records, columns, constants, clears }
    }

    fn row(&self, line: u64) -> Result<Row, Problem> {
        let (mut id, mut wanted) = (None, self.constants.cloned().unwrap_or_default());
        for (place, clears) in self.columns.used.iter().zip(&self.clears) {
            let column = &self.columns.all[*place];
            let cell = self.records.cell(*place);
            let (Some(cell), Some(field)) = (cell, &column.field) else { continue };
            let done = if !is_blank(cell) {
                match field {
                    Field::Id => identifier(cell).map(|named| id = Some(named)),
                    field => set(&mut wanted, field, cell, column.dates),
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

fn problem(line: u64, column: &Column, cell: &str, why: String) -> Problem {
    let (heading, field) = (Some(column.heading.clone()), column.field.clone());
    Problem { line: Some(line), column: heading, field, class: Some(ValueClass::of(cell)), why }
}

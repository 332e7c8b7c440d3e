//! The rows of a sheet, handed over by the thread that reads them.

use super::{
    DAMAGED, cell, describe,
    formulas::{UNCALCULATED, uncalculated},
    merged::Merged,
    open,
    sheet::{MOST_COLUMNS, Sheet},
};
use crate::{
    Problem,
    read::{
        columns::Columns,
        problem,
        records::{CellKind, Records},
    },
};
use participants_core::Field;
use std::{
    collections::VecDeque,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// How many rows are handed over at once, and how often before they are taken: so many are in memory.
const TOGETHER: usize = 256;
const WAITING: usize = 2;

/// The records of a sheet.
pub(in crate::read) struct SheetRecords {
    rows: Receiver<Vec<Message>>,
    here: std::vec::IntoIter<Message>,
    current: Vec<(String, CellKind)>,
    line: u64,
    ended: bool,
}

/// What the reading thread sends.
enum Message {
    Row(u64, Result<Cells, Problem>),
    /// The sheet cannot be read any further.
    Broken(Problem),
    /// Everything was read.
    End,
}

/// The cells of a row.
type Cells = Vec<(String, CellKind)>;

/// What the reading thread knows of a column.
struct Known {
    heading: String,
    field: Option<Field>,
}

impl SheetRecords {
    pub(super) fn open(sheet: &Sheet, bytes: Arc<[u8]>, columns: &Columns) -> Result<Self, Problem> {
        let columns: Vec<_> = columns
            .all
            .iter()
            .map(|column| Known { heading: column.heading.clone(), field: column.field.clone() })
            .collect();
        let (sheet, line) = (sheet.clone(), sheet.last_line());
        let (sender, rows) = sync_channel(WAITING);
        let reading = move || Reading { columns, sender, together: Vec::with_capacity(TOGETHER) }.read(&sheet, &bytes);
        let thread = thread::Builder::new().name("workbook".into()).spawn(reading);
        thread.map_err(|error| problem::unreadable(&error))?;
        Ok(Self { rows, here: Vec::new().into_iter(), current: Vec::new(), line, ended: false })
    }
}

impl Records for SheetRecords {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        if self.ended {
            return None;
        }
        let message = match self.here.next() {
            Some(message) => message,
            None => {
                // A thread that ends without a word has met a file that it did not survive.
                let broken = |_| vec![Message::Broken(problem::line(self.line + 1, broken(DAMAGED)))];
                self.here = self.rows.recv().unwrap_or_else(broken).into_iter();
                self.here.next()?
            }
        };
        match message {
            Message::Row(line, row) => {
                self.line = line;
                Some(row.map(|cells| {
                    self.current = cells;
                    line
                }))
            }
            Message::Broken(problem) => {
                self.ended = true;
                Some(Err(problem))
            }
            Message::End => {
                self.ended = true;
                None
            }
        }
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.current.get(column).map(|(text, _)| text.as_str())
    }

    fn kind(&self, column: usize) -> CellKind {
        self.current.get(column).map(|(_, kind)| *kind).unwrap_or_default()
    }
}

fn broken(why: &str) -> String {
    format!("reading ends here: {why}")
}

/// The reading thread's own.
struct Reading {
    columns: Vec<Known>,
    sender: SyncSender<Vec<Message>>,
    together: Vec<Message>,
}

/// Cells that do not say what their row has.
struct Unsure {
    merged: Merged,
    uncalculated: VecDeque<(u64, usize)>,
}

impl Unsure {
    /// The column of a formula without a result in this row. Rows before it are done with.
    fn formula(&mut self, line: u64) -> Option<usize> {
        while self.uncalculated.front().is_some_and(|(row, _)| *row < line) {
            self.uncalculated.pop_front();
        }
        self.uncalculated.front().filter(|(row, _)| *row == line).map(|(_, column)| *column)
    }
}

/// Why reading ends before the end.
enum Stopped {
    /// The rows are not taken any more.
    Unwanted,
    /// The sheet cannot be read any further.
    Broken(Problem),
}

impl Reading {
    fn read(mut self, sheet: &Sheet, bytes: &Arc<[u8]>) {
        let end = self.rows(sheet, bytes);
        let message = match end {
            Ok(()) => Message::End,
            Err(Stopped::Broken(problem)) => Message::Broken(problem),
            Err(Stopped::Unwanted) => return,
        };
        self.together.push(message);
        // Whether it is still received makes no difference now.
        let _ = self.sender.send(self.together);
    }

    fn rows(&mut self, sheet: &Sheet, bytes: &Arc<[u8]>) -> Result<(), Stopped> {
        let ends_at =
            |line: u64, why: &str| Stopped::Broken(problem::line(line.max(sheet.last_line() + 1), broken(why)));
        let mut workbook = open(bytes).map_err(Stopped::Broken)?;
        let is_used = |_, column: usize| self.columns.get(column).is_some_and(|column| column.field.is_some());
        let uncalculated = match sheet.has_formulas {
            true => uncalculated(&mut workbook, &sheet.name, sheet.last_line() + 1, is_used, |_| false),
            false => Ok(VecDeque::new()),
        };
        let uncalculated = uncalculated.map_err(|(line, error)| ends_at(line, &describe(&error)))?;
        let mut unsure = Unsure { merged: Merged::new(sheet.merged.clone()), uncalculated };
        let (mut line, mut row, mut last) = (sheet.last_line(), self.blank(), None);
        let mut cells =
            workbook.worksheet_cells_reader(&sheet.name).map_err(|error| ends_at(line, &describe(&error)))?;
        // The row at hand may lack the cell that cannot be read: it is not handed on.
        while let Some((cell, style)) =
            cells.next_cell_with_style_id().map_err(|error| ends_at(line, &describe(&error)))?
        {
            let at = cell.get_position();
            if last.is_some_and(|last| at <= last) || at.1 >= MOST_COLUMNS {
                return Err(ends_at(line, DAMAGED));
            }
            last = Some(at);
            let here = u64::from(at.0) + 1;
            if here > line {
                self.hand_on(line, std::mem::replace(&mut row, self.blank()), sheet, &mut unsure)?;
                line = here;
            }
            let column = at.1 as usize;
            let (Ok(texts), Some(known)) = (&mut row, self.columns.get(column)) else { continue };
            let Some(field) = &known.field else { continue };
            let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let format = format.map(|format| format.format_code.as_str());
            match cell::text(cell.get_value(), format, Some(field)) {
                Ok(text) => texts[column] = (text.into_owned(), cell::kind(cell.get_value())),
                Err((why, class)) => {
                    row = Err(Problem { class: Some(class), ..self.problem(here, column, why) });
                }
            }
        }
        self.hand_on(line, row, sheet, &mut unsure)
    }

    fn blank(&self) -> Result<Cells, Problem> {
        Ok(vec![(String::new(), CellKind::Text); self.columns.len()])
    }

    fn hand_on(
        &mut self,
        line: u64,
        row: Result<Cells, Problem>,
        sheet: &Sheet,
        unsure: &mut Unsure,
    ) -> Result<(), Stopped> {
        if line <= sheet.last_line() || sheet.is_left_out(line) {
            return Ok(());
        }
        let used = (0..self.columns.len()).filter(|column| self.columns[*column].field.is_some());
        let is_blank = row.as_ref().is_ok_and(|cells| cells.iter().all(|(cell, _)| cell.trim().is_empty()));
        let row = match (unsure.formula(line), unsure.merged.column(line, used)) {
            // A row of formulas alone is a participant, too.
            (Some(column), _) => Err(self.problem(line, column, &format!("the cell is a formula, and {UNCALCULATED}"))),
            (None, Some(column)) if !is_blank => {
                let why = "the cell is merged with others, and does not say whose value it is: unmerge the cells, and write the \
                           value in each";
                Err(self.problem(line, column, why))
            }
            _ => row,
        };
        self.together.push(Message::Row(line, row));
        if self.together.len() < TOGETHER {
            return Ok(());
        }
        let together = std::mem::replace(&mut self.together, Vec::with_capacity(TOGETHER));
        self.sender.send(together).map_err(|_| Stopped::Unwanted)
    }

    fn problem(&self, line: u64, column: usize, why: &str) -> Problem {
        let known = &self.columns[column];
        Problem { column: Some(known.heading.clone()), field: known.field.clone(), ..problem::line(line, why) }
    }
}

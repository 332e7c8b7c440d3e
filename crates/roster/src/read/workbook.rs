//! Workbooks of spreadsheet programs: which sheet is read, its headings, and its rows. `calamine` reads the cells; a thread
//! of its own keeps it, so that whatever a broken file does to it costs that file alone.

mod cell;
mod formulas;
mod grid;
mod hidden;
mod merged;
mod number;
mod package;
mod rows;
mod sheet;

pub(super) use sheet::Sheet;

use super::{columns::Columns, problem, records::Records};
use crate::Problem;
use calamine::{Xlsx, XlsxError, open_workbook_from_rs};
use grid::GridRecords;
use rows::SheetRecords;
use sheet::Source;
use std::{io::Cursor, sync::Arc, thread};

/// The records of a sheet below its headings.
pub(super) fn records(sheet: &Sheet, columns: &Columns) -> Result<Box<dyn Records>, Problem> {
    Ok(match sheet.source() {
        Source::Packed(bytes) => Box::new(SheetRecords::open(sheet, Arc::clone(bytes), columns)?),
        Source::Cells(range) => Box::new(GridRecords::of(range, sheet.last_line(), columns)),
    })
}

/// A file as it is packed.
type Packed = Cursor<Arc<[u8]>>;

type Workbook = Xlsx<Packed>;

fn open(bytes: &Arc<[u8]>) -> Result<Workbook, Problem> {
    open_workbook_from_rs(Cursor::new(Arc::clone(bytes))).map_err(|error| problem::file(describe(&error)))
}

/// Does something with a workbook that a broken one may not survive.
fn guarded<T: Send + 'static>(act: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
    let thread = thread::Builder::new().name("workbook".into()).spawn(act);
    let thread = thread.map_err(|error| problem::unreadable(&error))?;
    thread.join().unwrap_or_else(|_| Err(problem::file(DAMAGED)))
}

const DAMAGED: &str =
    "the workbook is damaged: open it, let it be repaired and save it again, or save the sheet as \"CSV UTF-8\"";

/// Describes an error of the reader. Its own text may repeat a value.
fn describe(error: &XlsxError) -> String {
    match error {
        XlsxError::Io(error) => format!("it cannot be read: {error}"),
        XlsxError::Password => "it is protected by a password: open it, save it without one and take that".to_owned(),
        _ => DAMAGED.to_owned(),
    }
}

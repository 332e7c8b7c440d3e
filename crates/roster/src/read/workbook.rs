//! Excel's workbooks (`.xlsx`, `.xlsm`): which sheet is read, its headings, and its rows. `calamine` reads the cells; a thread of
//! its own keeps it, so that whatever a broken file does to it costs that file alone.

mod cell;
mod formulas;
mod merged;
mod package;
mod rows;
mod sheet;

pub(super) use sheet::Sheet;

use super::{problem, source::Source};
use crate::Problem;
use calamine::{Xlsx, XlsxError, open_workbook_from_rs};
use rows::SheetRecords;
use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Seek},
    sync::Arc,
    thread,
};

/// The records of a sheet below its headings.
pub(super) fn records(source: &Source, sheet: &Sheet, columns: &super::Columns) -> Result<SheetRecords, Problem> {
    SheetRecords::open(source, sheet, columns)
}

/// A file one can go back and forth in.
trait Place: Read + Seek + Send {}

impl<T: Read + Seek + Send> Place for T {}

type Workbook = Xlsx<Box<dyn Place>>;

fn place(source: &Source) -> Result<Box<dyn Place>, Problem> {
    Ok(match source {
        Source::File(path) => Box::new(BufReader::new(File::open(path).map_err(|error| problem::unreadable(&error))?)),
        Source::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
    })
}

fn open(source: &Source) -> Result<Workbook, Problem> {
    open_workbook_from_rs(place(source)?).map_err(|error| problem::file(describe(&error)))
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

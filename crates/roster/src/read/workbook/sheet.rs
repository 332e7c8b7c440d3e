//! The rows of one sheet, read by a thread of their own: the reader of cells borrows the workbook, and so both live there.

use super::{
    super::{problem, records::Records, source::Source},
    cells,
};
use crate::Problem;
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use std::{
    io::{Read, Seek},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

/// How many rows are read ahead.
const AHEAD: usize = 256;
/// What a workbook may grow to when it is unpacked: more than a million rows of people.
const LARGEST: u64 = 2 << 30;
/// More columns than any file of people has. A single cell far to the right would make every row as wide.
const MOST_COLUMNS: u32 = 1_000;

/// A row: its number as the spreadsheet shows it, and its cells.
type Row = (u64, Vec<Option<String>>);

/// The rows of a sheet that hold something.
pub(super) struct Rows {
    rows: Receiver<Result<Row, Problem>>,
}

/// The rows below the headings.
pub(super) struct Below {
    rows: Receiver<Result<Row, Problem>>,
    cells: Vec<Option<String>>,
    columns: usize,
}

/// The sheet that is read: the one named, or the only one that holds anything.
pub(super) fn chosen(source: &Source, named: Option<&str>) -> Result<String, Problem> {
    let mut book = open(source)?;
    let names = book.sheet_names();
    let listed = |names: &[String]| names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    if let Some(named) = named {
        return match names.iter().find(|name| name.as_str() == named) {
            Some(name) => Ok(name.clone()),
            None => Err(problem::file(format!("there is no sheet {named:?}; there are {}", listed(&names)))),
        };
    }
    let mut filled = Vec::new();
    for name in names {
        // A chart is no sheet of cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        if cells.next_cell().map_err(unreadable)?.is_some() {
            filled.push(name);
        }
    }
    match (filled.len(), filled.first()) {
        (1, Some(name)) => Ok(name.clone()),
        (0, _) | (_, None) => Err(problem::file("the workbook is empty: write headings into its first row")),
        _ => Err(problem::file(format!(
            "several sheets hold something: say in the mapping's [file] which is the roster, as sheet = \"…\". There are {}",
            listed(&filled)
        ))),
    }
}

impl Rows {
    pub(super) fn open(source: &Source, sheet: &str) -> Result<Self, Problem> {
        let (source, sheet) = (source.clone(), sheet.to_owned());
        let (sender, rows) = sync_channel(AHEAD);
        let reading = move || {
            if let Err(why) = read(&source, &sheet, &sender) {
                // Nobody listens any more where this fails.
                drop(sender.send(Err(why)));
            }
        };
        let started = thread::Builder::new().name("workbook".into()).spawn(reading);
        started.map(|_| Self { rows }).map_err(|error| problem::unreadable(&error))
    }

    /// The headings: the first row that holds anything.
    pub(super) fn headings(&mut self) -> Result<Vec<String>, Problem> {
        let (_, cells) = self.rows.recv().map_err(|_| problem::file("the sheet is empty"))??;
        Ok(cells.into_iter().map(Option::unwrap_or_default).collect())
    }

    pub(super) fn below(self, columns: usize) -> Below {
        Below { rows: self.rows, cells: Vec::new(), columns }
    }
}

impl Records for Below {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        let (line, cells) = match self.rows.recv().ok()? {
            Ok(row) => row,
            Err(why) => return Some(Err(why)),
        };
        let beyond = cells.iter().skip(self.columns).any(Option::is_some);
        self.cells = cells;
        Some(if beyond {
            Err(problem::line(line, "a cell stands to the right of the last heading: give it one, or remove it"))
        } else {
            Ok(line)
        })
    }

    /// In a workbook every row has every column.
    fn cell(&self, column: usize) -> Option<&str> {
        (column < self.columns).then(|| self.cells.get(column).and_then(Option::as_deref).unwrap_or_default())
    }
}

/// Reads a sheet and sends its rows, until all are sent or nobody listens.
fn read(source: &Source, sheet: &str, sender: &SyncSender<Result<Row, Problem>>) -> Result<(), Problem> {
    let mut book = open(source)?;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let mut row: Option<Row> = None;
    loop {
        let next = cells.next_cell().map_err(unreadable)?;
        let place = next.as_ref().map(calamine::Cell::get_position);
        if let Some(done) = row.take_if(|(line, _)| place.is_none_or(|(at, _)| u64::from(at) + 1 != *line)) {
            if sender.send(Ok(done)).is_err() {
                return Ok(());
            }
        }
        let (Some(cell), Some((at, column))) = (next, place) else { return Ok(()) };
        if column >= MOST_COLUMNS {
            let why = "the row has more than a thousand columns: remove what stands far to the right";
            return Err(problem::line(u64::from(at) + 1, why));
        }
        let value: &DataRef<'_> = cell.get_value();
        if let Some(text) = cells::text(value) {
            let (_, cells) = row.get_or_insert_with(|| (u64::from(at) + 1, Vec::new()));
            cells.resize(cells.len().max(column as usize + 1), None);
            cells[column as usize] = Some(text);
        }
    }
}

/// What a workbook is read from.
trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

fn open(source: &Source) -> Result<Xlsx<Box<dyn Bytes>>, Problem> {
    let bytes = || -> Result<Box<dyn Bytes>, Problem> {
        Ok(match source {
            Source::File(path) => Box::new(std::io::BufReader::new(
                std::fs::File::open(path).map_err(|error| problem::unreadable(&error))?,
            )),
            Source::Bytes(bytes) => Box::new(std::io::Cursor::new(std::sync::Arc::clone(bytes))),
        })
    };
    let mut archive = zip::ZipArchive::new(bytes()?).map_err(|_| damaged())?;
    let mut size = 0_u64;
    for at in 0..archive.len() {
        size = size.saturating_add(archive.by_index_raw(at).map_err(|_| damaged())?.size());
    }
    if size > LARGEST {
        let why = "unpacked, the workbook would be larger than 2 GiB: save the sheet as \"CSV UTF-8\"";
        return Err(problem::file(why));
    }
    Xlsx::new(bytes()?).map_err(unreadable)
}

/// The library's own words may repeat a value.
fn unreadable(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => problem::file("the workbook has a password: save it without one"),
        XlsxError::Io(error) => problem::unreadable(&error),
        _ => damaged(),
    }
}

fn damaged() -> Problem {
    problem::file("this is no workbook that can be read, or it is damaged: open it, and save it as .xlsx again")
}

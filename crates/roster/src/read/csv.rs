//! CSV as people have it. The `csv` crate reads the cells; what it would let pass in silence is found here.

use super::{
    cell,
    columns::Headings,
    problem,
    quotes::Quotes,
    records::{LONGEST, Records, TOO_LONG},
    table::{self, Found, HeadRow, LOOKED_AT},
};
use crate::{Mapping, Problem};
use csv::{Reader, ReaderBuilder, StringRecord};

/// What may stand between two cells, where the file alone has to say it.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter: declared, named by a spreadsheet's `sep=` line, or the one under which the headings make most sense.
pub(super) fn delimiter(text: &str, mapping: &Mapping) -> Result<char, Problem> {
    if let Some(declared) = mapping.delimiter {
        return Ok(char::from(declared));
    }
    if let Some(named) = named(text) {
        return Ok(named);
    }
    let sense = |delimiter: &u8| {
        let rows = head(text, char::from(*delimiter), mapping);
        let found = table::find(&rows, mapping).unwrap_or(Found { at: 0, known: 0, is_repeated: false });
        (found.known, rows.get(found.at).map_or(0, |row| row.cells.len()))
    };
    let best = DELIMITERS.iter().max_by_key(|delimiter| sense(delimiter)).copied().unwrap_or(b',');
    if sense(&best).1 < 2 {
        return Err(problem::line(
            1,
            "only one column was found: separate the cells by comma, semicolon or tab, or declare `delimiter` in the \
             mapping's [file]",
        ));
    }
    Ok(char::from(best))
}

/// The delimiter of a first line such as `sep=;`.
fn named(text: &str) -> Option<char> {
    let rest = text.lines().next()?.strip_prefix("sep=")?;
    let mut characters = rest.chars();
    let first = characters.next().filter(char::is_ascii_punctuation).or(rest.starts_with('\t').then_some('\t'))?;
    characters.next().is_none().then_some(first)
}

/// The headings.
///
/// # Errors
/// The mapping names a row with nothing in it.
pub(super) fn headings(text: &str, delimiter: char, mapping: &Mapping) -> Result<Headings, Problem> {
    let rows = head(text, delimiter, mapping);
    let found = table::find(&rows, mapping)?;
    Ok(found.headings(rows, mapping))
}

/// As much of a text as its first rows have.
const HEAD: usize = 1 << 17;

/// The first rows, without a `sep=` line.
fn head(text: &str, delimiter: char, mapping: &Mapping) -> Vec<HeadRow> {
    let declared = mapping.headings_row.unwrap_or_default();
    // Without this, a quote that is never closed would take in the whole text for every delimiter.
    let most = if declared == 0 { HEAD } else { text.len() };
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let mut reader = reader(text.as_bytes().get(..end).unwrap_or_default(), delimiter);
    let (mut record, mut rows, mut count) = (StringRecord::new(), Vec::new(), 0);
    let first = usize::from(named(text).is_some());
    while rows.len() < LOOKED_AT || rows.last().is_none_or(|row: &HeadRow| row.line < declared) {
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        count += 1;
        if count > first && !record.iter().all(cell::is_blank) {
            let cells = record.iter().map(|heading| heading.trim().to_owned()).collect();
            rows.push(HeadRow { line: line_of(&record, &reader), count, cells });
        }
    }
    rows
}

/// The line where a record begins that was just read.
fn line_of(record: &StringRecord, reader: &Reader<&[u8]>) -> u64 {
    // The reader stands behind the record's line end. It counts blank lines before the record, so the way back is surer.
    let inside = record.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
    reader.position().line().saturating_sub(1 + inside).max(1)
}

fn reader(text: &[u8], delimiter: char) -> Reader<&[u8]> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(text)
}

/// What stands above the records: the line of the headings, how many there are, and how many rows up to them.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) line: u64,
    pub(super) width: usize,
    pub(super) rows: usize,
}

/// The records of a CSV file.
pub(super) struct CsvRecords<'a> {
    reader: Reader<&'a [u8]>,
    record: StringRecord,
    width: usize,
    /// The lines with a wrong quote that are still to come.
    wrong_quotes: &'a [u64],
    /// Where the text ends, if a quote is never closed: it is the last record's.
    open_end: Option<u64>,
    ended: bool,
}

impl<'a> CsvRecords<'a> {
    /// The records below the headings: so many rows from the first on are none, and the last of them are the headings.
    pub(super) fn open(text: &'a str, delimiter: char, quotes: &'a Quotes, head: &Head) -> Result<Self, Problem> {
        let (reader, record) = (reader(text.as_bytes(), delimiter), StringRecord::new());
        let (wrong_quotes, open_end) = (quotes.wrong.as_slice(), quotes.is_open.then_some(text.len() as u64));
        let mut records = Self { reader, record, width: head.width, wrong_quotes, open_end, ended: false };
        for _ in 0..head.rows {
            match records.next_line() {
                // What stands above the headings is not read.
                Some(Err(problem)) if records.ended || problem.line.is_none_or(|line| line >= head.line) => {
                    return Err(problem);
                }
                _ => {}
            }
        }
        Ok(records)
    }

    /// Reads one record; gives the line where it begins.
    fn next_line(&mut self) -> Option<Result<u64, Problem>> {
        if self.ended {
            return None;
        }
        let is_read = self.reader.read_record(&mut self.record);
        let (line, after) = (line_of(&self.record, &self.reader), self.reader.position().line());
        self.ended = !matches!(is_read, Ok(true)) || self.record.as_slice().len() > LONGEST;
        match is_read {
            Ok(false) => return None,
            Ok(true) if !self.ended => {}
            Ok(true) => return Some(Err(problem::line(line, TOO_LONG))),
            Err(_) => return Some(Err(problem::line(after, "reading ends here: the cells cannot be read"))),
        }
        if self.open_end == Some(self.reader.position().byte()) {
            let why = "a quote is opened here and never closed: everything from here to the end of the file is left out. \
                       Close the quote, or double it where it belongs to the text";
            self.ended = true;
            // No line end of its own ends this record.
            return Some(Err(problem::line(line + 1, why)));
        }
        let passed = self.wrong_quotes.partition_point(|wrong| *wrong < after);
        self.wrong_quotes = self.wrong_quotes.get(passed..).unwrap_or_default();
        if passed > 0 {
            let why = "a quote stands before or behind other text in its cell: put the whole cell in quotes, and double \
                       the quotes that belong to the text";
            return Some(Err(problem::line(line, why)));
        }
        Some(Ok(line))
    }
}

impl Records for CsvRecords<'_> {
    fn advance(&mut self) -> Option<Result<u64, Problem>> {
        let line = match self.next_line()? {
            Ok(line) => line,
            problem => return Some(problem),
        };
        let (cells, width) = (self.record.len(), self.width);
        let are_blank = |from: usize| self.record.iter().skip(from).all(cell::is_blank);
        // Spreadsheets write delimiters behind the last cell, and whole lines of them.
        if cells == width || (cells > width && are_blank(width)) || are_blank(0) {
            return Some(Ok(line));
        }
        Some(Err(problem::line(
            line,
            format!(
                "the row has {cells} cells and the headings are {width}: put a cell with a delimiter or a line break \
                 in quotes, and leave no cell out"
            ),
        )))
    }

    fn cell(&self, column: usize) -> Option<&str> {
        self.record.get(column)
    }
}

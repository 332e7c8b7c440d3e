//! CSV as people have it. The `csv` crate reads the cells; what it would let pass in silence is found here.

use super::{
    cell,
    columns::Headings,
    problem,
    quotes::Quotes,
    records::{LONGEST, Records, TOO_LONG},
};
use crate::{
    Mapping, Problem,
    headers::{self, Heading},
};
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
    let known = |heading: &String| mapping.column(heading).is_some() || headers::meaning(heading) != Heading::Unknown;
    let sense = |delimiter: &u8| {
        let headings = headings(text, char::from(*delimiter)).texts;
        (headings.iter().filter(|heading| known(heading)).count(), headings.len())
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
pub(super) fn headings(text: &str, delimiter: char) -> Headings {
    let mut reader = reader(text.as_bytes(), delimiter);
    let mut record = StringRecord::new();
    for _ in 0..=usize::from(named(text).is_some()) {
        if !reader.read_record(&mut record).unwrap_or(false) {
            record.clear();
        }
    }
    Headings {
        line: line_of(&record, &reader),
        texts: record.iter().map(|heading| heading.trim().to_owned()).collect(),
    }
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
    /// The records below the headings, of which there are `width`.
    pub(super) fn open(text: &'a str, delimiter: char, quotes: &'a Quotes, width: usize) -> Result<Self, Problem> {
        let (reader, record) = (reader(text.as_bytes(), delimiter), StringRecord::new());
        let (wrong_quotes, open_end) = (quotes.wrong.as_slice(), quotes.is_open.then_some(text.len() as u64));
        let mut records = Self { reader, record, width, wrong_quotes, open_end, ended: false };
        for _ in 0..=usize::from(named(text).is_some()) {
            records.next_line().transpose()?;
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

//! CSV as people have it. The `csv` crate reads the cells; what it would let pass in silence is found here.

use super::{
    Encoding, cell,
    format::Headings,
    problem,
    records::Records,
    source::Source,
    text::{END, Text},
};
use crate::{
    Mapping, Problem,
    headers::{self, Heading},
};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use memchr::memchr_iter;

/// What may stand between two cells, where the file alone has to say it.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter: declared, named by a spreadsheet's `sep=` line, or the one under which the headings make most sense.
pub(super) fn delimiter(head: &str, mapping: &Mapping) -> Result<char, Problem> {
    if let Some(declared) = mapping.delimiter {
        return Ok(char::from(declared));
    }
    if let Some(named) = named(head) {
        return Ok(named);
    }
    let known = |heading: &String| mapping.column(heading).is_some() || headers::meaning(heading) != Heading::Unknown;
    let sense = |delimiter: &u8| {
        let headings = headings(head, char::from(*delimiter)).texts;
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
fn named(head: &str) -> Option<char> {
    let rest = head.lines().next()?.strip_prefix("sep=")?;
    let mut characters = rest.chars();
    let first = characters.next().filter(char::is_ascii_punctuation).or(rest.starts_with('\t').then_some('\t'))?;
    characters.next().is_none().then_some(first)
}

/// The headings.
pub(super) fn headings(head: &str, delimiter: char) -> Headings {
    let mut reader = reader(head.as_bytes(), delimiter);
    let mut record = StringRecord::new();
    for _ in 0..=usize::from(named(head).is_some()) {
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
fn line_of<R: std::io::Read>(record: &StringRecord, reader: &Reader<R>) -> u64 {
    // The reader stands behind the record's line end. It counts blank lines before the record, so the way back is surer.
    let inside = memchr_iter(b'\n', record.as_slice().as_bytes()).count() as u64;
    reader.position().line().saturating_sub(1 + inside).max(1)
}

fn reader<R: std::io::Read>(source: R, delimiter: char) -> Reader<R> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(source)
}

/// The records of a CSV file.
pub(super) struct CsvRecords {
    reader: Reader<Text>,
    record: StringRecord,
    width: usize,
    ended: bool,
}

impl CsvRecords {
    /// The records below the headings, of which there are `width`.
    pub(super) fn open(source: &Source, encoding: Encoding, delimiter: char, width: usize) -> Result<Self, Problem> {
        let head = super::text::head(source, encoding)?;
        let text = Text::open(source, encoding, b"\n\x03\n")?.with_quotes(u8::try_from(delimiter).unwrap_or(b','));
        let mut records = Self { reader: reader(text, delimiter), record: StringRecord::new(), width, ended: false };
        for _ in 0..=usize::from(named(&head).is_some()) {
            match records.next_line() {
                Some(Ok(_)) => {}
                Some(Err(problem)) => return Err(problem),
                // The mark came first: there is nothing below the headings.
                None => break,
            }
        }
        Ok(records)
    }

    /// Reads one record; gives the line where it begins.
    fn next_line(&mut self) -> Option<Result<u64, Problem>> {
        if self.ended {
            return None;
        }
        let read = self.reader.read_record(&mut self.record);
        self.reader.get_mut().row_ended();
        let after = self.reader.position().line();
        match read {
            Ok(true) => {}
            Ok(false) => {
                self.ended = true;
                return None;
            }
            Err(error) => {
                self.ended = true;
                return Some(Err(match error.kind() {
                    ErrorKind::Io(error) => problem::line(after, format!("reading ends here: {error}")),
                    _ => problem::line(after, "reading ends here: the file has changed meanwhile"),
                }));
            }
        }
        let line = line_of(&self.record, &self.reader);
        match self.record.iter().next_back() {
            Some(last) if last.as_bytes().contains(&END) => {
                self.ended = true;
                let is_mark = self.record.len() == 1 && last.len() == 1;
                (!is_mark).then(|| {
                    let why = "a quote is opened here and never closed: everything from here to the end of the file \
                               is left out. Close the quote, or double it where it belongs to the text";
                    // No line end of its own ends this record.
                    Err(problem::line(line + 1, why))
                })
            }
            _ if self.reader.get_mut().had_wrong_quote_before(after) => {
                let why = "a quote stands before or behind other text in its cell: put the whole cell in quotes, and \
                           double the quotes that belong to the text";
                Some(Err(problem::line(line, why)))
            }
            _ => Some(Ok(line)),
        }
    }
}

impl Records for CsvRecords {
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

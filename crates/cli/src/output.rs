//! Printing: tables for people, JSON for programs, notes beside both on stderr.

use crate::{args::Format, exit::Failure};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use participants::escape_for_terminal;
use participants_roster::json_text;
use serde::Serialize;
use std::io::{IsTerminal, Write};

/// A line below the header, and nothing else: easy to read, and to copy from.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction(' '));

/// Where and how results are printed.
pub(crate) struct Output {
    format: Format,
}

impl Output {
    /// In the format asked for, or by whether a person is looking.
    pub(crate) fn new(format: Option<Format>) -> Self {
        let by_reader = || if std::io::stdout().is_terminal() { Format::Table } else { Format::Json };
        Self { format: format.unwrap_or_else(by_reader) }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// Prints `json` or the table, whichever is wanted.
    pub(crate) fn print(
        &self,
        json: &impl Serialize,
        header: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Failure> {
        match self.format {
            Format::Json => line(&pretty(json)?),
            Format::Table => line(&table(width(), header, rows)),
        }
    }

    /// Prints a list as it comes; its table has this header.
    pub(crate) fn list(&self, header: &'static [&'static str]) -> List {
        List { format: self.format, header, rows: Vec::new(), count: 0 }
    }
}

/// The most rows of one table. A longer list comes as several, each as wide as its own rows need.
const ROWS: usize = 1000;

/// A list that is printed while it comes: one JSON array, or tables. However long it is, it is never in memory.
pub(crate) struct List {
    format: Format,
    header: &'static [&'static str],
    rows: Vec<Vec<String>>,
    count: usize,
}

impl List {
    /// Prints one more.
    pub(crate) fn add<T: Serialize>(&mut self, item: &T, row: impl FnOnce(&T) -> Vec<String>) -> Result<(), Failure> {
        self.count += 1;
        match self.format {
            Format::Json => {
                // Laid out as one array is: no text of JSON holds a line break of its own.
                let text = pretty(item)?.replace('\n', "\n  ");
                write(&format!("{}  {text}", if self.count == 1 { "[\n" } else { ",\n" }))
            }
            Format::Table => {
                self.rows.push(row(item));
                if self.rows.len() < ROWS {
                    return Ok(());
                }
                line(&table(width(), self.header, std::mem::take(&mut self.rows)))
            }
        }
    }

    /// Ends the list; how long it was. One that is not ended, because its reading failed, is no JSON.
    pub(crate) fn end(self) -> Result<usize, Failure> {
        match self.format {
            Format::Json => line(if self.count == 0 { "[]" } else { "\n]" })?,
            Format::Table if self.rows.is_empty() && self.count > 0 => {}
            Format::Table => line(&table(width(), self.header, self.rows))?,
        }
        Ok(self.count)
    }
}

fn pretty(json: &impl Serialize) -> Result<String, Failure> {
    json_text(json).map_err(|error| Failure::invalid(format!("the result cannot be printed: {error}")))
}

fn write(text: &str) -> Result<(), Failure> {
    std::io::stdout().write_all(printable(text).as_bytes()).map_err(|error| Failure::output(&error))
}

impl Output {
    /// Prints what was carried out. A result that cannot be printed does not undo it: that is a remark on stderr, and
    /// the exit code is that of the work.
    pub(crate) fn report(
        &self,
        json: &impl Serialize,
        header: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Failure> {
        self.print(json, header, rows).or_else(|failure| {
            failure.remark("done, but the result could not be printed");
            Ok(())
        })
    }
}

/// One text on standard output, of one line or several: the one way there, so that nothing unescaped gets out.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{}", printable(text)).map_err(|error| Failure::output(&error))
}

/// A remark that does not belong to the result, on stderr.
pub(crate) fn note(text: &str) {
    // A remark that cannot be written is no reason to fail.
    drop(writeln!(std::io::stderr(), "note: {}", printable(text)));
}

/// How many columns the terminal has that a table is printed on.
fn width() -> Option<u16> {
    std::io::stdout()
        .is_terminal()
        .then(|| console::Term::stdout().size_checked())
        .flatten()
        .map(|(_, columns)| columns)
}

/// A table that is at most so wide; a cell that needs more goes on in the next line.
fn table(width: Option<u16>, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    if let Some(width) = width {
        table.set_width(width);
    }
    table.set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| escape_for_terminal(cell)));
    }
    table.to_string()
}

/// A text of several lines, each escaped for the terminal: a name may hold anything.
pub(crate) fn printable(text: &str) -> String {
    text.split('\n').map(escape_for_terminal).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_fits_the_terminal() {
        let header = ["id", "name", "meaning"];
        let long = "the whole address up to /api, in place of the instance; a segment of the login address".repeat(2);
        let rows = || [["2001", "Ö é-D'Örsay, 王小明 of the second group", &long].map(str::to_owned).to_vec()];
        for columns in [80, 120, 200] {
            let text = table(Some(columns), &header, rows());
            let widest = text.lines().map(console::measure_text_width).max();
            assert!(widest <= Some(usize::from(columns)), "{columns}:\n{text}");
            assert!(text.contains("2001") && text.contains("meaning"), "{text}");
        }
        // Where no terminal says how wide it is, each row is one line.
        assert_eq!(table(None, &header, rows()).lines().count(), 3);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(printable("Zo\u{1b}[2Jë\nb\u{202e}"), "Zo\\u{1b}[2Jë\nb\\u{202e}");
    }
}

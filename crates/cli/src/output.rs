//! Printing: tables for people, JSON for programs, notes beside both on stderr.

use crate::{args::Format, exit::Failure};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
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
            Format::Json => {
                let text = serde_json::to_string_pretty(json);
                line(&text.map_err(|error| Failure::invalid(format!("the result cannot be printed: {error}")))?)
            }
            Format::Table => line(&table(header, rows)),
        }
    }
}

/// One text on standard output.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{text}").map_err(|error| Failure::output(&error))
}

/// A remark that does not belong to the result, on stderr.
pub(crate) fn note(text: &str) {
    // A remark nobody can read is no reason to fail.
    drop(writeln!(std::io::stderr(), "note: {}", printable(text)));
}

fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell)));
    }
    table.to_string()
}

/// A text without the characters that steer a terminal: a name may hold anything.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert_eq!(printable("Zo\u{1b}[2Jë"), "Zo\u{fffd}[2Jë");
    }
}

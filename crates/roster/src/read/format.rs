//! What kind of file it is, and its records accordingly.

use super::{
    columns::{Columns, Headings},
    csv,
    encoding::{self, Encoding},
    json, kind, problem,
    quotes::Quotes,
    records::Records,
};
use crate::{Mapping, Problem};

/// What kind of file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Cells between delimiters, headings in the first line.
    Csv {
        /// How its characters are written.
        encoding: Encoding,
        /// What stands between two cells.
        delimiter: char,
    },
    /// One JSON object in each line.
    JsonLines {
        /// How its characters are written.
        encoding: Encoding,
    },
    /// A JSON array of objects, alone or under a key of an object.
    Json {
        /// How its characters are written.
        encoding: Encoding,
    },
    /// A sheet of a spreadsheet program's workbook. Read with the feature `xlsx`.
    Workbook {
        /// The sheet's name.
        sheet: String,
    },
}

/// A file's format, with all that is needed to read its records, as often as they are wanted.
pub(super) enum Layout {
    Csv {
        encoding: Encoding,
        delimiter: char,
        quotes: Quotes,
        head: csv::Head,
        text: String,
    },
    Json {
        encoding: Encoding,
        objects: json::Objects,
        text: String,
    },
    #[cfg(feature = "xlsx")]
    Workbook(super::workbook::Sheet),
}

impl Layout {
    /// Finds out how a file is to be read.
    pub(super) fn find(bytes: Vec<u8>, mapping: &Mapping) -> Result<(Self, Headings), Problem> {
        if kind::is_workbook(&bytes)? {
            return workbook(bytes, mapping);
        }
        let (encoding, text) = encoding::decode(&bytes, mapping.encoding)?;
        if text.trim_ascii().is_empty() {
            return Err(problem::file("it is empty: the first line has the headings, each further one a person"));
        }
        if let Some(other) = kind::other_text(&text) {
            return Err(problem::file(other));
        }
        if text.trim_start().starts_with(['{', '[']) {
            let objects = json::Objects::find(&text)?;
            let texts = json::keys(&text, &objects)?;
            let headings = Headings { line: 1, texts, last_line: 1, rows: 0, notes: Vec::new() };
            return Ok((Self::Json { encoding, objects, text }, headings));
        }
        let delimiter = csv::delimiter(&text, mapping)?;
        let (headings, quotes) = (csv::headings(&text, delimiter, mapping)?, Quotes::of(&text, delimiter));
        let head = csv::Head { line: headings.line, width: headings.texts.len(), rows: headings.rows };
        // Headings that cannot be read correctly are reported now, not when the first row is read.
        csv::CsvRecords::open(&text, delimiter, &quotes, &head)?;
        Ok((Self::Csv { encoding, delimiter, quotes, head, text }, headings))
    }

    pub(super) fn format(&self) -> Format {
        match self {
            Self::Csv { encoding, delimiter, .. } => Format::Csv { encoding: *encoding, delimiter: *delimiter },
            Self::Json { encoding, objects: json::Objects::Lines, .. } => Format::JsonLines { encoding: *encoding },
            Self::Json { encoding, .. } => Format::Json { encoding: *encoding },
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => Format::Workbook { sheet: sheet.name.clone() },
        }
    }

    /// Whether the file says of its cells whether they are numbers, dates or texts.
    pub(super) fn are_cells_typed(&self) -> bool {
        #[cfg(feature = "xlsx")]
        return matches!(self, Self::Workbook(_));
        #[cfg(not(feature = "xlsx"))]
        false
    }

    /// What is worth knowing of its rows before they are read.
    pub(super) fn note(&self) -> Option<String> {
        match self {
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => sheet.note(),
            _ => None,
        }
    }

    /// The records below the headings.
    pub(super) fn records(&self, columns: &Columns) -> Result<Box<dyn Records + '_>, Problem> {
        Ok(match self {
            Self::Csv { delimiter, quotes, head, text, .. } => {
                Box::new(csv::CsvRecords::open(text, *delimiter, quotes, head)?)
            }
            Self::Json { text, objects, .. } => Box::new(json::JsonRecords::of(text, objects, columns)),
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => super::workbook::records(sheet, columns)?,
        })
    }
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: Vec<u8>, mapping: &Mapping) -> Result<(Layout, Headings), Problem> {
    let (sheet, headings) = super::workbook::Sheet::find(bytes.into(), mapping)?;
    Ok((Layout::Workbook(sheet), headings))
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: Vec<u8>, _: &Mapping) -> Result<(Layout, Headings), Problem> {
    Err(problem::file(
        "it is a spreadsheet's own file, and this program was built without the feature `xlsx`: save the sheet as \"CSV UTF-8\" \
         and take that",
    ))
}

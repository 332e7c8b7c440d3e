//! What kind of file it is, and its records accordingly.

use super::{Columns, Encoding, csv, encoding, json, kind, records::Records, source::Source, text};
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
    /// A sheet of one of Excel's workbooks, `.xlsx` or `.xlsm`. Read with the feature `xlsx`.
    Workbook {
        /// The sheet's name.
        sheet: String,
    },
}

/// A file's format, with all that is needed to read it once more.
#[derive(Debug)]
pub(super) enum Layout {
    Csv {
        encoding: Encoding,
        delimiter: char,
    },
    JsonLines {
        encoding: Encoding,
    },
    #[cfg(feature = "xlsx")]
    Workbook(super::workbook::Sheet),
}

/// The headings of a file, and the line where they stand.
pub(super) struct Headings {
    pub(super) line: u64,
    pub(super) texts: Vec<String>,
}

impl Layout {
    /// Finds out how a file is to be read.
    pub(super) fn find(source: &Source, mapping: &Mapping) -> Result<(Self, Headings), Problem> {
        if kind::is_packed(source)? {
            return workbook(source, mapping);
        }
        let encoding = encoding::of(source, mapping.encoding)?;
        let head = text::head(source, encoding)?;
        if head.trim_start().starts_with('{') {
            let texts = json::keys(source, encoding)?;
            return Ok((Self::JsonLines { encoding }, Headings { line: 1, texts }));
        }
        let delimiter = csv::delimiter(&head, mapping)?;
        let headings = csv::headings(&head, delimiter);
        // Headings that cannot be read correctly are reported now, not when the first row is read.
        csv::CsvRecords::open(source, encoding, delimiter, headings.texts.len())?;
        Ok((Self::Csv { encoding, delimiter }, headings))
    }

    pub(super) fn format(&self) -> Format {
        match self {
            Self::Csv { encoding, delimiter } => Format::Csv { encoding: *encoding, delimiter: *delimiter },
            Self::JsonLines { encoding } => Format::JsonLines { encoding: *encoding },
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => Format::Workbook { sheet: sheet.name.clone() },
        }
    }

    /// The records below the headings.
    pub(super) fn records(&self, source: &Source, columns: &Columns) -> Result<Box<dyn Records>, Problem> {
        Ok(match self {
            Self::Csv { encoding, delimiter } => {
                Box::new(csv::CsvRecords::open(source, *encoding, *delimiter, columns.all.len())?)
            }
            Self::JsonLines { encoding } => Box::new(json::JsonRecords::open(source, *encoding, columns.headings())?),
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => Box::new(super::workbook::records(source, sheet, columns)?),
        })
    }
}

#[cfg(feature = "xlsx")]
fn workbook(source: &Source, mapping: &Mapping) -> Result<(Layout, Headings), Problem> {
    let (sheet, texts) = super::workbook::Sheet::find(source, mapping.sheet.as_deref())?;
    let line = sheet.line;
    Ok((Layout::Workbook(sheet), Headings { line, texts }))
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &Source, _: &Mapping) -> Result<(Layout, Headings), Problem> {
    Err(super::problem::file(
        "it is a spreadsheet's own file, and this program was built without the feature `xlsx`: save the sheet as \"CSV UTF-8\" \
         and take that",
    ))
}

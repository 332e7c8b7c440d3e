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
    /// A sheet of one of Excel's workbooks, `.xlsx` or `.xlsm`. Read with the feature `xlsx`.
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
        text: String,
    },
    JsonLines {
        encoding: Encoding,
        text: String,
    },
    #[cfg(feature = "xlsx")]
    Workbook(super::workbook::Sheet),
}

impl Layout {
    /// Finds out how a file is to be read.
    pub(super) fn find(bytes: Vec<u8>, mapping: &Mapping) -> Result<(Self, Headings), Problem> {
        if kind::is_packed(&bytes)? {
            return workbook(bytes, mapping);
        }
        let (encoding, text) = encoding::decode(&bytes, mapping.encoding)?;
        if text.trim_ascii().is_empty() {
            return Err(problem::file("it is empty: the first line has the headings, each further one a person"));
        }
        if text.trim_start().starts_with('{') {
            let texts = json::keys(&text)?;
            return Ok((Self::JsonLines { encoding, text }, Headings { line: 1, texts }));
        }
        let delimiter = csv::delimiter(&text, mapping)?;
        let (headings, quotes) = (csv::headings(&text, delimiter), Quotes::of(&text, delimiter));
        // Headings that cannot be read correctly are reported now, not when the first row is read.
        csv::CsvRecords::open(&text, delimiter, &quotes, headings.texts.len())?;
        Ok((Self::Csv { encoding, delimiter, quotes, text }, headings))
    }

    pub(super) fn format(&self) -> Format {
        match self {
            Self::Csv { encoding, delimiter, .. } => Format::Csv { encoding: *encoding, delimiter: *delimiter },
            Self::JsonLines { encoding, .. } => Format::JsonLines { encoding: *encoding },
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => Format::Workbook { sheet: sheet.name.clone() },
        }
    }

    /// The records below the headings.
    pub(super) fn records(&self, columns: &Columns) -> Result<Box<dyn Records + '_>, Problem> {
        Ok(match self {
            Self::Csv { delimiter, quotes, text, .. } => {
                Box::new(csv::CsvRecords::open(text, *delimiter, quotes, columns.all.len())?)
            }
            Self::JsonLines { text, .. } => Box::new(json::JsonRecords::of(text, columns.headings())),
            #[cfg(feature = "xlsx")]
            Self::Workbook(sheet) => Box::new(super::workbook::records(sheet, columns)?),
        })
    }
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: Vec<u8>, mapping: &Mapping) -> Result<(Layout, Headings), Problem> {
    let (sheet, texts) = super::workbook::Sheet::find(bytes.into(), mapping.sheet.as_deref())?;
    let line = sheet.line;
    Ok((Layout::Workbook(sheet), Headings { line, texts }))
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: Vec<u8>, _: &Mapping) -> Result<(Layout, Headings), Problem> {
    Err(problem::file(
        "it is a spreadsheet's own file, and this program was built without the feature `xlsx`: save the sheet as \"CSV UTF-8\" \
         and take that",
    ))
}

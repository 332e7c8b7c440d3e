//! Reading a roster: how a file was understood, and its rows one by one. Memory holds a few rows, never the file.

mod cell;
mod columns;
mod csv;
mod encoding;
mod json;
mod problem;
mod quotes;
mod records;
mod rows;
mod source;
mod text;
mod workbook;

pub use columns::Column;
pub use encoding::Encoding;
pub use rows::Rows;

pub(crate) use cell::{is_date, set};

use crate::{Mapping, Problem};
use columns::Columns;
use participants_core::Field;
use records::Records;
use source::Source;
use std::path::Path;

/// A file of people, understood and ready to be read.
///
/// ```
/// use participants_roster::{Mapping, Roster, core::{Change, Field}};
///
/// let file = "Prénom;Nom;Né le\nZoë;D'Hôtel;31.12.1990\nBo;Å;soon\n";
/// let roster = Roster::from_bytes(file, &Mapping::default())?;
/// let mut rows = roster.rows()?;
/// let zoe = rows.next().unwrap()?;
/// assert_eq!((zoe.line, zoe.wanted.change(&Field::DateOfBirth)), (2, Change::Set("1990-12-31".into())));
/// let problem = rows.next().unwrap().unwrap_err();
/// assert_eq!((problem.line, problem.field), (Some(3), Some(Field::DateOfBirth)));
/// # Ok::<(), participants_roster::Problem>(())
/// ```
#[derive(Debug)]
pub struct Roster {
    source: Source,
    format: Format,
    columns: Columns,
    mapping: Mapping,
}

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
    /// A spreadsheet's workbook, headings in the first row of the sheet that is not empty.
    Xlsx {
        /// The sheet's name.
        sheet: String,
    },
}

impl Roster {
    /// Understands a file. It is read once or twice for that: for its encoding, and for the order of its dates.
    ///
    /// # Errors
    /// Why the file as a whole cannot be read right, and what to do.
    pub fn open(path: &Path, mapping: &Mapping) -> Result<Self, Problem> {
        Self::of(Source::file(path), mapping)
    }

    /// Understands a file that is in memory already.
    ///
    /// # Errors
    /// As [`Roster::open`].
    pub fn from_bytes(bytes: impl Into<Vec<u8>>, mapping: &Mapping) -> Result<Self, Problem> {
        Self::of(Source::bytes(bytes.into()), mapping)
    }

    fn of(source: Source, mapping: &Mapping) -> Result<Self, Problem> {
        if workbook::is_one(&source)? {
            let (sheet, headings) = workbook::headings(&source, mapping.sheet.as_deref())?;
            return Self::under(headings, source, Format::Xlsx { sheet }, mapping);
        }
        let encoding = encoding::of(&source, mapping.encoding)?;
        let head = text::head(&source, encoding)?;
        let (format, headings) = if head.trim_start().starts_with('{') {
            (Format::JsonLines { encoding }, json::keys(&source, encoding)?)
        } else {
            let delimiter = csv::delimiter(&head, mapping)?;
            (Format::Csv { encoding, delimiter }, csv::headings(&head, delimiter))
        };
        Self::under(headings, source, format, mapping)
    }

    fn under(headings: Vec<String>, source: Source, format: Format, mapping: &Mapping) -> Result<Self, Problem> {
        let mut columns = Columns::of(headings, mapping)?;
        if columns.are_dates_unclear() {
            let mut records = records(&source, &format, &columns)?;
            columns.look_at_dates(records.as_mut());
        }
        Ok(Self { source, format, columns, mapping: mapping.clone() })
    }

    /// What kind of file it is.
    #[must_use]
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// Its columns, in their order, with the field each one is read as. In JSON lines a column is a key.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns.all
    }

    /// The fields its rows may say something about: those of its columns and those of the mapping's constants. The
    /// provider's identifier is none of them: it says whom a row means.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let columns = self.columns.all.iter().filter_map(|column| column.field.clone());
        columns.chain(self.mapping.constants.named()).filter(|field| *field != Field::Id).collect()
    }

    /// Its rows, from the first on. One bad row costs one row. Lines without any value are passed over.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn rows(&self) -> Result<Rows<'_>, Problem> {
        Ok(Rows::new(records(&self.source, &self.format, &self.columns)?, &self.columns, &self.mapping))
    }
}

/// The records of a file below its headings.
fn records(source: &Source, format: &Format, columns: &Columns) -> Result<Box<dyn Records>, Problem> {
    Ok(match format {
        Format::Csv { encoding, delimiter } => {
            Box::new(csv::CsvRecords::open(source, *encoding, *delimiter, columns.all.len())?)
        }
        Format::JsonLines { encoding } => Box::new(json::JsonRecords::open(source, *encoding, columns.headings())?),
        Format::Xlsx { sheet } => workbook::records(source, sheet, columns.all.len())?,
    })
}

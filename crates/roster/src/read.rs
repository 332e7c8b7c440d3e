//! Reading a roster: how a file was understood, and its rows one by one. Memory holds one row, never the file.

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        let encoding = encoding::of(&source, mapping.encoding)?;
        let head = text::head(&source, encoding)?;
        let is_json = head.trim_start().starts_with('{');
        let format = if is_json {
            Format::JsonLines { encoding }
        } else {
            Format::Csv { encoding, delimiter: csv::delimiter(&head, mapping)? }
        };
        let headings = match format {
            Format::JsonLines { .. } => json::keys(&source, encoding)?,
            Format::Csv { delimiter, .. } => csv::headings(&head, delimiter),
        };
        let mut columns = Columns::of(headings, mapping)?;
        if columns.are_dates_unclear() {
            let mut records = records(&source, format, &columns)?;
            columns.look_at_dates(records.as_mut());
        }
        Ok(Self { source, format, columns, mapping: mapping.clone() })
    }

    /// What kind of file it is.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its columns, in their order, with the field each one is read as. In JSON lines a column is a key.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns.all
    }

    /// The fields its rows may say something about: those of its columns and those of the mapping's constants.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let columns = self.columns.all.iter().filter_map(|column| column.field.clone());
        columns.chain(self.mapping.constants.named()).collect()
    }

    /// Its rows, from the first on. One bad row costs one row. Lines without any value are passed over.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn rows(&self) -> Result<Rows<'_>, Problem> {
        Ok(Rows::new(records(&self.source, self.format, &self.columns)?, &self.columns, &self.mapping))
    }
}

/// The records of a file below its headings.
fn records(source: &Source, format: Format, columns: &Columns) -> Result<Box<dyn Records>, Problem> {
    Ok(match format {
        Format::Csv { encoding, delimiter } => {
            Box::new(csv::CsvRecords::open(source, encoding, delimiter, columns.all.len())?)
        }
        Format::JsonLines { encoding } => Box::new(json::JsonRecords::open(source, encoding, columns.headings())?),
    })
}

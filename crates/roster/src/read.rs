//! Reading a roster: how a file was understood, and its rows one by one. Memory holds the text of the file.

mod cell;
mod columns;
mod csv;
mod damage;
mod email;
mod encoding;
mod format;
mod json;
mod kind;
mod left_out;
mod placeholder;
mod problem;
mod quotes;
mod records;
mod rows;
mod swallowed;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;

pub use columns::Column;
pub use encoding::Encoding;
pub use format::Format;
pub use left_out::LeftOut;
pub use rows::Rows;

pub(crate) use cell::{How, is_date, set};

use crate::{Mapping, Problem};
use columns::Columns;
use format::Layout;
use participants_core::Field;
use std::{fmt, fs::File, io::Read, path::Path, sync::OnceLock};

/// How large a file may be: some 9,000,000 rows. It is in memory as a whole.
const LARGEST: u64 = 1 << 30;

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
pub struct Roster {
    layout: Layout,
    columns: Columns,
    mapping: Mapping,
    notes: Vec<String>,
    left_out: OnceLock<LeftOut>,
}

impl Roster {
    /// Reads a file into memory and understands it: of 1 GiB at the most.
    ///
    /// # Errors
    /// Why the file as a whole cannot be read right, and what to do.
    pub fn open(path: impl AsRef<Path>, mapping: &Mapping) -> Result<Self, Problem> {
        Self::from_reader(File::open(path).map_err(|error| problem::unreadable(&error))?, mapping)
    }

    /// The same of what is read to its end, such as standard input.
    ///
    /// # Errors
    /// As [`Roster::open`].
    pub fn from_reader(from: impl Read, mapping: &Mapping) -> Result<Self, Problem> {
        Self::from_bytes(read_at_most(from, LARGEST)?, mapping)
    }

    /// Understands a file that is in memory already.
    ///
    /// # Errors
    /// As [`Roster::open`].
    pub fn from_bytes(bytes: impl Into<Vec<u8>>, mapping: &Mapping) -> Result<Self, Problem> {
        let (layout, headings) = Layout::find(bytes.into(), mapping)?;
        let line = headings.line;
        let mut columns = Columns::of(line, headings.texts, mapping)?;
        let mut notes = headings.notes;
        if columns.is_doubtful() {
            notes.extend(columns.look_at_first(layout.records(&columns)?.as_mut()));
        }
        columns.refuse_unread(line, mapping)?;
        if columns.is_unclear(layout.are_cells_typed()) {
            columns.look_at(layout.records(&columns)?.as_mut());
        }
        notes.extend(layout.note());
        Ok(Self { layout, columns, mapping: mapping.clone(), notes, left_out: OnceLock::new() })
    }

    /// What kind of file it is.
    #[must_use]
    pub fn format(&self) -> Format {
        self.layout.format()
    }

    /// Its columns, in their order, with the field each one is read as. In JSON lines a column is a key.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns.all
    }

    /// What is worth knowing of how the file was understood, as sentences: where its headings were found, how many of
    /// its rows are hidden. They hold no value.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The headings of the columns that are not read and that the mapping does not ignore on purpose.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        self.columns.unread()
    }

    /// What was passed over on purpose when its rows were read to their end; none before that.
    #[must_use]
    pub fn left_out(&self) -> Option<LeftOut> {
        self.left_out.get().copied()
    }

    /// How its columns are understood.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The fields its rows may say something about: those of its columns and those of the mapping's constants. The
    /// provider's identifier is none of them: it says who is meant.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let columns = self.columns.all.iter().filter_map(|column| column.field.clone());
        columns.filter(|field| *field != Field::Id).chain(self.mapping.constants.named()).collect()
    }

    /// Its rows, from the first on. One bad row costs one row. Lines without any value are passed over.
    ///
    /// # Errors
    /// Where the file can no longer be read.
    pub fn rows(&self) -> Result<Rows<'_>, Problem> {
        Ok(Rows::new(self.layout.records(&self.columns)?, &self.columns, &self.mapping, &self.left_out))
    }
}

/// All bytes up to the end; what has more, or never ends, is refused instead of filling the memory.
fn read_at_most(from: impl Read, largest: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = from.take(largest.saturating_add(1)).read_to_end(&mut bytes);
    match read.map_err(|error| problem::unreadable(&error))? as u64 > largest {
        true => Err(problem::too_large(largest)),
        false => Ok(bytes),
    }
}

/// Shows no cell.
impl fmt::Debug for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Roster").field("format", &self.format()).field("columns", &self.columns).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_refused() {
        assert_eq!(read_at_most(&b"email"[..], 5).unwrap(), b"email");
        let problem = read_at_most(std::io::repeat(b'\n'), 2 << 20).unwrap_err();
        assert!(problem.why.contains("larger than 2 MiB"), "{problem}");
    }
}

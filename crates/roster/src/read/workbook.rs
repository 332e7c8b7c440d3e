//! Workbooks of spreadsheets: whether a file is one, and where its rows come from.

use super::{problem, records::Records, source::Source};
use crate::Problem;

#[cfg(feature = "xlsx")]
mod cells;
#[cfg(feature = "xlsx")]
mod sheet;

/// How a workbook of today begins: it is a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// How an older workbook begins, and one with a password.
const OLDER: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the file is a workbook.
///
/// # Errors
/// It is one that cannot be read, or the file cannot.
pub(super) fn is_one(source: &Source) -> Result<bool, Problem> {
    let mut begins = Vec::new();
    let mut bytes = std::io::Read::take(source.read()?, OLDER.len() as u64);
    std::io::Read::read_to_end(&mut bytes, &mut begins).map_err(|error| problem::unreadable(&error))?;
    if begins == OLDER {
        let why = "this is a workbook with a password, or one of an older kind (.xls): save it as .xlsx without a \
                   password, or as \"CSV UTF-8\"";
        return Err(problem::file(why));
    }
    Ok(begins.starts_with(ZIP))
}

/// The name of the sheet that is read, and its headings.
///
/// # Errors
/// It cannot be told which sheet, or the workbook cannot be read.
#[cfg(feature = "xlsx")]
pub(super) fn headings(source: &Source, named: Option<&str>) -> Result<(String, Vec<String>), Problem> {
    let sheet = sheet::chosen(source, named)?;
    let headings = sheet::Rows::open(source, &sheet)?.headings()?;
    Ok((sheet, headings))
}

/// The rows below the headings.
///
/// # Errors
/// The workbook cannot be read.
#[cfg(feature = "xlsx")]
pub(super) fn records(source: &Source, sheet: &str, columns: usize) -> Result<Box<dyn Records>, Problem> {
    let mut rows = sheet::Rows::open(source, sheet)?;
    rows.headings()?;
    Ok(Box::new(rows.below(columns)))
}

/// Without the feature, a workbook is refused.
#[cfg(not(feature = "xlsx"))]
pub(super) fn headings(_: &Source, _: Option<&str>) -> Result<(String, Vec<String>), Problem> {
    Err(problem::file("this is a workbook, and this build reads none: save the sheet as \"CSV UTF-8\""))
}

/// Without the feature there is no workbook whose rows could be asked for.
#[cfg(not(feature = "xlsx"))]
pub(super) fn records(_: &Source, _: &str, _: usize) -> Result<Box<dyn Records>, Problem> {
    Err(problem::file("this build reads no workbooks"))
}

//! What a packed file holds, before anything of it is kept in memory: whether it is a workbook, and how large it is unpacked.

use super::{Packed, problem};
use crate::Problem;
use std::io::Read;
use zip::{ZipArchive, result::ZipError};

/// The most a part may have unpacked, in bytes, where it is kept in memory: all texts of all sheets stand in one.
const MOST_KEPT: u64 = 512 << 20;

/// The most the formats of cells may have: each stands for more memory than bytes.
const MOST_FORMATS: u64 = 16 << 20;

/// The most a sheet may have. It is read as a stream; a million rows of twelve columns have about half of it.
const MOST_STREAMED: u64 = 1 << 30;

/// The most that may stand between two cells, or two marks of any kind.
const MOST_BETWEEN: u64 = 4 << 20;

/// What a workbook has beside values.
#[derive(Clone, Copy, Default)]
pub(super) struct Contents {
    /// Cells of it are merged.
    pub(super) has_merged: bool,
    /// Cells of it have formulas.
    pub(super) has_formulas: bool,
    /// Rows or columns of it are hidden.
    pub(super) has_hidden: bool,
    /// Whether it is of Excel's usual kind; else it is binary or of LibreOffice.
    pub(super) is_xml_workbook: bool,
}

/// Looks through a packed file; gives what it has.
///
/// # Errors
/// What it is instead of a workbook; or that it is larger than what is read.
pub(super) fn look(packed: Packed) -> Result<Contents, Problem> {
    let mut archive = ZipArchive::new(packed).map_err(|error| describe(&error))?;
    let mut names = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| describe(&error))?;
        names.push(entry.name().map_err(|error| describe(&error))?.to_ascii_lowercase());
    }
    if let Some(other) = other_kind(&names) {
        return Err(problem::file(other));
    }
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let is_xml_workbook = !(has("xl/workbook.bin") || (has("mimetype") && has("content.xml")));
    let (mut kept, mut streamed, mut contents) = (0, 0, Contents { is_xml_workbook, ..Contents::default() });
    for (index, name) in names.iter().enumerate() {
        if !(name.ends_with(".xml") || name.ends_with(".rels") || (name.ends_with(".bin") && name.starts_with("xl/"))) {
            continue; // Pictures and programs are never unpacked.
        }
        let is_sheet = name.contains("worksheets/") && name.ends_with(".xml");
        let most = match name.rsplit('/').next() {
            _ if is_sheet => MOST_STREAMED - streamed,
            Some("styles.xml") => MOST_FORMATS,
            _ => MOST_KEPT - kept,
        };
        let part = unpack(archive.by_index(index).map_err(|error| describe(&error))?, most)?;
        contents.has_merged |= part.contents.has_merged;
        contents.has_formulas |= is_sheet && part.contents.has_formulas;
        contents.has_hidden |= is_sheet && part.contents.has_hidden;
        *(if is_sheet { &mut streamed } else { &mut kept }) += part.bytes;
    }
    Ok(contents)
}

/// What it is where it is no workbook that is read.
fn other_kind(names: &[String]) -> Option<&'static str> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let is_workbook = has("xl/workbook.xml") || has("xl/workbook.bin") || (has("mimetype") && has("content.xml"));
    if is_workbook || (has("[content_types].xml") && !has("word/document.xml")) {
        None
    } else if has("word/document.xml") {
        Some("it is a Word document: copy the table into a sheet, and save that as .xlsx or as CSV")
    } else {
        Some("it is a ZIP archive and no workbook: unpack it, and take the file in it")
    }
}

#[derive(Default)]
struct Part {
    bytes: u64,
    contents: Contents,
}

/// Unpacks a part without keeping it. What its heading says of its size counts for nothing.
fn unpack(mut entry: impl Read, most: u64) -> Result<Part, Problem> {
    const MERGED: &[u8] = b"mergeCell";
    // The end of a formula's element, whatever its prefix.
    const FORMULA: &[u8] = b"f>";
    const HIDDEN: &[u8] = b"hidden=";
    let (mut part, mut between) = (Part::default(), 0_u64);
    let (mut piece, mut kept) = (vec![0; 1 << 16], 0);
    loop {
        let count = entry.read(&mut piece[kept..]).map_err(|_| problem::file(super::DAMAGED))?;
        if count == 0 {
            return Ok(part);
        }
        part.bytes += count as u64;
        let (all, new) = (&piece[..kept + count], &piece[kept..kept + count]);
        between = match new.iter().rposition(|byte| *byte == b'<') {
            Some(at) => (count - at) as u64,
            None => between + count as u64,
        };
        if part.bytes > most || between > MOST_BETWEEN {
            return Err(problem::file(
                "the workbook is too large to be read safely: more than 1 GiB of cells, 512 MiB of texts, 16 MiB of formats, \
                 or a cell of more than 4 MiB. Save the sheet as \"CSV UTF-8\", which may be of any size",
            ));
        }
        let has = |word: &[u8]| memchr::memmem::find(all, word).is_some();
        part.contents.has_merged = part.contents.has_merged || has(MERGED);
        part.contents.has_formulas = part.contents.has_formulas || has(FORMULA);
        part.contents.has_hidden = part.contents.has_hidden || has(HIDDEN);
        // The word may lie across two pieces.
        let keep = all.len().min(MERGED.len() - 1);
        let from = all.len() - keep;
        piece.copy_within(from..from + keep, 0);
        kept = keep;
    }
}

fn describe(error: &ZipError) -> Problem {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => problem::unreadable(error),
        _ => problem::file(super::DAMAGED),
    }
}

//! Rows that a sheet does not show: hidden by hand, or by a filter. `calamine` does not say which they are.

use super::{DAMAGED, Packed, problem};
use crate::Problem;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::io::{BufRead, BufReader};
use zip::ZipArchive;

/// The rows of a sheet that are hidden and have a cell, from 1, in rising order.
///
/// # Errors
/// The workbook cannot be read.
pub(super) fn rows(packed: Packed, sheet: &str) -> Result<Vec<u64>, Problem> {
    let mut archive = ZipArchive::new(packed).map_err(|_| damaged())?;
    let id =
        element(&mut archive, "xl/workbook.xml", "sheet", |found| attribute(found, "name").as_deref() == Some(sheet))?;
    let id = id.and_then(|found| found.into_iter().find(|(key, _)| key.ends_with(":id") || key == "id"));
    let Some((_, id)) = id else { return Ok(Vec::new()) };
    let target = element(&mut archive, "xl/_rels/workbook.xml.rels", "Relationship", |found| {
        attribute(found, "Id").as_deref() == Some(&id)
    })?;
    let target = target.and_then(|found| found.into_iter().find(|(key, _)| key == "Target"));
    let Some((_, target)) = target else { return Ok(Vec::new()) };
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let Ok(part) = archive.by_name(&path) else { return Ok(Vec::new()) };
    hidden(BufReader::new(part))
}

/// The attributes of the first element of a part that is the one.
fn element(
    archive: &mut ZipArchive<Packed>,
    part: &str,
    name: &str,
    is_it: impl Fn(&BytesStart<'_>) -> bool,
) -> Result<Option<Vec<(String, String)>>, Problem> {
    let Ok(part) = archive.by_name(part) else { return Ok(None) };
    let (mut reader, mut buffer) = (Reader::from_reader(BufReader::new(part)), Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(found) | Event::Empty(found) if found.local_name().as_ref() == name && is_it(&found) => {
                let all = found.attributes().filter_map(Result::ok);
                return Ok(Some(all.map(|one| (one.key.as_ref().to_owned(), one.value.into_owned())).collect()));
            }
            Event::Eof => return Ok(None),
            _ => buffer.clear(),
        }
    }
}

fn hidden(sheet: impl BufRead) -> Result<Vec<u64>, Problem> {
    let (mut reader, mut buffer) = (Reader::from_reader(sheet), Vec::new());
    let (mut rows, mut line, mut is_hidden) = (Vec::new(), 0_u64, false);
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(found) if found.local_name().as_ref() == "row" => {
                let number = attribute(&found, "r").and_then(|number| number.parse().ok());
                line = number.unwrap_or(line.saturating_add(1));
                is_hidden = matches!(attribute(&found, "hidden").as_deref(), Some("1" | "true"));
            }
            Event::Empty(found) if found.local_name().as_ref() == "row" => {
                let number = attribute(&found, "r").and_then(|number| number.parse().ok());
                line = number.unwrap_or(line.saturating_add(1));
            }
            // A cell that is empty has no content.
            Event::Start(found) if is_hidden && found.local_name().as_ref() == "c" => {
                rows.push(line);
                is_hidden = false;
            }
            Event::End(found) if found.local_name().as_ref() == "sheetData" => return Ok(rows),
            Event::Eof => return Ok(rows),
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn damaged() -> Problem {
    problem::file(DAMAGED)
}

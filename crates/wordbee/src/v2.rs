//! The envelope v2 puts around a list.

use participants_core::{Document, Error, ErrorKind, Members, Response};

/// The records of a list, and how many it has in all where the answer says so.
pub(crate) struct Rows {
    pub(crate) items: Vec<Document>,
    pub(crate) total: Option<u64>,
}

/// The members that may hold the rows.
const ROWS: [&str; 2] = ["rows", "items"];

/// Whether a member of this name holds the rows.
pub(crate) fn is_rows(name: &str) -> bool {
    ROWS.iter().any(|rows| rows.eq_ignore_ascii_case(name))
}

/// How many rows the list has in all, where the answer says so.
pub(crate) fn total(members: &Members) -> Result<Option<u64>, Error> {
    let total = member(members, "total").filter(|total| *total != "null");
    total.map(|total| total.trim_matches('"').parse()).transpose().map_err(|_| {
        Error::new(ErrorKind::Decode, "the answer says how many records there are, and not by a whole number")
    })
}

/// Reads the envelope: `rows`, or `items` as a client accepts too, and `total`; names in any letter case.
pub(crate) fn rows(response: &Response) -> Result<Rows, Error> {
    rows_in(response)?.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no member rows"))
}

/// The records of an answer that has an envelope or none: a page, a list, one record, nothing.
pub(crate) fn rows_or_records(response: &Response) -> Result<Vec<Document>, Error> {
    let is_object = response.body.trim_ascii().first() == Some(&b'{');
    match is_object.then(|| rows_in(response)).transpose()?.flatten() {
        Some(rows) => Ok(rows.items),
        None => response.records(),
    }
}

/// The records under the first of these members that there is, in any letter case.
pub(crate) fn records_under(
    members: &Members,
    names: &[&str],
    like: &Response,
) -> Option<Result<Vec<Document>, Error>> {
    let text = names.iter().find_map(|name| member(members, name))?;
    Some(like.inner(text).records())
}

/// The text of a member, its name in any letter case.
pub(crate) fn member<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    members.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, text)| text.get())
}

fn rows_in(response: &Response) -> Result<Option<Rows>, Error> {
    let members: Members = response.record()?.read()?;
    let Some(items) = records_under(&members, &ROWS, response) else { return Ok(None) };
    Ok(Some(Rows { items: items?, total: total(&members)? }))
}
